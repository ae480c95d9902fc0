package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.besik.events.ChildId;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementKind;
import org.besik.events.circumstances.PlacementStarted;
import org.besik.events.residence.TemporaryStayRecorded;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Level;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.ChildFolding;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.FoldedViews;
import org.besik.query.childrecord.Story;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.junit.jupiter.api.Test;

class LifeTest {

    static final ChildId ADA = new ChildId("ada");
    static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    static final Words WORDS = new Words(new WebConfiguration().messageSource(), Locale.of("en"), QueryPages.ALMATY);

    static Life.Drawn life(RecordFacts facts) {
        var clock = Clock.fixed(Instant.parse("2026-01-01T03:00:00Z"), QueryPages.ALMATY);
        var views = new FoldedViews(List.of(facts), List.of());
        var folding = new ChildFolding(SchoolCalendar.standard(), views::rules);
        Story story = new ChildRecords(views, folding, clock)
                .story(QueryPages.AUDITOR, new ChildId(facts.id().value()), TODAY, null);
        ChildFile child = story.history().state();
        assertThat(child).isNotNull();
        return Life.draw(child, story, TODAY, WORDS);
    }

    static List<String> bars(Life.Drawn life, String lane) {
        return life.lanes().stream()
                .filter(one -> one.key().equals(lane))
                .flatMap(one -> one.bars().stream())
                .map(bar -> bar.kind() + " " + bar.from() + " " + bar.until())
                .toList();
    }

    static Facts ada() {
        return Facts.ada().from("registry", "KZ-71").born("2016-01-01").from("clinic", "KZ-71");
    }

    @Test
    void between_two_places_there_is_a_gap_and_after_the_last_one_too() {
        var life = life(ada().from("kindergarten", "KZ-71")
                .enrolled("2019-09-01", Level.PRESCHOOL, "2019-09-01")
                .endsEnrolment("2021-05-25", EndReason.MOVED)
                .from("school", "KZ-71")
                .enrolled("2022-09-01", Level.PRIMARY, "2022-09-01")
                .endsEnrolment("2025-03-01", EndReason.DROPPED_OUT)
                .record());

        assertThat(bars(life, "places"))
                .containsExactly(
                        "held 2019-09-01 2021-05-25",
                        "gap 2021-05-25 2022-09-01",
                        "held 2022-09-01 2025-03-01",
                        "gap 2025-03-01 null");
    }

    @Test
    void a_newborns_days_are_told_by_day() {
        var life = life(Facts.ada().from("registry", "KZ-71").born("2025-12-20").record());

        assertThat(life.ticks().stream().map(Life.Tick::text)).containsExactly("20 Dec", "23 Dec", "26 Dec", "29 Dec");
    }

    @Test
    void a_toddler_without_a_place_lacks_nothing() {
        var life = life(Facts.ada()
                .from("registry", "KZ-71")
                .born("2023-06-01")
                .from("nursery", "KZ-71")
                .enrolled("2024-09-01", Level.PRESCHOOL, "2024-09-01")
                .endsEnrolment("2025-05-25", EndReason.OTHER)
                .record());

        assertThat(bars(life, "places")).containsExactly("held 2024-09-01 2025-05-25");
    }

    @Test
    void a_move_is_in_time_until_the_family_was_expected_and_then_a_gap() {
        var life = life(ada().relocates("2024-05-01", "KZ-71", "KZ-75", "2024-06-01")
                .from("clinic-75", "KZ-75")
                .arrives("2024-08-01", "KZ-75")
                .record());

        assertThat(bars(life, "moves")).containsExactly("way 2024-05-01 2024-06-01", "gap 2024-06-01 2024-08-01");
    }

    @Test
    void a_handoff_nobody_answers_is_a_gap_from_its_deadline_on() {
        var life = life(ada().handsOff("2025-03-01", "social", "2025-03-20").record());

        assertThat(bars(life, "handoffs")).containsExactly("way 2025-03-01 2025-03-20", "gap 2025-03-20 null");
    }

    @Test
    void placements_and_stays_elsewhere_are_spans() {
        var life = life(ada().add("2017-02-01", new PlacementStarted(ADA, PlacementKind.SHELTER, "shelter"))
                .add("2017-03-01", new PlacementStarted(ADA, PlacementKind.FOSTER, null))
                .add("2017-04-01", new PlacementEnded(ADA, PlacementKind.SHELTER, null))
                .leaves("2019-01-01")
                .returns("2019-06-01")
                .add("2022-07-01", new TemporaryStayRecorded(ADA, "KZ-19", LocalDate.of(2022, 8, 31)))
                .leaves("2025-01-01")
                .record());

        assertThat(bars(life, "placements")).containsExactly("held 2017-02-01 2017-04-01", "held 2017-03-01 null");
        assertThat(bars(life, "stays"))
                .containsExactly("away 2019-01-01 2019-06-01", "way 2022-07-01 2022-09-01", "away 2025-01-01 null");
        assertThat(life.hasAway()).isTrue();
    }

    @Test
    void days_on_the_list_and_contacts_have_lanes_of_their_own() {
        var life = life(ada().seen("2016-01-08").seen("2020-01-01").record());

        assertThat(bars(life, "listed")).isNotEmpty().last().asString().endsWith(" null");
        assertThat(life.lanes())
                .filteredOn(lane -> lane.key().equals("contact.HEALTH"))
                .flatExtracting(Life.Lane::dots)
                .extracting(Life.Dot::kind)
                .containsExactly("SEEN", "SEEN");
    }

    @Test
    void everything_lies_on_the_strip() {
        var life = life(ada().seen("2026-01-01")
                .enrolled("2026-01-01", Level.PRIMARY, "2026-01-01")
                .record());

        for (Life.Lane lane : life.lanes()) {
            for (Life.Bar bar : lane.bars()) {
                double x = share(bar.x());
                assertThat(x).isBetween(0.0, 100.0);
                assertThat(x + share(bar.width())).isLessThanOrEqualTo(100.01);
            }
            assertThat(lane.dots()).allSatisfy(dot -> assertThat(share(dot.x())).isBetween(0.0, 100.0));
        }
        assertThat(life.ticks()).isNotEmpty().hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void a_place_that_will_end_when_the_child_is_of_age_goes_on() {
        var life = life(ada().from("school", "KZ-71")
                .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                .record());

        assertThat(bars(life, "places")).containsExactly("held 2025-09-01 null");
    }

    @Test
    void a_child_born_today_has_a_strip_too() {
        var life = life(Facts.ada().from("registry", "KZ-71").born("2026-01-01").record());

        assertThat(life.lanes()).isEmpty();
    }

    static double share(String percent) {
        return Double.parseDouble(percent.substring(0, percent.length() - 1));
    }
}
