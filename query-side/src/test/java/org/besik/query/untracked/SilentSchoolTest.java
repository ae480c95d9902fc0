package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.Strength;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.Level;
import org.besik.query.access.TooMuchSilence;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A school tells of its pupils by the month. What does its silence say of them, and what not? */
class SilentSchoolTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final int PUPILS = 12;

    @TempDir
    Path folder;

    private final List<Facts> children = new ArrayList<>();
    private @Nullable Intake intake;

    @BeforeEach
    void a_clinic_reports_every_week() {
        var patient = Facts.of(new ChildId("patient")).from("clinic", ALMATY).born("2021-01-01");
        for (LocalDate day = LocalDate.of(2025, 1, 6); day.getYear() < 2027; day = day.plusDays(7)) {
            patient.seen(day.toString());
        }
        children.add(patient);
    }

    @AfterEach
    void close() {
        if (intake != null) {
            intake.close();
        }
    }

    private Facts child(String name) {
        return Facts.of(new ChildId(name))
                .from("clinic", ALMATY)
                .born("2015-01-01")
                .seen("2025-01-01")
                .from("school", ASTANA)
                .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01");
    }

    private static void attends(Facts child, String from, String to) {
        for (YearMonth month = YearMonth.parse(from);
                !month.isAfter(YearMonth.parse(to));
                month = month.plusMonths(1)) {
            child.attends(month.atEndOfMonth().toString(), month.toString(), 15);
        }
    }

    /** Seen on every school day of a year up to a day. */
    private Facts seenDaily(LocalDate last) {
        Facts seen = child("seen");
        for (LocalDate day = LocalDate.of(2025, 9, 2); !day.isAfter(last); day = day.plusDays(1)) {
            if (CALENDAR.isSchoolDay(day)) {
                seen.seen(day.toString());
            }
        }
        return seen;
    }

    /** The gaps that the school's page shows on a day. */
    private List<StaleFeeds.Gap> gaps(String day) {
        return new StaleFeeds(Objects.requireNonNull(intake).views(), CALENDAR)
                .feed("school", LocalDate.parse(day))
                .orElseThrow()
                .gaps();
    }

    /** Pupils of the school, of all of whom it told in some months. */
    private List<Facts> pupils(String from, String to) {
        return pupils(PUPILS, from, to);
    }

    private List<Facts> pupils(int count, String from, String to) {
        var pupils = new ArrayList<Facts>();
        for (int i = 0; i < count; i++) {
            Facts pupil = child("pupil-" + i);
            attends(pupil, from, to);
            pupils.add(pupil);
        }
        children.addAll(pupils);
        return pupils;
    }

    private Untracked untracked() {
        if (intake == null) {
            intake = fed(children, folder);
        }
        return new Untracked(intake.views(), new StaleFeeds(intake.views(), CALENDAR), CALENDAR);
    }

    /** Views of all that was told of some children, in the order in which it was learnt. */
    static Intake fed(List<Facts> children, Path folder) {
        var feed = new ListFeed();
        feed.append(children.stream()
                .flatMap(child -> child.told().stream())
                .sorted(Comparator.comparing(
                        (RecordedEvent event) -> event.provenance().recordedAt()))
                .toList());
        var intake = new Intake(
                feed,
                feed.codec(),
                List.of(new UntrackedProjection(CALENDAR, RuleBook.standard())),
                List.of(new AgencyDays()),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        intake.start();
        await().until(() -> intake.health().isCaughtUp());
        return intake;
    }

    static UntrackedRequest request(LocalDate day, boolean feedStale) {
        return request(day, feedStale, false);
    }

    static UntrackedRequest request(LocalDate day, boolean feedStale, boolean warnings) {
        return new UntrackedRequest(
                List.of(),
                null,
                null,
                feedStale,
                null,
                null,
                null,
                null,
                null,
                warnings,
                day,
                UntrackedRequest.Order.LONGEST_OVERDUE,
                100,
                null);
    }

    private List<String> listed(String day) {
        UntrackedPage page = untracked().page(request(LocalDate.parse(day), false));
        assertThat(page.total()).isEqualTo(page.items().size());
        assertThat(untracked()
                        .summary(Untracked.By.REGION, LocalDate.parse(day), List.of())
                        .total())
                .isEqualTo(page.total());
        return page.items().stream().map(UntrackedItem::childId).toList();
    }

    private List<UntrackedItem> explained(String day) {
        return untracked().page(request(LocalDate.parse(day), true)).items();
    }

    @Test
    void the_school_alone_decides_whether_its_pupils_were_to_be_heard_of() {
        List<Facts> pupils = pupils("2025-09", "2025-11");
        // Seen last by a clinic that goes on reporting: the 20th school day after is 9 February
        pupils.getFirst().from("clinic", ALMATY).seen("2026-01-06");
        assertThat(listed("2026-02-09")).isEmpty();
        assertThat(explained("2026-02-09"))
                .hasSize(PUPILS)
                .allSatisfy(item -> assertThat(item.staleFeeds()).containsExactly("school"));
    }

    /** Holds so many of those whose silence is explained; all others are read again. */
    private Untracked holding(int most) {
        untracked();
        var views = Objects.requireNonNull(intake).views();
        return new Untracked(views, new StaleFeeds(views, CALENDAR), CALENDAR, most);
    }

    @Test
    void of_more_pupils_than_fit_into_memory_the_same_is_said_in_pieces() {
        List<Facts> pupils = pupils("2025-09", "2025-11");
        pupils.getFirst().handsOff("2025-12-20", "social", null);
        LocalDate day = LocalDate.parse("2026-01-20");
        Untracked whole = untracked();
        Untracked inPieces = holding(2);

        assertThat(inPieces.page(request(day, false)).items())
                .singleElement()
                .satisfies(item -> assertThat(item.childId()).isEqualTo("pupil-0"));
        assertThat(inPieces.page(request(day, true)).total()).isEqualTo(PUPILS);
        for (UntrackedRequest.Order order : UntrackedRequest.Order.values()) {
            for (boolean feedStale : List.of(false, true)) {
                assertThat(pages(inPieces, day, feedStale, order)).isEqualTo(pages(whole, day, feedStale, order));
            }
        }
        for (Untracked.By by : Untracked.By.values()) {
            assertThat(inPieces.summary(by, day, List.of())).isEqualTo(whole.summary(by, day, List.of()));
        }
        assertThat(inPieces.byRegionAndReason(day)).isEqualTo(whole.byRegionAndReason(day));
    }

    /** Whoever is eight or older, five at a time. */
    private static List<UntrackedPage> pages(
            Untracked untracked, LocalDate day, boolean feedStale, UntrackedRequest.Order order) {
        var pages = new ArrayList<UntrackedPage>();
        String cursor = null;
        do {
            pages.add(untracked.page(new UntrackedRequest(
                    List.of(), null, null, feedStale, 8, null, null, null, null, false, day, order, 5, cursor)));
            cursor = pages.getLast().cursor();
        } while (cursor != null);
        return pages;
    }

    @Test
    void only_a_list_of_too_many_who_are_missed_otherwise_as_well_is_refused() {
        pupils("2025-09", "2025-11").forEach(pupil -> pupil.handsOff("2025-12-20", "social", null));
        LocalDate day = LocalDate.parse("2026-01-20");
        Untracked few = holding(PUPILS - 1);
        assertThat(few.summary(Untracked.By.REGION, day, List.of()).total()).isEqualTo(PUPILS);
        assertThatThrownBy(() -> few.page(request(day, false)))
                .isInstanceOf(TooMuchSilence.class)
                .hasMessageContaining("BESIK_HEAP");
    }

    @Test
    void after_sixty_days_its_silence_explains_nothing_any_more() {
        pupils("2025-09", "2025-11");
        // Due on the 20th school day after 30 November
        assertThat(explained("2026-01-20")).hasSize(PUPILS);
        LocalDate due = explained("2026-01-20").getFirst().reasons().getFirst().dueOn();
        assertThat(listed(due.plusDays(60).toString())).isEmpty();
        assertThat(listed(due.plusDays(61).toString())).hasSize(PUPILS);
    }

    @Test
    void of_a_whole_class_its_silence_explains_half_a_year() {
        pupils(20, "2025-09", "2025-11");
        Facts gone = child("gone");
        attends(gone, "2025-09", "2025-10");
        children.add(gone);
        LocalDate due = explained("2026-01-20").getFirst().reasons().getFirst().dueOn();
        assertThat(listed(due.plusDays(180).toString())).containsExactly("gone");
        assertThat(explained(due.plusDays(180).toString()))
                .hasSize(20)
                .allSatisfy(item -> assertThat(item.staleFeeds()).containsExactly("school"));
        assertThat(listed(due.plusDays(181).toString())).hasSize(21);
    }

    @Test
    void a_pupil_of_whom_it_did_not_tell_with_the_others_is_listed() {
        pupils("2025-09", "2026-01");
        Facts missing = child("missing");
        attends(missing, "2025-09", "2025-10");
        children.add(missing);
        assertThat(listed("2025-12-09")).isEmpty();
        assertThat(listed("2025-12-10")).containsExactly("missing");
    }

    @Test
    void a_month_counts_when_all_of_it_should_be_there() {
        pupils("2025-09", "2025-12");
        Facts missing = child("missing");
        attends(missing, "2025-09", "2025-10");
        missing.from("clinic", ALMATY).seen("2025-11-03");
        children.add(missing);
        // November is told on its last day by some, by others up to 10 December
        assertThat(listed("2025-12-09")).isEmpty();
        assertThat(listed("2025-12-10")).containsExactly("missing");
    }

    @Test
    void whoever_comes_due_at_a_school_that_was_heard_of_every_day_waits_once_it_is_silent_for_days() {
        LocalDate friday = LocalDate.of(2026, 4, 10);
        LocalDate last = friday;
        while (CALENDAR.between(Clocks.day(last), Clocks.day(friday) + 3, DayCount.SCHOOL_DAYS) < 20) {
            last = last.minusDays(1);
        }
        children.addAll(List.of(seenDaily(friday), child("missed").seen(last.toString())));
        assertThat(listed("2026-04-12")).isEmpty();
        assertThat(listed("2026-04-13")).containsExactly("missed");
        assertThat(listed("2026-04-14")).containsExactly("missed");
        assertThat(listed("2026-04-15")).isEmpty();
        assertThat(explained("2026-04-15").stream().map(UntrackedItem::childId)).containsExactly("missed");
    }

    @Test
    void its_page_names_the_days_after_two_weeks_of_its_own_days_and_a_holiday_has_none() {
        LocalDate friday = LocalDate.of(2026, 5, 22);
        children.add(seenDaily(friday));
        untracked();
        // The weekend, the last Monday of the school year, and September
        assertThat(gaps("2026-09-11")).isEmpty();
        assertThat(gaps("2026-09-12")).containsExactly(new StaleFeeds.Gap(friday.plusDays(1), null));
    }

    @Test
    void a_first_grader_is_waited_for_until_the_first_month_is_there() {
        List<Facts> pupils = pupils("2026-02", "2026-05");
        for (Facts pupil : pupils) {
            attends(pupil, "2026-09", "2026-10");
        }
        children.add(Facts.of(new ChildId("new"))
                .from("clinic", ALMATY)
                .born("2020-05-01")
                .seen("2026-03-02")
                .from("school", ASTANA)
                .enrolled("2026-09-01", Level.PRIMARY, "2026-09-01"));
        assertThat(listed("2026-09-08")).isEmpty();
        assertThat(explained("2026-09-08").stream().map(UntrackedItem::childId)).containsExactly("new");
        assertThat(listed("2026-09-30")).isEmpty();
        assertThat(listed("2026-10-01")).containsExactly("new");
    }

    @Test
    void a_newcomer_of_the_last_days_of_a_month_was_not_told_of_with_it() {
        pupils("2025-09", "2025-12");
        // Found in October and enrolled in the break of its last week; November has the first days at this school
        children.add(Facts.of(new ChildId("newcomer"))
                .from("clinic", ALMATY)
                .born("2015-01-01")
                .seen("2025-10-15")
                .from("school", ASTANA)
                .enrolled("2025-10-27", Level.PRIMARY, "2025-10-27"));
        assertThat(explained("2025-11-20").stream().map(UntrackedItem::childId)).containsExactly("newcomer");
        assertThat(listed("2025-12-09")).isEmpty();
        assertThat(listed("2025-12-10")).containsExactly("newcomer");
    }

    @Test
    void nor_was_a_newcomer_to_a_kindergarten_whose_first_days_were_a_weekend() {
        pupils("2025-09", "2025-12");
        // Entered on the last Saturday of November: the first day there is in December
        children.add(Facts.of(new ChildId("newcomer"))
                .from("clinic", ALMATY)
                .born("2022-06-01")
                .seen("2025-07-15")
                .from("school", ASTANA)
                .enrolled("2025-11-29", Level.PRESCHOOL, "2025-11-29"));
        assertThat(listed("2025-12-20")).isEmpty();
        assertThat(explained("2025-12-20").stream().map(UntrackedItem::childId)).containsExactly("newcomer");
        assertThat(listed("2026-01-10")).containsExactly("newcomer");
    }

    @Test
    void whoever_the_school_says_was_not_there_is_listed_at_once() {
        pupils("2026-02", "2026-05");
        for (String name : List.of("absent", "unknown")) {
            children.add(Facts.of(new ChildId(name))
                    .from("clinic", ALMATY)
                    .born("2020-05-01")
                    .seen("2026-03-02")
                    .from("school", ASTANA)
                    .enrolled("2026-09-01", Level.PRIMARY, "2026-09-01"));
        }
        children.get(children.size() - 2).attends("2026-09-30", "2026-09", 0);
        assertThat(listed("2026-09-29")).isEmpty();
        assertThat(listed("2026-09-30")).containsExactly("absent");
    }

    @Test
    void a_payment_does_not_make_up_for_the_months_that_were_told_without_the_child() {
        pupils("2025-09", "2025-11");
        children.add(child("dropped-out")
                .from("social", ALMATY)
                .contact("2025-11-20", Service.SOCIAL, Strength.ADMINISTRATIVE));
        assertThat(listed("2025-12-01")).containsExactly("dropped-out");
    }

    @Test
    void whoever_stands_on_no_roll_is_waited_for_until_the_next_visit_is_late() {
        pupils("2025-09", "2026-02");
        children.add(child("at-home").seen("2025-11-03"));
        assertThat(listed("2025-10-20")).as("nobody at school has seen it yet").containsExactly("at-home");
        assertThat(listed("2025-12-20")).isEmpty();
        assertThat(listed("2026-01-30")).isEmpty();
        assertThat(listed("2026-02-20"))
                .as("half as long again as until the first visit")
                .containsExactly("at-home");
    }

    @Test
    void not_where_the_school_keeps_none() {
        pupils(1, "2025-09", "2026-02");
        children.add(child("pupil").seen("2025-11-03"));
        assertThat(listed("2025-12-20")).containsExactly("pupil");
    }

    @Test
    void nor_whoever_stood_on_one_or_was_seen_more_often() {
        pupils("2025-09", "2026-02");
        children.add(child("on-rolls").attends("2025-09-30", "2025-09", 15).seen("2025-11-03"));
        children.add(child("often").seen("2025-09-15").seen("2025-11-03"));
        assertThat(listed("2025-12-20")).containsExactlyInAnyOrder("on-rolls", "often");
    }

    @Test
    void whoever_was_in_hospital_while_it_was_not_there_is_expected_with_the_next_month() {
        List<Facts> pupils = pupils("2025-09", "2026-02");
        Facts ill = pupils.getFirst();
        Facts gone = pupils.get(1);
        ill.from("clinic", ALMATY).seen("2026-03-10").from("school", ASTANA).attends("2026-03-31", "2026-03", 0);
        gone.attends("2026-03-31", "2026-03", 0);
        pupils.stream().skip(2).forEach(pupil -> attends(pupil, "2026-03", "2026-04"));
        // The 20th school day after 10 March is 16 April, after 28 February 7 April; April should be there on 10 May
        assertThat(listed("2026-04-16")).containsExactly("pupil-1");
        assertThat(explained("2026-04-16").stream().map(UntrackedItem::childId)).containsExactly("pupil-0");
        assertThat(listed("2026-05-10")).containsExactlyInAnyOrder("pupil-0", "pupil-1");
    }

    @Test
    void months_that_never_come_are_waited_for_until_a_later_one_is_there() {
        List<Facts> pupils = pupils("2025-09", "2025-11");
        // Its line works again since 2 February: it enrols a child, and tells of February at its end
        children.add(Facts.of(new ChildId("newcomer"))
                .from("school", ASTANA)
                .born("2016-01-01")
                .enrolled("2026-02-02", Level.PRIMARY, "2026-02-02")
                .seen("2026-02-03"));
        pupils.stream().skip(1).forEach(pupil -> attends(pupil, "2026-02", "2026-03"));
        assertThat(listed("2026-02-20")).isEmpty();
        assertThat(listed("2026-03-10")).contains("pupil-0").doesNotContain("pupil-1");
    }

    @Test
    void the_months_of_one_pupil_say_nothing_of_a_school() {
        Facts only = child("only");
        attends(only, "2025-09", "2026-03");
        children.add(only);
        assertThat(listed("2026-05-10")).containsExactly("only");
    }

    @Test
    void what_comes_due_long_after_the_last_news_is_not_waited_for() {
        pupils("2026-09", "2026-12");
        // The newest day in the log is 31 December 2026, by the clinic's last week
        assertThat(listed("2027-02-10")).contains("pupil-0", "pupil-1");
    }

    @Test
    void a_roll_that_was_not_full_then_explained_what_it_explained_then() {
        List<Facts> pupils = pupils("2025-09", "2025-11");
        // December came for two pupils of three in January, and for the others when the line worked again
        pupils.subList(0, 4).forEach(pupil -> pupil.attends("2025-12-31", "2025-12", 15));
        Instant before = Instant.parse("2026-02-20T00:00:00Z");
        pupils.subList(4, PUPILS).forEach(pupil -> tellLater(pupil, "2025-12", "2026-02-25"));
        assertThat(untracked()
                        .page(request(LocalDate.parse("2026-02-06"), true), before)
                        .items())
                .as("that December was not whole was all that was known")
                .hasSize(PUPILS - 4);
        assertThat(untracked()
                        .page(request(LocalDate.parse("2026-02-06"), false), before)
                        .total())
                .isZero();
        assertThat(listed("2026-02-06")).isEmpty();
    }

    /** A month that happened then is told of on a later day. */
    private static void tellLater(Facts pupil, String month, String on) {
        pupil.attends(YearMonth.parse(month).atEndOfMonth().toString(), month, 15);
        pupil.learntAt(Instant.parse(on + "T08:00:00Z"));
    }

    /** A pupil of a school that an office reports for, and a pupil of another one. */
    private Facts ofTheOffice(String name, String school) {
        return Facts.of(new ChildId(name))
                .from("clinic", ALMATY)
                .born("2015-01-01")
                .seen("2025-01-01")
                .from("office", ASTANA)
                .enrolledAt(school, "2025-09-01", Level.PRIMARY, "2025-09-01");
    }

    private static void attendsAt(String school, Facts child, String from, String to) {
        for (YearMonth month = YearMonth.parse(from);
                !month.isAfter(YearMonth.parse(to));
                month = month.plusMonths(1)) {
            child.attendsAt(school, month.atEndOfMonth().toString(), month.toString(), 15);
        }
    }

    @Test
    void an_office_that_reports_for_many_schools_is_waited_for_as_they_would_be() {
        for (int i = 0; i < PUPILS; i++) {
            Facts pupil = ofTheOffice("first-" + i, "School No 1");
            attendsAt("School No 1", pupil, "2025-09", "2025-11");
            Facts other = ofTheOffice("second-" + i, "School No 2");
            attendsAt("School No 2", other, "2025-09", i == 0 ? "2025-11" : "2026-01");
            children.add(pupil);
            children.add(other);
        }
        // Of the first school nothing came since November; of the second all but one pupil
        assertThat(explained("2026-02-09").stream().map(UntrackedItem::childId))
                .hasSize(PUPILS)
                .allMatch(name -> name.startsWith("first-"));
        assertThat(explained("2026-02-09"))
                .allSatisfy(item -> assertThat(item.staleFeeds()).containsExactly("office"));
        assertThat(listed("2026-02-09")).contains("second-0").doesNotContain("first-0");
    }

    @Test
    void a_silent_office_explains_the_silence_of_its_schools() {
        for (int i = 0; i < 3; i++) {
            Facts pupil = ofTheOffice("pupil-" + i, "School No 1");
            attendsAt("School No 1", pupil, "2025-09", "2025-11");
            children.add(pupil);
        }
        Facts checked = ofTheOffice("checked", "School No 2");
        for (LocalDate day = LocalDate.of(2025, 3, 3);
                day.isBefore(LocalDate.of(2025, 12, 1));
                day = day.plusDays(14)) {
            checked.seen(day.toString());
        }
        children.add(checked);
        assertThat(explained("2026-02-09").stream().map(UntrackedItem::childId))
                .contains("pupil-0", "pupil-1", "pupil-2");
        assertThat(listed("2026-02-09")).isEmpty();
    }

    @Test
    void whoever_knew_less_waited_for_what_was_not_there_then() {
        List<Facts> pupils = pupils("2025-09", "2025-11");
        pupils.forEach(pupil -> pupil.attends("2026-02-27", "2025-12", 15).attends("2026-02-27", "2026-01", 15));
        Facts missing = child("missing");
        attends(missing, "2025-09", "2025-11");
        children.add(missing);
        // Facts are recorded on the day on which they occur
        Instant before = Instant.parse("2026-02-20T00:00:00Z");
        LocalDate asOf = LocalDate.of(2026, 2, 27);
        assertThat(untracked()
                        .page(request(LocalDate.parse("2026-02-27"), false))
                        .items())
                .hasSize(1);
        assertThat(untracked()
                        .page(request(LocalDate.parse("2026-02-27"), false), before)
                        .total())
                .isZero();
        assertThat(untracked()
                        .summary(Untracked.By.REGION, asOf, List.of(), before)
                        .total())
                .isZero();
        assertThat(untracked()
                        .page(request(LocalDate.parse("2026-02-27"), true), before)
                        .items())
                .hasSize(PUPILS + 1);
    }
}
