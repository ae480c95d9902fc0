package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.besik.events.ChildId;
import org.besik.events.custody.RecordSealed;
import org.besik.events.registration.RegistrationReason;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Level;
import org.besik.events.tracing.ChildFlagged;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A school has told of September before the 10th of October, when every school must have. Its pupils came due on 28 September
 * with all others of the country: whom does it miss?
 */
class MissingFromRollTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final LocalDate DUE_ON = LocalDate.of(2026, 9, 28);
    private static final LocalDate OCTOBER_5 = LocalDate.of(2026, 10, 5);
    private static final int PUPILS = 22;

    @TempDir
    Path folder;

    private final List<Facts> children = new ArrayList<>();
    private @Nullable Intake intake;

    @AfterEach
    void close() {
        if (intake != null) {
            intake.close();
        }
    }

    private static Facts child(String name) {
        return Facts.of(new ChildId(name))
                .from("clinic", ALMATY)
                .born("2015-01-01")
                .seen("2025-01-01")
                .from("school", ASTANA)
                .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01");
    }

    /** So many pupils were told of up to the summer. */
    private List<Facts> pupils(int count) {
        var pupils = new ArrayList<Facts>();
        for (int i = 0; i < count; i++) {
            pupils.add(upToTheSummer(child("pupil-" + i)));
        }
        children.addAll(pupils);
        return pupils;
    }

    private static Facts upToTheSummer(Facts pupil) {
        for (int month = 2; month <= 5; month++) {
            YearMonth of = YearMonth.of(2026, month);
            pupil.attends(of.atEndOfMonth().toString(), of.toString(), 15);
        }
        return pupil;
    }

    private static void tellOfSeptember(List<Facts> pupils, String on) {
        pupils.forEach(pupil -> pupil.attends(on, "2026-09", 15));
    }

    private Untracked untracked() {
        if (intake == null) {
            intake = SilentSchoolTest.fed(children, folder);
        }
        return new Untracked(intake.views(), new StaleFeeds(intake.views(), CALENDAR), CALENDAR);
    }

    /** The list of a day, whose total, figures and sweep say the same. */
    private List<UntrackedItem> listed(String on) {
        LocalDate day = LocalDate.parse(on);
        UntrackedPage page = untracked().page(SilentSchoolTest.request(day, false));
        assertThat(page.total()).isEqualTo(page.items().size());
        for (Untracked.By by : Untracked.By.values()) {
            assertThat(untracked().summary(by, day, List.of()).total()).isEqualTo(page.total());
        }
        for (Reason reason : Reason.values()) {
            assertThat(untracked().byRegionAndReason(day).entrySet().stream()
                            .filter(counted -> counted.getKey().key().equals(reason.name()))
                            .mapToLong(Map.Entry::getValue)
                            .sum())
                    .isEqualTo(page.items().stream()
                            .flatMap(item -> item.reasons().stream())
                            .filter(why -> why.reason() == reason)
                            .count());
        }
        var swept = new ArrayList<UntrackedItem>();
        untracked().each(day, swept::add);
        assertThat(swept).containsExactlyInAnyOrderElementsOf(page.items());
        return page.items();
    }

    private List<String> names(String on) {
        return listed(on).stream().map(UntrackedItem::childId).toList();
    }

    private static UntrackedRequest filtered(
            @Nullable String region,
            @Nullable Reason reason,
            @Nullable Severity severity,
            @Nullable LocalDate newSince) {
        return new UntrackedRequest(
                region == null ? List.of() : List.of(region),
                null,
                reason,
                false,
                null,
                null,
                null,
                null,
                severity,
                newSince,
                false,
                OCTOBER_5,
                UntrackedRequest.Order.MOST_SEVERE,
                100,
                null,
                false);
    }

    @Test
    void whom_a_whole_roll_leaves_out_is_listed_as_soon_as_its_month_is_over() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        assertThat(listed("2026-09-30")).isEmpty();
        for (String day : List.of("2026-10-01", "2026-10-09", "2026-10-10")) {
            assertThat(listed(day)).as(day).singleElement().satisfies(item -> {
                assertThat(item.childId()).isEqualTo("pupil-0");
                assertThat(item.reasons()).singleElement().satisfies(why -> {
                    assertThat(why.reason()).isEqualTo(Reason.SILENT);
                    assertThat(why.dueOn()).isEqualTo(DUE_ON);
                    assertThat(why.level()).isEqualTo(UntrackedProjection.FLAG);
                });
                assertThat(item.severity()).isEqualTo(Severity.LOW);
                assertThat(item.staleFeeds()).isEmpty();
            });
        }
        for (UntrackedRequest request : List.of(
                filtered(ALMATY, Reason.SILENT, Severity.LOW, LocalDate.of(2026, 9, 28)),
                filtered(ALMATY, null, null, null),
                filtered(null, Reason.SILENT, null, null))) {
            assertThat(untracked().page(request).items()).hasSize(1);
            assertThat(untracked().total(request)).isEqualTo(1);
        }
        for (UntrackedRequest request : List.of(
                filtered(ASTANA, null, null, null),
                filtered(null, Reason.NOT_IN_EDUCATION, null, null),
                filtered(null, null, Severity.MEDIUM, null),
                filtered(null, null, null, LocalDate.of(2026, 9, 29)))) {
            assertThat(untracked().page(request).items()).isEmpty();
            assertThat(untracked().total(request)).isZero();
        }
        UntrackedPage withWarnings = untracked().page(SilentSchoolTest.request(OCTOBER_5, false, true));
        assertThat(withWarnings.total()).isEqualTo(withWarnings.items().size());
        assertThat(withWarnings.items())
                .as("listed, and no longer warned about beside it")
                .filteredOn(item -> item.childId().equals("pupil-0"))
                .singleElement()
                .satisfies(item -> assertThat(item.reasons())
                        .extracting(UntrackedItem.Why::level)
                        .containsExactly(UntrackedProjection.FLAG));
    }

    @Test
    void a_roll_in_which_three_are_lacking_leaves_nobody_out_yet() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(0, 19), "2026-09-30");
        tellOfSeptember(pupils.subList(19, 20), "2026-10-04");
        assertThat(names("2026-10-03")).isEmpty();
        assertThat(names("2026-10-04")).containsExactlyInAnyOrder("pupil-20", "pupil-21");
    }

    @Test
    void nor_does_one_that_tells_of_a_month_which_is_not_over() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-25");
        assertThat(names("2026-09-29")).isEmpty();
        assertThat(names("2026-10-01")).containsExactly("pupil-0");
    }

    @Test
    void a_school_that_has_not_told_yet_is_waited_for() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils, "2026-10-06");
        Facts other = upToTheSummer(Facts.of(new ChildId("other"))
                .from("lyceum", ALMATY)
                .born("2015-01-01")
                .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01"));
        children.add(other);
        assertThat(names("2026-10-08")).isEmpty();
        assertThat(names("2026-10-10")).containsExactly("other");
    }

    @Test
    void whoever_comes_back_meanwhile_stays_on_the_list_of_the_days_before() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        pupils.getFirst().from("clinic", ALMATY).seen("2026-10-06");
        assertThat(names("2026-10-05")).containsExactly("pupil-0");
        assertThat(names("2026-10-06")).isEmpty();
    }

    @Test
    void a_pupil_whom_its_new_school_sees_now_and_then_stands_on_no_roll() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils, "2026-09-30");
        Facts atHome = Facts.of(new ChildId("at-home"))
                .from("lyceum", ALMATY)
                .born("2015-01-01")
                .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                .attends("2026-01-31", "2026-01", 15)
                .endsEnrolment("2026-02-01", EndReason.MOVED)
                .from("school", ASTANA)
                .enrolled("2026-02-02", Level.PRIMARY, "2026-02-02")
                .seen("2026-05-25");
        children.add(atHome);
        assertThat(names("2026-10-05")).isEmpty();
        assertThat(names("2026-10-10")).isEmpty();
    }

    @Test
    void a_school_that_lets_the_child_go_meanwhile_does_not_take_it_off_the_list() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        pupils.getFirst()
                .from("besik", ASTANA)
                .add(
                        "2026-10-01",
                        new ChildFlagged(new ChildId("pupil-0"), "SILENT", LocalDate.of(2026, 5, 31), DUE_ON, "1"))
                .from("school", ASTANA)
                .endsEnrolment("2026-10-05", EndReason.DROPPED_OUT);
        for (LocalDate day = LocalDate.of(2026, 9, 28);
                day.isBefore(LocalDate.of(2026, 10, 20));
                day = day.plusDays(1)) {
            assertThat(listed(day.toString()).stream()
                            .flatMap(item -> item.reasons().stream())
                            .map(UntrackedItem.Why::reason))
                    .as(day.toString())
                    .isEqualTo(
                            Standing.on(pupils.getFirst().record(), day, CALENDAR, RuleBook.standard())
                                    .reasons()
                                    .stream()
                                    .map(Standing.Why::reason)
                                    .toList());
        }
        assertThat(names("2026-10-09")).containsExactly("pupil-0");
    }

    @Test
    void of_an_office_only_the_school_whose_roll_is_there_misses_anybody() {
        for (String school : List.of("school-1", "school-2")) {
            for (int i = 0; i < PUPILS; i++) {
                Facts pupil = Facts.of(new ChildId(school + "-" + i))
                        .from("office", ASTANA)
                        .born("2015-01-01")
                        .enrolledAt(school, "2025-09-01", Level.PRIMARY, "2025-09-01");
                for (String month : List.of("2026-03-31", "2026-04-30", "2026-05-31")) {
                    pupil.attendsAt(school, month, month.substring(0, 7), 15);
                }
                if (school.equals("school-1") && i > 0) {
                    pupil.attendsAt(school, "2026-09-30", "2026-09", 15);
                }
                children.add(pupil);
            }
        }
        assertThat(names("2026-10-05")).containsExactly("school-1-0");
    }

    @Test
    void a_lookalike_that_is_seen_afterwards_changes_nothing_of_the_days_before() {
        LocalDate november3 = LocalDate.of(2026, 11, 3);
        var lookalike = new Suspicion(
                november3, null, List.of(new Suspicion.Sighting(november3, ALMATY)), List.of(), List.of());
        RecordFacts record = Facts.of(new ChildId("pupil-0"))
                .from("registry", ALMATY)
                .registered("2015-01-01", "2015-01-05", RegistrationReason.LATE)
                .from("school", ASTANA)
                .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                .attends("2026-05-31", "2026-05", 15)
                .record();
        for (List<Suspicion> suspected : List.of(List.<Suspicion>of(), List.of(lookalike))) {
            Listing listing =
                    Timeline.of(record.suspected(suspected), CALENDAR, RuleBook.standard()).listings().stream()
                            .filter(one -> one.days().from() <= Clocks.day(OCTOBER_5)
                                    && Clocks.day(OCTOBER_5) < one.days().until())
                            .findFirst()
                            .orElseThrow();
            assertThat(listing.missing()).isNotNull().extracting(Flag::dueOn).isEqualTo(Clocks.day(DUE_ON));
        }
    }

    @Test
    void a_school_whose_line_was_down_all_september_has_told_of_nothing_that_it_may_have_seen() {
        List<Facts> pupils = pupils(PUPILS);
        Facts seen = child("seen");
        for (LocalDate day = LocalDate.of(2025, 9, 2); day.isBefore(LocalDate.of(2026, 5, 26)); day = day.plusDays(1)) {
            if (CALENDAR.isSchoolDay(day)) {
                seen.seen(day.toString());
            }
        }
        children.add(seen);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        tellOfSeptember(List.of(seen), "2026-09-30");
        assertThat(names("2026-10-05")).isEmpty();
        assertThat(names("2026-10-10")).isEmpty();
    }

    @Test
    void who_is_listed_for_another_reason_is_listed_for_both() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        pupils.getFirst().handsOff("2026-09-01", "social", null);
        assertThat(listed("2026-10-05"))
                .singleElement()
                .satisfies(item -> assertThat(item.reasons())
                        .extracting(UntrackedItem.Why::reason)
                        .containsExactly(Reason.SILENT, Reason.HANDOFF_PENDING));
        assertThat(listed("2026-10-05").getFirst().severity())
                .as("two reasons")
                .isEqualTo(listed("2026-10-10").getFirst().severity());
        assertThat(names("2026-10-09")).containsExactly("pupil-0");
    }

    @Test
    void of_a_sealed_record_only_whoever_may_read_it_is_shown_that_it_is_missing() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        pupils.getFirst().add("2026-07-01", new RecordSealed(new ChildId("pupil-0"), "adoption"));
        UntrackedPage page = untracked().page(SilentSchoolTest.request(OCTOBER_5, false));
        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isZero();
        assertThat(untracked().page(UntrackedRequest.everybody(OCTOBER_5)).items().stream()
                        .map(UntrackedItem::childId))
                .containsExactly("pupil-0");
        assertThat(untracked()
                        .summary(Untracked.By.REGION, OCTOBER_5, List.of())
                        .total())
                .isEqualTo(1);
    }

    @Test
    void who_was_missing_is_told_as_it_was_known_then() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        pupils.get(1).learntAt(Instant.parse("2026-10-07T08:00:00Z"));
        for (Facts late : pupils.subList(2, 6)) {
            late.learntAt(Instant.parse("2026-10-06T08:00:00Z"));
        }
        assertThat(known(OCTOBER_5, "2026-10-05T12:00:00Z"))
                .as("four more were lacking")
                .isEmpty();
        assertThat(known(OCTOBER_5, "2026-10-06T12:00:00Z")).containsExactlyInAnyOrder("pupil-0", "pupil-1");
        assertThat(known(OCTOBER_5, "2026-10-07T12:00:00Z")).containsExactly("pupil-0");
    }

    private List<String> known(LocalDate day, String upTo) {
        Instant instant = Instant.parse(upTo);
        UntrackedPage page = untracked().page(SilentSchoolTest.request(day, false), instant);
        assertThat(untracked()
                        .summary(Untracked.By.AGE, day, List.of(), instant)
                        .total())
                .isEqualTo(page.total());
        return page.items().stream().map(UntrackedItem::childId).toList();
    }

    @Test
    void its_own_record_says_so_from_the_day_on_which_the_flag_was_raised() {
        List<Facts> pupils = pupils(1);
        LocalDate since = LocalDate.of(2026, 5, 31);
        Facts missing = pupils.getFirst()
                .from("besik", ASTANA)
                .add("2026-10-02", new ChildFlagged(new ChildId("pupil-0"), "SILENT", since, DUE_ON, "1"));
        RuleBook rules = RuleBook.standard();
        assertThat(Standing.on(missing.record(), LocalDate.of(2026, 10, 1), CALENDAR, rules)
                        .reasons())
                .isEmpty();
        Standing standing = Standing.on(missing.record(), OCTOBER_5, CALENDAR, rules);
        assertThat(standing.reasons()).singleElement().satisfies(why -> {
            assertThat(why.reason()).isEqualTo(Reason.SILENT);
            assertThat(why.since()).isEqualTo(since);
            assertThat(why.dueOn()).isEqualTo(DUE_ON);
        });
        assertThat(standing.severity()).isEqualTo(Severity.LOW);
        assertThat(Standing.until(missing.record(), LocalDate.of(2026, 10, 20), CALENDAR, rules))
                .contains(new Standing.Stretch(
                        LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 21), List.of(Reason.SILENT)));
    }

    @Test
    void others_rules_miss_it_as_well() {
        List<Facts> pupils = pupils(PUPILS);
        tellOfSeptember(pupils.subList(1, PUPILS), "2026-09-30");
        untracked();
        var silences = new StaleFeeds(Objects.requireNonNull(intake).views(), CALENDAR).silences(OCTOBER_5);
        RuleBook rules = RuleBook.standard();
        assertThat(Compared.of(pupils.getFirst().record(), OCTOBER_5, CALENDAR, rules, rules, silences))
                .hasValueSatisfying(compared -> {
                    assertThat(compared.now()).containsExactly(Reason.SILENT);
                    assertThat(compared.then()).containsExactly(Reason.SILENT);
                });
    }
}
