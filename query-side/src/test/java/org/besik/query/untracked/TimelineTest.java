package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;
import static org.besik.query.records.Facts.ada;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.besik.events.AgencyId;
import org.besik.events.Service;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.contact.Strength;
import org.besik.events.registration.RegistrationReason;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.besik.query.records.Facts;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every clock, to the day. */
class TimelineTest {

    static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    static final RuleBook RULES = RuleBook.standard();

    static Optional<Listing> listing(Facts facts, String day) {
        int on = Clocks.day(LocalDate.parse(day));
        List<Listing> found = Timeline.of(facts.record(), CALENDAR, RULES).listings().stream()
                .filter(listing ->
                        listing.days().from() <= on && on < listing.days().until())
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }

    static List<Reason> flags(Facts facts, String day) {
        return listing(facts, day).stream()
                .flatMap(listing -> listing.flags().stream())
                .map(Flag::reason)
                .toList();
    }

    static List<Reason> warnings(Facts facts, String day) {
        return listing(facts, day).stream()
                .flatMap(listing -> listing.warnings().stream())
                .map(Flag::reason)
                .toList();
    }

    static Flag flag(Facts facts, String day, Reason reason) {
        return listing(facts, day).stream()
                .flatMap(listing -> listing.flags().stream())
                .filter(flag -> flag.reason() == reason)
                .findFirst()
                .orElseThrow();
    }

    /** Flagged from a day on, and not on the day before. */
    static void comesDue(Facts facts, Reason reason, String day) {
        assertThat(flags(facts, LocalDate.parse(day).minusDays(1).toString())).doesNotContain(reason);
        assertThat(flags(facts, day)).contains(reason);
    }

    static void isWarnedOf(Facts facts, Reason reason, String day) {
        assertThat(warnings(facts, LocalDate.parse(day).minusDays(1).toString()))
                .doesNotContain(reason);
        assertThat(warnings(facts, day)).contains(reason);
    }

    static void isLifted(Facts facts, Reason reason, String day) {
        assertThat(flags(facts, LocalDate.parse(day).minusDays(1).toString())).contains(reason);
        assertThat(flags(facts, day)).doesNotContain(reason);
    }

    @Nested
    class Newborn {

        @Test
        void nobody_from_health_saw_it_for_a_fortnight() {
            Facts facts = ada().born("2026-03-01");
            isWarnedOf(facts, Reason.NEWBORN_UNSEEN, "2026-03-08");
            comesDue(facts, Reason.NEWBORN_UNSEEN, "2026-03-15");
            isLifted(facts, Reason.NEWBORN_UNSEEN, "2026-03-30");
        }

        @Test
        void a_health_visit_ends_it_for_good() {
            Facts facts = ada().born("2026-03-01").seen("2026-03-20");
            isLifted(facts, Reason.NEWBORN_UNSEEN, "2026-03-20");
        }

        @Test
        void a_social_visit_or_a_call_does_not() {
            Facts facts = ada().born("2026-03-01")
                    .contact("2026-03-10", Service.SOCIAL, Strength.SEEN)
                    .contact("2026-03-11", Service.HEALTH, Strength.REMOTE);
            comesDue(facts, Reason.NEWBORN_UNSEEN, "2026-03-15");
        }

        @Test
        void a_registration_is_no_birth() {
            Facts facts =
                    ada().from("registry", ASTANA).registered("2026-03-01", "2026-03-01", RegistrationReason.FOUNDLING);
            assertThat(flags(facts, "2026-03-20")).isEmpty();
        }
    }

    @Nested
    class Silent {

        @Test
        void from_birth_where_nobody_ever_came() {
            Facts facts = ada().born("2026-03-01");
            isWarnedOf(facts, Reason.SILENT, "2026-04-15");
            comesDue(facts, Reason.SILENT, "2026-05-30");
            assertThat(flag(facts, "2026-05-30", Reason.SILENT).since())
                    .isEqualTo(Clocks.day(LocalDate.parse("2026-03-01")));
        }

        @Test
        void an_infant_after_90_days() {
            comesDue(ada().born("2026-03-01").seen("2026-03-05"), Reason.SILENT, "2026-06-03");
        }

        @Test
        void past_its_first_birthday_it_has_the_longer_window_of_its_new_band() {
            // 90 days after 10 January would be 10 April; the birthday comes first.
            Facts facts = ada().born("2025-03-01").seen("2026-01-10");
            comesDue(facts, Reason.SILENT, "2026-08-08");
        }

        @Test
        void once_due_a_birthday_does_not_lift_it() {
            Facts facts = ada().born("2025-06-01").seen("2026-02-01");
            comesDue(facts, Reason.SILENT, "2026-05-02");
            assertThat(flags(facts, "2026-06-02")).contains(Reason.SILENT);
            assertThat(flags(facts, "2027-01-02")).contains(Reason.SILENT);
        }

        @Test
        void a_toddler_after_210_days_and_a_small_child_after_395() {
            comesDue(ada().born("2024-01-01").seen("2025-02-01"), Reason.SILENT, "2025-08-30");
            comesDue(ada().born("2022-01-01").seen("2025-02-01"), Reason.SILENT, "2026-03-03");
        }

        @Test
        void a_kindergarten_child_after_60_days_at_any_age() {
            Facts facts = ada().born("2022-01-01")
                    .from("garden", ASTANA)
                    .enrolled("2025-09-01", Level.PRESCHOOL, "2025-09-01")
                    .seen("2025-10-01");
            isWarnedOf(facts, Reason.SILENT, "2025-10-31");
            comesDue(facts, Reason.SILENT, "2025-11-30");
        }

        @Test
        void a_pupil_after_20_school_days_without_the_breaks() {
            // 1 Oct 2025 is a Wednesday; the break is 26 Oct to 1 Nov, 25 Oct a Saturday.
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .seen("2025-10-01");
            isWarnedOf(facts, Reason.SILENT, "2025-10-15");
            comesDue(facts, Reason.SILENT, "2025-11-05");
        }

        @Test
        void over_the_summer_no_pupil_comes_due() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .seen("2026-05-25");
            assertThat(flags(facts, "2026-08-31")).isEmpty();
            comesDue(facts, Reason.SILENT, "2026-09-28");
        }

        @Test
        void a_pupil_taught_at_home_after_260_days() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, Form.HOME, "2025-09-01")
                    .seen("2025-10-01");
            comesDue(facts, Reason.SILENT, "2026-06-18");
        }

        @Test
        void a_schoolchild_without_a_place_after_395_days() {
            comesDue(ada().born("2015-01-01").seen("2025-02-01"), Reason.SILENT, "2026-03-03");
        }

        @Test
        void a_call_moves_the_due_date_by_half_a_window_and_a_paper_by_a_quarter() {
            Facts infant = ada().born("2026-01-01").seen("2026-02-01");
            comesDue(infant, Reason.SILENT, "2026-05-02");
            comesDue(infant.contact("2026-04-20", Service.SOCIAL, Strength.REMOTE), Reason.SILENT, "2026-06-04");
            comesDue(
                    infant.contact("2026-06-01", Service.SOCIAL, Strength.ADMINISTRATIVE), Reason.SILENT, "2026-06-23");
        }

        @Test
        void a_call_never_makes_it_earlier() {
            Facts facts =
                    ada().born("2026-01-01").seen("2026-02-01").contact("2026-02-02", Service.SOCIAL, Strength.REMOTE);
            comesDue(facts, Reason.SILENT, "2026-05-02");
        }

        @Test
        void a_contact_taken_back_counts_for_nothing_from_the_day_it_is_taken_back() {
            Facts facts = ada().born("2026-01-01")
                    .seen("2026-02-01")
                    .seen("2026-04-20")
                    .retracted("2026-05-20", "r3");
            assertThat(flags(facts, "2026-05-10")).isEmpty();
            comesDue(facts, Reason.SILENT, "2026-05-20");
            assertThat(flag(facts, "2026-05-20", Reason.SILENT).dueOn())
                    .isEqualTo(Clocks.day(LocalDate.parse("2026-05-02")));
        }

        @Test
        void a_month_of_presence_holds_the_clock_until_the_next_report_should_be_there() {
            // 20 school days after 31 October 2025 are over on 28 November; the hold lasts until 10 December.
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .attends("2025-10-31", "2025-10", 18);
            comesDue(facts, Reason.SILENT, "2025-12-10");
        }

        @Test
        void a_month_of_absence_ends_the_hold_at_once() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .attends("2025-10-31", "2025-10", 18)
                    .attends("2025-11-30", "2025-11", 0);
            comesDue(facts, Reason.SILENT, "2025-11-30");
        }

        @Test
        void after_the_summer_a_pupil_known_by_months_is_listed_when_the_first_month_should_be_there() {
            // The 20th school day after 31 May is 28 September: no school has told of September by then.
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .attends("2026-05-31", "2026-05", 14);
            isWarnedOf(facts, Reason.SILENT, "2026-09-14");
            comesDue(facts, Reason.SILENT, "2026-10-10");
            assertThat(flag(facts, "2026-10-10", Reason.SILENT).dueOn())
                    .isEqualTo(Clocks.day(LocalDate.parse("2026-09-28")));
            comesDue(facts.from("clinic", ASTANA).seen("2026-08-15"), Reason.SILENT, "2026-10-10");
        }

        @Test
        void after_the_summer_a_month_of_absence_lists_at_once() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .attends("2026-05-31", "2026-05", 14)
                    .attends("2026-09-30", "2026-09", 0);
            comesDue(facts, Reason.SILENT, "2026-09-30");
        }

        @Test
        void a_pupil_who_was_missing_before_the_summer_is_not_waited_for() {
            // 15 school days are left after 30 April
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .attends("2026-04-30", "2026-04", 14);
            comesDue(facts, Reason.SILENT, "2026-09-07");
        }

        @Test
        void a_break_of_a_week_makes_nobody_wait() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .attends("2025-09-30", "2025-09", 18)
                    .from("clinic", ASTANA)
                    .seen("2025-10-27");
            comesDue(facts, Reason.SILENT, "2025-11-28");
        }

        @Test
        void a_place_entered_ahead_is_asked_for_from_its_first_day_on() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .from("next-school", ASTANA)
                    .enrolled("2025-10-10", Level.PRIMARY, "2025-11-10");
            assertThat(listing(facts, "2025-11-09").orElseThrow().expected()).containsExactly(new AgencyId("school"));
            assertThat(listing(facts, "2025-11-10").orElseThrow().expected())
                    .containsExactly(new AgencyId("next-school"));
        }

        @Test
        void attendance_is_a_contact_on_the_last_day_of_its_month_once_it_is_reported() {
            Facts facts = ada().born("2022-01-01")
                    .from("garden", ASTANA)
                    .enrolled("2025-09-01", Level.PRESCHOOL, "2025-09-01")
                    .seen("2025-10-01")
                    .attends("2025-12-05", "2025-10", 18);
            comesDue(facts, Reason.SILENT, "2025-11-30");
            isLifted(facts, Reason.SILENT, "2025-12-05");
            comesDue(facts, Reason.SILENT, "2025-12-30");
        }
    }

    /** An institution that never tells of months has seen the child itself now and then. */
    @Nested
    class SeenNowAndThen {

        private Facts visited(Level level, String... days) {
            Facts facts = ada().born("2016-06-13").from("school", ASTANA).enrolled("2023-09-01", level, "2023-09-01");
            for (String day : days) {
                facts.contact(day, Service.EDUCATION, Strength.SEEN);
            }
            return facts;
        }

        @Test
        void a_pupil_checked_twice_a_year_is_listed_when_one_taught_at_home_would_be() {
            Facts facts = visited(Level.PRIMARY, "2023-10-31", "2024-04-30", "2024-10-31", "2025-04-30");
            assertThat(warnings(facts, "2025-09-30")).contains(Reason.SILENT);
            assertThat(flags(facts, "2026-01-14")).doesNotContain(Reason.SILENT);
            Flag silent = flag(facts, "2026-01-15", Reason.SILENT);
            assertThat(Clocks.date(silent.since())).isEqualTo("2025-04-30");
            assertThat(Clocks.date(silent.dueOn())).isEqualTo("2025-09-08");
        }

        @Test
        void so_is_a_child_in_preschool() {
            Facts facts = visited(Level.PRESCHOOL, "2023-10-31", "2024-04-30", "2024-10-31", "2025-04-30");
            assertThat(flags(facts, "2026-01-14")).doesNotContain(Reason.SILENT);
            assertThat(flags(facts, "2026-01-15")).contains(Reason.SILENT);
        }

        @Test
        void monthly_visits_are_late_after_a_month_and_a_half_of_school() {
            // 22, 21 and 18 school days apart
            Facts facts = visited(Level.PRIMARY, "2023-09-04", "2023-10-04", "2023-11-09", "2023-12-05");
            assertThat(flags(facts, lastBefore("2023-12-05", 33))).doesNotContain(Reason.SILENT);
            assertThat(flags(facts, schoolDay("2023-12-05", 33))).contains(Reason.SILENT);
        }

        @Test
        void visits_within_the_window_leave_it_as_it_is() {
            Facts facts = visited(Level.PRIMARY, "2023-09-04", "2023-09-29", "2023-10-24", "2023-11-24");
            assertThat(flags(facts, lastBefore("2023-11-24", 20))).isEmpty();
            assertThat(flags(facts, schoolDay("2023-11-24", 20))).contains(Reason.SILENT);
        }

        @Test
        void two_visits_show_nothing() {
            Facts facts = visited(Level.PRIMARY, "2024-10-31", "2025-04-30");
            assertThat(flags(facts, "2025-09-08")).contains(Reason.SILENT);
        }

        /** Whoever is taught at home changes school. */
        private Facts moved(Level level) {
            return visited(level, "2023-10-31", "2024-04-30", "2024-10-31", "2025-04-30")
                    .from("next-school", ASTANA)
                    .enrolled("2025-05-05", Level.PRIMARY, "2025-05-05");
        }

        @Test
        void the_next_school_is_waited_for_as_long_once_it_has_seen_the_child() {
            Facts facts = moved(Level.PRIMARY).contact("2025-05-12", Service.EDUCATION, Strength.SEEN);
            assertThat(flags(facts, "2026-01-26")).doesNotContain(Reason.SILENT);
            assertThat(flags(facts, "2026-01-27")).contains(Reason.SILENT);
        }

        @Test
        void a_next_school_that_never_saw_the_child_is_not_waited_for() {
            assertThat(flags(moved(Level.PRIMARY), "2025-09-30")).contains(Reason.SILENT);
        }

        @Test
        void how_a_kindergarten_saw_the_child_says_nothing_of_a_school() {
            Facts facts = moved(Level.PRESCHOOL).contact("2025-05-12", Service.EDUCATION, Strength.SEEN);
            assertThat(flags(facts, "2025-09-30")).contains(Reason.SILENT);
        }

        @Test
        void visits_to_others_show_nothing() {
            Facts facts = visited(Level.PRIMARY).from("clinic", ASTANA);
            for (String day : List.of("2023-10-31", "2024-04-30", "2024-10-31", "2025-04-30")) {
                facts.seen(day);
            }
            assertThat(flags(facts, "2025-09-08")).contains(Reason.SILENT);
        }

        @Test
        void whoever_was_told_of_by_the_month_is_expected_to_be() {
            Facts facts = visited(Level.PRIMARY, "2023-10-31", "2024-04-30", "2024-10-31", "2025-04-30");
            assertThat(flags(facts.attends("2025-04-30", "2025-04", 9), "2025-09-08"))
                    .contains(Reason.SILENT);
        }

        private static String schoolDay(String after, int n) {
            return Clocks.date(CALENDAR.after(Clocks.day(LocalDate.parse(after)), n, DayCount.SCHOOL_DAYS))
                    .toString();
        }

        private static String lastBefore(String after, int n) {
            return LocalDate.parse(schoolDay(after, n)).minusDays(1).toString();
        }
    }

    @Nested
    class NotInEducation {

        @Test
        void counts_school_days_from_the_first_of_september_on_which_the_child_is_six() {
            // 1 September 2025 is a Monday; the first day after it that counts is the 2nd.
            Facts facts = ada().born("2019-09-01").seen("2025-08-01");
            isWarnedOf(facts, Reason.NOT_IN_EDUCATION, "2025-09-15");
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-09-29");
        }

        @Test
        void a_child_who_turns_six_on_the_second_has_another_year() {
            Facts facts = ada().born("2019-09-02").seen("2025-08-01");
            assertThat(flags(facts, "2026-08-31")).doesNotContain(Reason.NOT_IN_EDUCATION);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2026-09-29");
        }

        @Test
        void any_main_place_satisfies_and_a_club_does_not() {
            Facts facts = ada().born("2015-01-01").from("school", ASTANA);
            assertThat(flags(facts.enrolled("2021-09-01", Level.SPORT, "2021-09-01"), "2021-10-15"))
                    .contains(Reason.NOT_IN_EDUCATION);
            assertThat(flags(facts.enrolled("2021-10-01", Level.SPECIAL, Form.HOME, "2021-10-01"), "2021-10-15"))
                    .doesNotContain(Reason.NOT_IN_EDUCATION);
        }

        @Test
        void counts_from_the_end_of_the_last_place() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2021-09-01", Level.PRIMARY, "2021-09-01")
                    .endsEnrolment("2025-11-03", EndReason.DROPPED_OUT);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-12-01");
        }

        @Test
        void a_school_that_tells_of_the_child_month_by_month_has_it_though_nobody_entered_it() {
            Facts facts = ada().born("2019-08-01").seen("2025-08-01").from("school", ASTANA);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-09-29");
            isLifted(facts.attends("2025-10-05", "2025-09", 18), Reason.NOT_IN_EDUCATION, "2025-10-05");
            facts.attends("2025-10-31", "2025-10", 18);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-12-10");
        }

        @Test
        void a_child_of_whom_that_school_tells_that_it_no_longer_came_is_missed_from_the_month_before() {
            Facts facts = ada().born("2019-08-01")
                    .seen("2025-08-01")
                    .from("school", ASTANA)
                    .attends("2025-10-31", "2025-10", 18)
                    .attends("2025-11-30", "2025-11", 0);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-11-30");
        }

        @Test
        void the_month_in_which_it_left_a_school_is_told_of_the_days_before() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2021-09-01", Level.PRIMARY, "2021-09-01")
                    .endsEnrolment("2025-11-03", EndReason.DROPPED_OUT)
                    .attends("2025-11-30", "2025-11", 1);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-12-01");
            Facts unentered = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .attends("2025-10-31", "2025-10", 18)
                    .endsEnrolment("2025-11-03", EndReason.DROPPED_OUT)
                    .attends("2025-11-30", "2025-11", 1);
            comesDue(unentered, Reason.NOT_IN_EDUCATION, "2025-12-01");
        }

        @Test
        void a_school_that_sees_the_child_again_and_again_has_it_though_nobody_entered_it() {
            Facts facts = ada().born("2019-08-01")
                    .seen("2025-08-01")
                    .from("school", ASTANA)
                    .contact("2025-09-11", Service.EDUCATION, Strength.SEEN)
                    .contact("2025-09-18", Service.EDUCATION, Strength.SEEN);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-09-29");
            facts.contact("2025-09-25", Service.EDUCATION, Strength.SEEN);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-10-23");
        }

        @Test
        void visits_of_the_school_that_let_it_go_are_none_at_school() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2021-09-01", Level.PRIMARY, "2021-09-01")
                    .endsEnrolment("2025-11-03", EndReason.DROPPED_OUT)
                    .contact("2025-11-10", Service.EDUCATION, Strength.SEEN)
                    .contact("2025-11-17", Service.EDUCATION, Strength.SEEN)
                    .contact("2025-11-24", Service.EDUCATION, Strength.SEEN);
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-12-01");
        }

        @Test
        void but_of_one_that_goes_on_seeing_it_they_are() {
            Facts facts = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2021-09-01", Level.PRIMARY, "2021-09-01")
                    .endsEnrolment("2025-06-13", EndReason.GRADUATED);
            for (String day : List.of("2025-09-04", "2025-09-11", "2025-09-18", "2025-09-25", "2025-10-02")) {
                facts.contact(day, Service.EDUCATION, Strength.SEEN);
            }
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-09-26");
            isLifted(
                    facts.contact("2025-10-09", Service.EDUCATION, Strength.SEEN),
                    Reason.NOT_IN_EDUCATION,
                    "2025-10-09");
            comesDue(facts, Reason.NOT_IN_EDUCATION, "2025-11-13");
            comesDue(facts.endsEnrolment("2025-10-10", EndReason.DROPPED_OUT), Reason.NOT_IN_EDUCATION, "2025-10-10");
        }

        @Test
        void nor_are_visits_of_a_club_however_many() {
            Facts facts = ada().born("2015-01-01")
                    .from("school of music", ASTANA)
                    .enrolled("2021-09-01", Level.CULTURE, "2021-09-01");
            for (int day = 1; day <= 9; day++) {
                facts.contact("2025-10-0" + day, Service.EDUCATION, Strength.SEEN);
            }
            assertThat(flags(facts, "2025-10-10")).contains(Reason.NOT_IN_EDUCATION);
        }

        @Test
        void a_month_at_a_club_is_none_at_school() {
            Facts facts = ada().born("2015-01-01")
                    .from("school of music", ASTANA)
                    .enrolled("2021-09-01", Level.CULTURE, "2021-09-01")
                    .attends("2025-10-31", "2025-10", 8);
            assertThat(flags(facts, "2025-11-05")).contains(Reason.NOT_IN_EDUCATION);
        }

        @Test
        void an_arrival_starts_it_anew_and_a_move_under_way_holds_it() {
            Facts moving = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2021-09-01", Level.PRIMARY, "2021-09-01")
                    .endsEnrolment("2025-09-01", EndReason.MOVED)
                    .relocates("2025-09-02", ASTANA, ALMATY);
            assertThat(flags(moving, "2025-12-15")).doesNotContain(Reason.NOT_IN_EDUCATION);
            comesDue(moving.arrives("2025-11-03", ALMATY), Reason.NOT_IN_EDUCATION, "2025-12-01");
        }

        @Test
        void ends_with_graduation_at_fifteen_or_older() {
            Facts young = ada().born("2010-06-01")
                    .from("school", ASTANA)
                    .enrolled("2016-09-01", Level.SECONDARY, "2016-09-01")
                    .endsEnrolment("2025-05-25", EndReason.GRADUATED);
            assertThat(flags(young, "2025-10-15")).contains(Reason.NOT_IN_EDUCATION);
            Facts old = ada().born("2010-05-25")
                    .from("school", ASTANA)
                    .enrolled("2016-09-01", Level.SECONDARY, "2016-09-01")
                    .endsEnrolment("2025-05-25", EndReason.GRADUATED);
            assertThat(flags(old, "2025-10-15")).doesNotContain(Reason.NOT_IN_EDUCATION);
        }
    }

    @Nested
    class Graduated {

        private static Facts leftBehind() {
            return ada().born("2010-05-01")
                    .from("school-a", ASTANA)
                    .enrolled("2020-09-01", Level.SECONDARY, "2020-09-01")
                    .from("clinic", ALMATY)
                    .seen("2025-06-15");
        }

        @Test
        void whoever_graduated_is_missed_at_no_school_that_it_left_before() {
            Facts facts = leftBehind().from("school-b", ALMATY).endsEnrolment("2025-06-10", EndReason.GRADUATED);
            assertThat(flags(facts, "2025-12-01")).isEmpty();
            comesDue(facts, Reason.SILENT, "2026-07-15");
        }

        @Test
        void whoever_finished_a_school_of_music_is_still_missed_at_school() {
            Facts facts = leftBehind()
                    .from("music", ASTANA)
                    .enrolled("2022-09-01", Level.CULTURE, "2022-09-01")
                    .endsEnrolment("2025-06-10", EndReason.GRADUATED);
            assertThat(flags(facts, "2025-12-01")).contains(Reason.SILENT);
        }

        @Test
        void whoever_goes_on_to_another_school_is_missed_there() {
            Facts facts = leftBehind()
                    .from("school-b", ASTANA)
                    .endsEnrolment("2025-06-10", EndReason.GRADUATED)
                    .enrolled("2025-09-01", Level.SECONDARY, "2025-09-01");
            assertThat(flags(facts, "2025-12-01")).contains(Reason.SILENT);
        }
    }

    @Nested
    class LostInTransit {

        final Facts facts = ada().born("2022-01-01").seen("2025-12-01").relocates("2026-01-10", ASTANA, ALMATY);

        @Test
        void thirty_days_after_the_move_was_declared() {
            isWarnedOf(facts, Reason.LOST_IN_TRANSIT, "2026-01-20");
            comesDue(facts, Reason.LOST_IN_TRANSIT, "2026-02-09");
        }

        @Test
        void counted_from_the_expected_day_if_that_is_later() {
            Facts later =
                    ada().born("2022-01-01").seen("2025-12-01").relocates("2026-01-10", ASTANA, ALMATY, "2026-02-01");
            comesDue(later, Reason.LOST_IN_TRANSIT, "2026-03-03");
        }

        @Test
        void ended_by_an_arrival_anywhere() {
            isLifted(facts.arrives("2026-02-20", "KZ-10"), Reason.LOST_IN_TRANSIT, "2026-02-20");
        }

        @Test
        void ended_by_a_visit_in_the_new_region() {
            isLifted(facts.from("clinic-b", ALMATY).seen("2026-02-20"), Reason.LOST_IN_TRANSIT, "2026-02-20");
        }

        @Test
        void not_by_a_call_from_there() {
            facts.from("clinic-b", ALMATY).contact("2026-02-20", Service.HEALTH, Strength.REMOTE);
            assertThat(flags(facts, "2026-02-21")).contains(Reason.LOST_IN_TRANSIT);
        }

        @Test
        void postponed_by_a_visit_in_the_old_region() {
            comesDue(facts.seen("2026-01-30"), Reason.LOST_IN_TRANSIT, "2026-03-01");
        }

        @Test
        void and_by_a_month_at_school_there_but_not_by_one_that_it_left_in() {
            Facts pupil = ada().born("2015-01-01")
                    .seen("2025-12-01")
                    .from("school", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .relocates("2025-10-08", ASTANA, ALMATY);
            comesDue(pupil.attends("2025-10-31", "2025-10", 6, 12), Reason.LOST_IN_TRANSIT, "2025-11-07");
            comesDue(pupil.attends("2025-10-31", "2025-10", 7, 11), Reason.LOST_IN_TRANSIT, "2025-11-30");
            Facts whole = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .relocates("2025-10-30", ASTANA, ALMATY)
                    .attends("2025-10-31", "2025-10", 18);
            comesDue(whole, Reason.LOST_IN_TRANSIT, "2025-11-30");
        }

        @Test
        void ended_where_nobody_expected_it_by_a_school_that_has_seen_it() {
            Facts elsewhere = facts.from("kindergarten", "KZ-10").enrolled("2026-02-20", Level.PRESCHOOL, "2026-02-20");
            assertThat(flags(elsewhere, "2026-03-31")).as("a place is a paper").contains(Reason.LOST_IN_TRANSIT);
            isLifted(elsewhere.attends("2026-03-31", "2026-03", 15), Reason.LOST_IN_TRANSIT, "2026-03-31");
        }

        @Test
        void not_by_a_camp_there_nor_by_the_old_school() {
            facts.from("camp", "KZ-10")
                    .enrolled("2026-02-20", Level.SPORT, "2026-02-20")
                    .seen("2026-02-25");
            assertThat(flags(facts, "2026-02-26")).contains(Reason.LOST_IN_TRANSIT);
            facts.from("kindergarten", ASTANA).enrolled("2026-02-20", Level.PRESCHOOL, "2026-02-20");
            facts.seen("2026-02-21");
            assertThat(flags(facts, "2026-03-23")).contains(Reason.LOST_IN_TRANSIT);
        }

        @Test
        void within_a_region_the_district_says_where_the_child_was_seen() {
            Facts moving = ada().born("2022-01-01")
                    .from("clinic-a", ASTANA, "Almaty")
                    .seen("2025-12-01")
                    .relocatesTo("2026-01-10", ASTANA, "Esil")
                    .seen("2026-01-20");
            comesDue(moving, Reason.LOST_IN_TRANSIT, "2026-02-19");
            isLifted(moving.from("clinic-b", ASTANA, "Esil").seen("2026-02-25"), Reason.LOST_IN_TRANSIT, "2026-02-25");
        }

        @Test
        void ended_by_its_cancellation_whichever_was_known_first() {
            isLifted(facts.cancelsMove("2026-02-15", "r3"), Reason.LOST_IN_TRANSIT, "2026-02-15");
            Facts early = ada().born("2022-01-01")
                    .seen("2025-12-01")
                    .cancelsMove("2026-01-05", "r4")
                    .relocates("2026-01-10", ASTANA, ALMATY);
            assertThat(flags(early, "2026-02-20")).isEmpty();
        }
    }

    @Nested
    class HandoffPending {

        final Facts facts = ada().born("2022-01-01")
                .seen("2025-12-01")
                .from("clinic", ASTANA)
                .handsOff("2026-01-10", "social", null);

        @Test
        void ten_days_after_the_offer() {
            isWarnedOf(facts, Reason.HANDOFF_PENDING, "2026-01-15");
            comesDue(facts, Reason.HANDOFF_PENDING, "2026-01-20");
        }

        @Test
        void or_the_day_after_the_stated_due_date() {
            Facts stated = ada().born("2022-01-01").seen("2025-12-01").handsOff("2026-01-10", "social", "2026-01-13");
            comesDue(stated, Reason.HANDOFF_PENDING, "2026-01-14");
        }

        @Test
        void lifted_by_acceptance_of_the_receiver_only() {
            facts.from("stranger", ASTANA).accepts("2026-01-22", "e3");
            assertThat(flags(facts, "2026-01-23")).contains(Reason.HANDOFF_PENDING, Reason.CONTRADICTION);
            isLifted(facts.from("social", ASTANA).accepts("2026-01-25", "e3"), Reason.HANDOFF_PENDING, "2026-01-25");
        }

        @Test
        void a_decline_gives_it_back_to_the_sender_for_ten_days() {
            facts.from("social", ASTANA).declines("2026-01-22", "r3");
            isLifted(facts, Reason.HANDOFF_PENDING, "2026-01-22");
            comesDue(facts, Reason.HANDOFF_PENDING, "2026-02-01");
        }

        @Test
        void who_offers_a_declined_case_to_the_next_waits_for_the_next_only() {
            facts.from("social", ASTANA)
                    .declines("2026-01-14", "r3")
                    .from("clinic", ASTANA)
                    .handsOff("2026-01-17", "shelter", null);
            comesDue(facts, Reason.HANDOFF_PENDING, "2026-01-27");
            facts.from("shelter", ASTANA).accepts("2026-01-20", "r5");
            assertThat(flags(facts, "2026-03-01")).doesNotContain(Reason.HANDOFF_PENDING);
        }

        @Test
        void another_case_of_the_same_sender_settles_no_declined_one() {
            facts.handsOff("2026-01-12", "shelter", null)
                    .from("social", ASTANA)
                    .declines("2026-01-14", "r3")
                    .from("shelter", ASTANA)
                    .accepts("2026-01-15", "r4");
            comesDue(facts, Reason.HANDOFF_PENDING, "2026-01-24");
        }

        @Test
        void an_answer_that_came_before_its_handoff_waits_for_it() {
            Facts early = ada().born("2022-01-01")
                    .seen("2025-12-01")
                    .from("social", ASTANA)
                    .accepts("2026-01-09", "r4")
                    .from("clinic", ASTANA)
                    .handsOff("2026-01-10", "social", null);
            assertThat(flags(early, "2026-02-01")).isEmpty();
        }
    }

    @Nested
    class Unregistered {

        @Test
        void thirty_days_after_the_first_fact_and_three_working_days_for_the_warning() {
            // 27 February 2026 is a Friday.
            Facts facts = ada().opened("2026-02-27", null).seen("2026-02-27");
            isWarnedOf(facts, Reason.UNREGISTERED, "2026-03-04");
            comesDue(facts, Reason.UNREGISTERED, "2026-03-29");
        }

        @Test
        void a_notice_does_not_register() {
            comesDue(
                    ada().from("maternity", ASTANA).notice("2026-03-01", "2026-03-01"),
                    Reason.UNREGISTERED,
                    "2026-03-31");
        }

        @Test
        void a_registration_ends_it() {
            Facts facts = ada().from("maternity", ASTANA)
                    .notice("2026-03-01", "2026-03-01")
                    .born("2026-03-01", "2026-04-10");
            isLifted(facts, Reason.UNREGISTERED, "2026-04-10");
        }
    }

    @Nested
    class Contradictions {

        @Test
        void two_birth_dates_until_one_is_corrected() {
            Facts facts = ada().born("2026-01-01").seen("2026-01-05").born("2026-01-02", "2026-01-20");
            comesDue(facts, Reason.CONTRADICTION, "2026-01-20");
            isLifted(facts.corrected("2026-02-01", "2026-01-01", "e3"), Reason.CONTRADICTION, "2026-02-01");
        }

        @Test
        void two_main_places_in_different_regions_after_thirty_days() {
            Facts facts = ada().born("2015-01-01")
                    .from("school-a", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .from("school-b", ALMATY)
                    .enrolled("2025-10-01", Level.PRIMARY, "2025-10-01");
            comesDue(facts, Reason.CONTRADICTION, "2025-11-01");
        }

        @Test
        void not_once_the_child_has_arrived_where_the_later_one_is() {
            Facts facts = ada().born("2015-01-01")
                    .from("school-a", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .from("school-b", ALMATY)
                    .enrolled("2025-10-01", Level.PRIMARY, "2025-10-01")
                    .from("clinic", ALMATY)
                    .arrives("2025-10-20", ALMATY);
            assertThat(flags(facts, "2026-03-01")).doesNotContain(Reason.CONTRADICTION);
            Facts elsewhere = ada().born("2015-01-01")
                    .from("school-a", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .from("school-b", ALMATY)
                    .enrolled("2025-10-01", Level.PRIMARY, "2025-10-01")
                    .from("clinic", ASTANA)
                    .arrives("2025-10-20", ASTANA);
            comesDue(elsewhere, Reason.CONTRADICTION, "2025-11-01");
        }

        @Test
        void a_place_where_a_declared_move_leads_implies_the_arrival() {
            Facts facts = ada().born("2015-01-01")
                    .from("school-a", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .from("registry", ASTANA)
                    .relocates("2025-09-20", ASTANA, ALMATY)
                    .from("school-b", ALMATY)
                    .enrolled("2025-09-28", Level.PRIMARY, "2025-10-01");
            assertThat(flags(facts, "2026-03-01")).doesNotContain(Reason.CONTRADICTION);
            Facts stays = ada().born("2015-01-01")
                    .from("school-a", ASTANA)
                    .enrolled("2025-09-01", Level.PRIMARY, "2025-09-01")
                    .from("registry", ASTANA)
                    .relocates("2025-09-20", ASTANA, ALMATY)
                    .cancelsMove("2025-09-25", null)
                    .from("school-b", ALMATY)
                    .enrolled("2025-09-28", Level.PRIMARY, "2025-10-01");
            comesDue(stays, Reason.CONTRADICTION, "2025-11-01");
        }

        @Test
        void an_iin_that_says_another_birth_date() {
            Facts facts = ada().born("2024-01-16").seen("2024-01-20").iin("2024-02-01", "240115600013");
            comesDue(facts, Reason.CONTRADICTION, "2024-02-01");
        }
    }

    @Nested
    class WrongRecord {

        private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-01");
        private static final LocalDate JUNE = LocalDate.parse("2026-06-01");

        private static List<Flag> flags(Facts facts, String day, Suspicion.Sighting... seen) {
            return flags(facts, day, new Suspicion(FEBRUARY, JUNE, List.of(seen), List.of(), List.of()));
        }

        private static List<Flag> flags(Facts facts, String day, Suspicion suspicion) {
            int on = Clocks.day(LocalDate.parse(day));
            return Timeline.of(
                            facts.record().suspected(List.of(suspicion)),
                            SchoolCalendar.standard(),
                            RuleBook.standard())
                    .listings()
                    .stream()
                    .filter(listing ->
                            listing.days().from() <= on && on < listing.days().until())
                    .flatMap(listing -> listing.flags().stream())
                    .toList();
        }

        private static List<Reason> reasons(Facts facts, String day, Suspicion.Sighting... seen) {
            return flags(facts, day, seen).stream().map(Flag::reason).toList();
        }

        private static Suspicion.Sighting seen(String day, String region) {
            return new Suspicion.Sighting(LocalDate.parse(day), region);
        }

        @Test
        void an_unregistered_record_that_looks_like_another_child_is_not_missed_anywhere() {
            // Ten years old, seen once: due on 9 February 2026
            Facts seenOnce = ada().notice("2015-01-01", "2025-01-10").seen("2025-01-10");
            assertThat(reasons(seenOnce, "2026-01-31")).contains(Reason.NOT_IN_EDUCATION);
            assertThat(reasons(seenOnce, "2026-03-01")).containsExactly(Reason.UNREGISTERED, Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(seenOnce, "2026-06-01"))
                    .containsExactly(Reason.SILENT, Reason.NOT_IN_EDUCATION, Reason.UNREGISTERED);
            assertThat(flags(seenOnce, "2026-06-01").getFirst().dueOn())
                    .isEqualTo(Clocks.day(LocalDate.parse("2026-02-09")));
        }

        @Test
        void a_registered_child_is_missed_whoever_looks_like_it() {
            Facts registered = ada().born("2015-01-01").seen("2025-01-10");
            assertThat(reasons(registered, "2026-03-01")).contains(Reason.SILENT, Reason.NOT_IN_EDUCATION);
        }

        @Test
        void until_the_other_is_silent_itself_or_known_to_be_another_it_is_not_silent() {
            // An infant: due 90 days after the last contact
            Facts infant = ada().born("2025-09-01").seen("2025-11-10");
            assertThat(reasons(infant, "2026-02-20", seen("2026-02-20", ALMATY)))
                    .containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(infant, "2026-02-19", seen("2026-02-20", ALMATY)))
                    .containsExactly(Reason.SILENT, Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(infant, "2026-05-20", seen("2026-02-20", ALMATY)))
                    .doesNotContain(Reason.SILENT);
            assertThat(reasons(infant, "2026-05-21", seen("2026-02-20", ALMATY)))
                    .contains(Reason.SILENT);
            assertThat(reasons(infant, "2026-06-01", seen("2026-05-20", ALMATY)))
                    .containsExactly(Reason.SILENT);
            assertThat(flags(infant, "2026-06-01", seen("2026-05-20", ALMATY))
                            .getFirst()
                            .dueOn())
                    .isEqualTo(Clocks.day(LocalDate.parse("2026-02-08")));
        }

        @Test
        void nor_is_it_missed_at_school_while_the_other_goes_to_one_nor_on_its_way_there() {
            Facts moving = ada().born("2015-01-01")
                    .from("school", ASTANA)
                    .enrolled("2021-09-01", Level.PRIMARY, "2021-09-01")
                    .endsEnrolment("2025-12-01", EndReason.MOVED);
            assertThat(reasons(moving, "2026-03-02")).contains(Reason.NOT_IN_EDUCATION);
            assertThat(reasons(moving, "2026-03-02", place("2026-01-12", null)))
                    .doesNotContain(Reason.NOT_IN_EDUCATION);
            assertThat(reasons(moving, "2026-01-31", place("2026-01-12", null)))
                    .as("before they looked alike")
                    .contains(Reason.NOT_IN_EDUCATION);
            // Twenty school days after the other left its school
            assertThat(reasons(moving, "2026-05-04", place("2026-01-12", "2026-04-06")))
                    .doesNotContain(Reason.NOT_IN_EDUCATION);
            assertThat(reasons(moving, "2026-05-05", place("2026-01-12", "2026-04-06")))
                    .contains(Reason.NOT_IN_EDUCATION);
            moving.relocates("2026-01-10", ASTANA, ALMATY);
            assertThat(reasons(moving, "2026-03-02")).contains(Reason.LOST_IN_TRANSIT);
            assertThat(reasons(moving, "2026-03-02", place("2026-01-12", null))).doesNotContain(Reason.LOST_IN_TRANSIT);
        }

        private static List<Reason> reasons(Facts facts, String day, Suspicion.Place place) {
            return reasons(facts, day, new Suspicion(FEBRUARY, JUNE, List.of(), List.of(place), List.of()));
        }

        private static List<Reason> reasons(Facts facts, String day, Suspicion suspicion) {
            return flags(facts, day, suspicion).stream().map(Flag::reason).toList();
        }

        private static Suspicion.Place place(String from, @Nullable String until) {
            return new Suspicion.Place(LocalDate.parse(from), until == null ? null : LocalDate.parse(until), ALMATY);
        }

        @Test
        void but_it_is_missed_at_school_where_it_has_come_to() {
            Facts moving = ada().born("2015-01-01").seen("2026-01-05").relocates("2026-01-10", ASTANA, ALMATY);
            assertThat(reasons(moving, "2026-02-20"))
                    .containsExactly(Reason.LOST_IN_TRANSIT, Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(moving, "2026-02-20", seen("2026-02-10", ALMATY)))
                    .containsExactly(Reason.NOT_IN_EDUCATION, Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(moving, "2026-02-09", seen("2026-02-10", ALMATY)))
                    .doesNotContain(Reason.NOT_IN_EDUCATION);
        }

        @Test
        void of_whoever_looks_like_one_who_is_gone_and_was_not_heard_of_since_nothing_is_asked_but_who_it_is() {
            Facts notice = ada().notice("2025-12-01", "2025-12-01").seen("2025-12-20");
            Suspicion gone = gone("2026-03-10", null);
            assertThat(reasons(notice, "2026-03-09", gone)).contains(Reason.UNREGISTERED, Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(notice, "2026-03-10", gone)).containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(notice, "2026-05-31", gone)).containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(notice, "2026-06-01", gone))
                    .as("once they no longer look alike")
                    .contains(Reason.SILENT, Reason.UNREGISTERED);
            notice.seen("2026-04-01");
            assertThat(reasons(notice, "2026-03-31", gone)).containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(notice, "2026-04-02", gone))
                    .as("met afterwards")
                    .contains(Reason.UNREGISTERED, Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(ada().born("2025-12-01").seen("2025-12-20"), "2026-05-31", gone))
                    .as("a registered child is missed whoever looks like it")
                    .contains(Reason.SILENT);
        }

        @Test
        void the_month_in_which_the_other_left_tells_of_the_days_before() {
            Facts notice = ada().notice("2025-12-01", "2025-12-01")
                    .from("school", ASTANA)
                    .attends("2026-03-31", "2026-03", 4);
            assertThat(reasons(notice, "2026-05-31", gone("2026-03-10", null)))
                    .containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(notice.attends("2026-04-30", "2026-04", 1), "2026-05-31", gone("2026-03-10", null)))
                    .contains(Reason.UNREGISTERED);
        }

        @Test
        void the_other_is_gone_on_the_days_on_which_it_was() {
            Facts notice = ada().notice("2025-12-01", "2025-12-01").seen("2025-12-20");
            Suspicion abroad = gone("2026-03-10", "2026-04-10");
            assertThat(reasons(notice, "2026-03-09", abroad)).contains(Reason.UNREGISTERED);
            assertThat(reasons(notice, "2026-04-09", abroad)).containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(notice, "2026-04-10", abroad)).contains(Reason.UNREGISTERED);
        }

        private static Suspicion gone(String from, @Nullable String until) {
            var absence = new Suspicion.Absence(LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
            return new Suspicion(FEBRUARY, JUNE, List.of(), List.of(), List.of(absence));
        }

        @Test
        void nor_is_it_lost_on_its_way_to_where_the_other_was_seen() {
            Facts moving = ada().born("2022-01-01").seen("2026-01-05").relocates("2026-01-10", ASTANA, ALMATY);
            assertThat(reasons(moving, "2026-03-01")).contains(Reason.LOST_IN_TRANSIT);
            assertThat(reasons(moving, "2026-03-01", seen("2026-02-10", ALMATY)))
                    .containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(reasons(moving, "2026-03-01", seen("2026-02-10", ASTANA)))
                    .contains(Reason.LOST_IN_TRANSIT);
            assertThat(reasons(moving, "2026-03-01", seen("2026-01-09", ALMATY)))
                    .contains(Reason.LOST_IN_TRANSIT);
            assertThat(reasons(moving, "2026-06-01", seen("2026-02-10", ALMATY)))
                    .contains(Reason.LOST_IN_TRANSIT);
        }
    }

    @Nested
    class OffTheList {

        @Test
        void the_dead_from_the_day_of_death() {
            isLifted(ada().born("2026-03-01").dies("2026-06-10"), Reason.SILENT, "2026-06-10");
        }

        @Test
        void those_abroad_until_they_return() {
            Facts facts = ada().born("2026-03-01").leaves("2026-06-10").returns("2026-08-10");
            isLifted(facts, Reason.SILENT, "2026-06-10");
            comesDue(facts, Reason.SILENT, "2026-08-10");
        }

        @Test
        void adults_from_their_eighteenth_birthday() {
            Facts facts = ada().born("2008-02-29").seen("2020-01-01");
            assertThat(flags(facts, "2026-02-28")).isNotEmpty();
            assertThat(flags(facts, "2026-03-01")).isEmpty();
        }
    }

    @Nested
    class HowUrgent {

        @Test
        void a_point_for_each_window_overdue() {
            Facts facts = ada().born("2024-01-01").seen("2025-02-01");
            assertThat(listing(facts, "2025-08-30").orElseThrow().severity()).isEqualTo(Severity.LOW);
            assertThat(listing(facts, "2026-03-28").orElseThrow().severity()).isEqualTo(Severity.MEDIUM);
            assertThat(listing(facts, "2026-10-24").orElseThrow().severity()).isEqualTo(Severity.HIGH);
        }

        @Test
        void a_point_for_infancy_and_for_a_support_category() {
            Facts facts =
                    ada().born("2026-01-01").seen("2026-01-05").supported("2026-01-06", SupportCategory.DISABILITY);
            assertThat(listing(facts, "2026-04-05").orElseThrow().severity()).isEqualTo(Severity.HIGH);
        }
    }

    /** At one school since 1 September 2023 and attending every month; born in May 2016, last seen by a clinic in 2022. */
    @Nested
    class SingleSource {

        private Facts pupil(String lastVisit, String until) {
            Facts facts = ada().born("2016-05-01").from("clinic", ASTANA).seen(lastVisit);
            facts.from("school", ASTANA).enrolled("2023-09-01", Level.PRIMARY, "2023-09-01");
            for (LocalDate month = LocalDate.of(2023, 9, 1);
                    month.isBefore(LocalDate.parse(until));
                    month = month.plusMonths(1)) {
                facts.attends(month.plusMonths(1).toString(), month.toString().substring(0, 7), 18);
            }
            return facts;
        }

        @Test
        void fourteen_months_at_one_institution_that_alone_is_heard() {
            Facts facts = pupil("2022-06-10", "2026-01-01");
            comesDue(facts, Reason.SINGLE_SOURCE, "2024-11-01");
            Flag flag = flag(facts, "2024-11-01", Reason.SINGLE_SOURCE);
            assertThat(flag.since()).isEqualTo(Clocks.day(LocalDate.of(2023, 9, 1)));
            assertThat(flag.dueOn()).isEqualTo(Clocks.day(LocalDate.of(2024, 11, 1)));
            assertThat(flags(facts, "2024-11-01")).containsExactly(Reason.SINGLE_SOURCE);
        }

        @Test
        void so_it_is_where_an_office_reports_for_the_institution() {
            Facts facts = ada().born("2015-01-01").seen("2022-06-10").from("office", ASTANA);
            facts.enrolledAt("School No 1", "2022-09-01", Level.PRIMARY, "2022-09-01");
            for (YearMonth month = YearMonth.of(2022, 9); month.getYear() < 2025; month = month.plusMonths(1)) {
                facts.attendsAt("School No 1", month.atEndOfMonth().toString(), month.toString(), 15);
            }
            comesDue(facts, Reason.SINGLE_SOURCE, "2024-06-10");
        }

        @Test
        void not_before_two_years_since_anybody_else_was_in_contact() {
            Facts facts = pupil("2023-08-20", "2026-01-01");
            comesDue(facts, Reason.SINGLE_SOURCE, "2025-08-20");
            assertThat(flag(facts, "2025-08-20", Reason.SINGLE_SOURCE).since())
                    .isEqualTo(Clocks.day(LocalDate.of(2023, 8, 20)));
        }

        @Test
        void a_paper_from_elsewhere_ends_it_for_two_years() {
            Facts facts = pupil("2022-06-10", "2027-12-01")
                    .from("social", ALMATY)
                    .contact("2025-02-03", Service.SOCIAL, Strength.ADMINISTRATIVE);
            isLifted(facts, Reason.SINGLE_SOURCE, "2025-02-03");
            comesDue(facts, Reason.SINGLE_SOURCE, "2027-02-03");
        }

        @Test
        void an_exam_at_the_institution_itself_ends_it() {
            Facts facts = pupil("2022-06-10", "2026-01-01").contact("2025-02-03", Service.HEALTH, Strength.SEEN);
            isLifted(facts, Reason.SINGLE_SOURCE, "2025-02-03");
        }

        @Test
        void a_call_of_the_schools_nurse_is_no_exam() {
            Facts facts = pupil("2022-06-10", "2026-01-01").contact("2025-02-03", Service.HEALTH, Strength.REMOTE);
            assertThat(flags(facts, "2025-02-04")).containsExactly(Reason.SINGLE_SOURCE);
        }

        @Test
        void a_visit_that_was_taken_back_is_none() {
            Facts facts =
                    pupil("2022-06-10", "2026-01-01").from("clinic", ASTANA).seen("2024-03-01");
            String visit = facts.told().getLast().provenance().eventId().value();
            comesDue(facts.retracted("2024-03-02", visit), Reason.SINGLE_SOURCE, "2024-11-01");
        }

        @Test
        void ends_with_the_stay() {
            Facts facts = pupil("2022-06-10", "2025-01-01").endsEnrolment("2025-02-10", EndReason.OTHER);
            isLifted(facts, Reason.SINGLE_SOURCE, "2025-02-10");
        }

        @Test
        void a_place_that_goes_over_into_the_next_at_the_same_school_is_one_stay() {
            Facts facts = pupil("2022-06-10", "2026-01-01").enrolled("2024-09-01", Level.SECONDARY, "2024-09-01");
            comesDue(facts, Reason.SINGLE_SOURCE, "2024-11-01");
        }

        @Test
        void a_new_school_begins_a_new_stay_and_the_old_one_still_counts_as_another() {
            Facts facts = pupil("2022-06-10", "2024-06-01").from("lyceum", ASTANA);
            facts.enrolled("2024-09-01", Level.SECONDARY, "2024-09-01");
            for (LocalDate month = LocalDate.of(2024, 9, 1);
                    month.isBefore(LocalDate.of(2026, 12, 1));
                    month = month.plusMonths(1)) {
                facts.attends(month.plusMonths(1).toString(), month.toString().substring(0, 7), 18);
            }
            // School's last month was May 2024
            comesDue(facts, Reason.SINGLE_SOURCE, "2026-05-31");
        }

        @Test
        void a_child_in_placement_from_its_third_birthday_on() {
            Facts facts = ada().born("2022-03-05").from("house", ASTANA).placed("2022-06-01");
            for (int month = 1; month < 40; month++) {
                facts.contact(LocalDate.of(2022, 6, 1).plusMonths(month).toString(), Service.SOCIAL, Strength.SEEN);
            }
            comesDue(facts, Reason.SINGLE_SOURCE, "2025-03-05");
            isLifted(facts.endsPlacement("2025-08-01"), Reason.SINGLE_SOURCE, "2025-08-01");
        }

        @Test
        void an_institution_silent_itself_for_two_years_is_no_source() {
            Facts facts =
                    ada().born("2016-05-01").from("club", ASTANA).enrolled("2023-01-10", Level.SPORT, "2023-01-10");
            comesDue(facts, Reason.SINGLE_SOURCE, "2024-03-10");
            isLifted(facts, Reason.SINGLE_SOURCE, "2025-01-10");
        }

        @Test
        void is_of_the_lowest_severity_alone_and_adds_none_to_others() {
            Facts facts = pupil("2022-06-10", "2024-12-01").supported("2024-01-01", SupportCategory.DISABILITY);
            assertThat(listing(facts, "2024-12-01").orElseThrow().severity()).isEqualTo(Severity.LOW);
            // The last month known is November: its silence comes due, one support category
            Listing both = listing(facts, "2025-01-15").orElseThrow();
            assertThat(both.flags()).extracting(Flag::reason).containsExactly(Reason.SILENT, Reason.SINGLE_SOURCE);
            assertThat(both.severity()).isEqualTo(Severity.MEDIUM);
        }
    }
}
