package org.besik.query.intransit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.intransit.InTransit.Direction;
import org.besik.query.openhandoffs.HandoffsWaiting;
import org.besik.query.openhandoffs.OpenHandoffs;
import org.besik.query.records.Facts;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves and handoffs on any day, as they come in through intake. */
class InTransitTest {

    static final Caller NATION = officer("KZ");
    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    @TempDir
    Path folder;

    final ListFeed feed = new ListFeed();
    Intake intake;
    InTransit inTransit;
    OpenHandoffs handoffs;

    static Caller officer(String region) {
        return new Caller("officer", null, Set.of(), Set.of(region), Set.of(Role.MONITOR), Set.of());
    }

    @BeforeEach
    void start() {
        intake = new Intake(
                feed,
                feed.codec(),
                List.of(
                        new MovesUnderWay(),
                        new HandoffsWaiting(),
                        new ChildCards(new LookupKeys(new byte[16], name -> name))),
                List.of(),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        intake.start();
        inTransit = new InTransit(intake.views());
        handoffs = new OpenHandoffs(intake.views());
    }

    @AfterEach
    void stop() {
        intake.close();
    }

    void told(Facts facts) {
        feed.append(facts.told());
        Awaitility.await().until(() -> intake.views().store().position() == feed.head());
    }

    static Facts child(String name) {
        return Facts.of(new ChildId(name)).from("registry", ASTANA).born("2020-01-01");
    }

    List<String> onTheWay(LocalDate day) {
        return inTransit.page(NATION, Direction.LEAVING, Optional.empty(), day, 50, null).items().stream()
                .map(MoveUnderWay::childId)
                .toList();
    }

    @Test
    void a_child_is_on_the_way_from_the_declaration_to_the_day_before_it_arrives() {
        told(child("ada")
                .relocates("2026-04-01", ASTANA, ALMATY)
                .from("clinic", ALMATY)
                .arrives("2026-06-10", ALMATY));
        told(child("bolat").relocates("2026-04-20", ASTANA, ALMATY));

        assertThat(onTheWay(LocalDate.of(2026, 3, 31))).isEmpty();
        assertThat(onTheWay(MAY_1)).containsExactly("ada", "bolat");
        assertThat(onTheWay(LocalDate.of(2026, 6, 9))).containsExactly("ada", "bolat");
        assertThat(onTheWay(LocalDate.of(2026, 6, 10))).containsExactly("bolat");
        assertThat(inTransit.leaving(NATION, MAY_1)).isEqualTo(2);
        assertThat(inTransit.leaving(officer(ALMATY), MAY_1)).isZero();
        assertThat(inTransit.leaving(NATION, LocalDate.of(2026, 6, 10))).isEqualTo(1);
        assertThat(inTransit.leaving(NATION, LocalDate.of(2038, 1, 1))).isZero();
    }

    @Test
    void pages_go_on_where_they_stopped() {
        for (String name : List.of("a", "b", "c")) {
            told(child(name).relocates("2026-04-01", ASTANA, ALMATY));
        }
        var first = inTransit.page(NATION, Direction.LEAVING, Optional.empty(), MAY_1, 2, null);
        var second = inTransit.page(NATION, Direction.LEAVING, Optional.empty(), MAY_1, 2, first.cursor());

        assertThat(first.items()).extracting(MoveUnderWay::childId).containsExactly("a", "b");
        assertThat(second.items()).extracting(MoveUnderWay::childId).containsExactly("c");
        assertThat(second.cursor()).isNull();
    }

    @Test
    void a_handoff_waits_until_it_is_answered_or_the_child_dies() {
        told(child("ada").from("clinic", ASTANA).handsOff("2026-04-01", "school", null));
        told(child("dead")
                .from("clinic", ASTANA)
                .handsOff("2026-04-01", "school", null)
                .dies("2026-04-20"));

        assertThat(handoffs.waiting(NATION, LocalDate.of(2026, 4, 10))).isEqualTo(2);
        assertThat(handoffs.waiting(NATION, MAY_1)).isEqualTo(1);
        var waiting =
                handoffs.ofRegion(NATION, Optional.empty(), MAY_1, 50, null).items();
        assertThat(waiting).hasSize(1);
        assertThat(handoffs.ofRegion(officer(ALMATY), Optional.empty(), MAY_1, 50, null)
                        .items())
                .isEmpty();
        String handoff = waiting.getFirst().handoffId();

        told(Facts.of(new ChildId("ada")).from("school", ASTANA).accepts("2026-05-03", handoff));
        assertThat(handoffs.waiting(NATION, MAY_1)).isEqualTo(1);
        assertThat(handoffs.waiting(NATION, LocalDate.of(2026, 5, 3))).isZero();
        assertThat(handoffs.ofRegion(NATION, Optional.empty(), LocalDate.of(2026, 5, 3), 50, null)
                        .items())
                .isEmpty();
    }

    @Test
    void a_series_says_of_each_day_what_the_figure_of_that_day_says() {
        told(child("ada")
                .relocates("2025-12-20", ASTANA, ALMATY)
                .from("clinic", ALMATY)
                .arrives("2026-01-05", ALMATY));
        told(child("bolat").relocates("2025-12-31", ASTANA, ALMATY));
        told(child("chingiz").relocates("2026-01-01", ASTANA, ALMATY));

        LocalDate first = LocalDate.of(2025, 12, 15);
        LocalDate last = LocalDate.of(2026, 1, 15);
        long[] series = intake.views().series(MovesUnderWay.FIGURE, first, last, List.of());
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            assertThat(series[Math.toIntExact(day.toEpochDay() - first.toEpochDay())])
                    .as(day.toString())
                    .isEqualTo(inTransit.leaving(NATION, day));
        }
    }
}
