package org.besik.query.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalInt;
import org.besik.events.ChildId;
import org.besik.events.schooling.AttendanceReported;
import org.besik.query.records.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollsTest {

    private static final LocalDate NOVEMBER_9 = LocalDate.of(2025, 11, 9);

    /** Told of so many children in September and in October, each time on a day. */
    private static Rolls told(int children, String septemberOn, String octoberOn) {
        Rolls rolls = Rolls.of(null);
        tell(rolls, children, "2025-09", septemberOn);
        tell(rolls, children, "2025-10", octoberOn);
        return rolls;
    }

    private static void tell(Rolls rolls, int children, String month, String on) {
        for (int child = 0; child < children; child++) {
            var told = Facts.of(new ChildId("child-" + child))
                    .attends(on, month, 18)
                    .told()
                    .getLast();
            rolls.add(Rolls.Roll.of((AttendanceReported) told.event(), LocalDate.parse(on)));
        }
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static OptionalInt upTo(Rolls rolls, LocalDate on) {
        return upTo(rolls.told(on, day(on), null));
    }

    private static OptionalInt upTo(Rolls.@Nullable Told told) {
        return told == null ? OptionalInt.empty() : OptionalInt.of(told.upTo());
    }

    @Test
    void a_month_is_told_of_when_all_of_it_should_be_there() {
        Rolls rolls = told(20, "2025-09-30", "2025-10-31");
        assertThat(upTo(rolls, NOVEMBER_9)).hasValue(day(LocalDate.of(2025, 9, 30)));
        assertThat(upTo(rolls, NOVEMBER_9.plusDays(1))).hasValue(day(LocalDate.of(2025, 10, 31)));
    }

    @Test
    void a_report_before_the_end_of_its_month_tells_of_no_day_after_it() {
        assertThat(upTo(told(20, "2025-09-30", "2025-10-24"), NOVEMBER_9.plusDays(1)))
                .hasValue(day(LocalDate.of(2025, 10, 24)));
    }

    @Test
    void what_is_told_later_was_not_told_yet() {
        Rolls rolls = told(20, "2025-09-30", "2025-12-05");
        assertThat(upTo(rolls, LocalDate.of(2025, 12, 4))).hasValue(day(LocalDate.of(2025, 9, 30)));
        assertThat(upTo(rolls, LocalDate.of(2025, 12, 5))).hasValue(day(LocalDate.of(2025, 10, 31)));
        assertThat(upTo(rolls.told(LocalDate.of(2025, 12, 20), day(LocalDate.of(2025, 11, 20)), null)))
                .hasValue(day(LocalDate.of(2025, 9, 30)));
    }

    @Test
    void the_first_month_after_the_summer_is_there_early_when_no_more_than_two_are_lacking() {
        LocalDate october4 = LocalDate.of(2025, 10, 4);
        YearMonth september = YearMonth.of(2025, 9);
        Rolls rolls = Rolls.of(null);
        tell(rolls, 30, "2025-04", "2025-04-30");
        tell(rolls, 28, "2025-05", "2025-05-31");
        tell(rolls, 27, "2025-09", "2025-09-30");
        assertThat(upTo(rolls.told(october4, day(october4), september)))
                .as("three of thirty are lacking")
                .hasValue(day(LocalDate.of(2025, 5, 31)));
        tell(rolls, 1, "2025-09", "2025-10-04");
        assertThat(rolls.told(october4, day(october4), september))
                .isEqualTo(new Rolls.Told(day(LocalDate.of(2025, 9, 30)), true, true));
        assertThat(upTo(rolls.told(october4, day(october4), null)))
                .as("no other month is")
                .hasValue(day(LocalDate.of(2025, 5, 31)));
        assertThat(rolls.told(october4.plusDays(6), day(october4), null))
                .isEqualTo(new Rolls.Told(day(LocalDate.of(2025, 9, 30)), true, false));
    }

    @Test
    void nor_is_it_as_full_as_a_summer_in_which_few_were_there() {
        LocalDate october4 = LocalDate.of(2025, 10, 4);
        Rolls rolls = Rolls.of(null);
        tell(rolls, 30, "2025-03", "2025-03-31");
        for (int month = 6; month <= 8; month++) {
            YearMonth summer = YearMonth.of(2025, month);
            tell(rolls, 12, summer.toString(), summer.atEndOfMonth().toString());
        }
        tell(rolls, 12, "2025-09", "2025-09-30");
        assertThat(upTo(rolls.told(october4, day(october4), YearMonth.of(2025, 9))))
                .hasValue(day(LocalDate.of(2025, 3, 31)));
        tell(rolls, 16, "2025-09", "2025-09-30");
        assertThat(upTo(rolls.told(october4, day(october4), YearMonth.of(2025, 9))))
                .hasValue(day(LocalDate.of(2025, 9, 30)));
    }

    @Test
    void of_a_new_school_nobody_knows_how_many_are_lacking() {
        LocalDate october4 = LocalDate.of(2025, 10, 4);
        Rolls rolls = Rolls.of(null);
        tell(rolls, 30, "2025-09", "2025-09-30");
        assertThat(rolls.told(october4, day(october4), YearMonth.of(2025, 9))).isNull();
    }

    @Test
    void few_reports_say_nothing_of_an_agency() {
        assertThat(upTo(told(5, "2025-09-30", "2025-10-31"), NOVEMBER_9)).isEmpty();
        assertThat(upTo(told(6, "2025-09-30", "2025-10-31"), NOVEMBER_9)).isPresent();
    }

    @Test
    void is_read_back_as_it_was_written() {
        Rolls rolls = told(20, "2025-09-30", "2025-10-31");
        Rolls read = Rolls.of(new org.besik.query.viewstore.Document("rolls/school", Map.of(), rolls.body()));
        assertThat(read.body()).isEqualTo(rolls.body());
        var september = new Rolls.Roll(2025 * 12 + 8, day(LocalDate.of(2025, 9, 30)));
        assertThat(upTo(read.without(Map.of(september, 20)), NOVEMBER_9)).isEmpty();
        assertThat(upTo(read, NOVEMBER_9)).isPresent();
    }

    @Test
    void without_what_came_later_it_was_as_full_as_then() {
        Rolls rolls = told(20, "2025-09-30", "2025-10-31");
        var october = new Rolls.Roll(2025 * 12 + 9, day(LocalDate.of(2025, 10, 31)));
        LocalDate day = NOVEMBER_9.plusDays(1);
        assertThat(upTo(rolls.without(Map.of(october, 2)), day)).hasValue(day(LocalDate.of(2025, 10, 31)));
        assertThat(upTo(rolls.without(Map.of(october, 3)), day)).hasValue(day(LocalDate.of(2025, 9, 30)));
        assertThat(upTo(told(6, "2025-09-30", "2025-10-31").without(Map.of(october, 1)), day))
                .as("by then it had not told often enough to say that it tells by the month")
                .isEmpty();
        assertThat(upTo(rolls, day)).hasValue(day(LocalDate.of(2025, 10, 31)));
    }

    @Test
    void a_month_that_comes_in_pieces_is_told_of_when_nearly_all_of_it_is_there() {
        LocalDate december = LocalDate.of(2025, 12, 20);
        Rolls rolls = told(100, "2025-09-30", "2025-10-31");
        tell(rolls, 60, "2025-11", "2025-11-30");
        assertThat(upTo(rolls, december)).hasValue(day(LocalDate.of(2025, 10, 31)));
        tell(rolls, 30, "2025-11", "2025-11-30");
        assertThat(upTo(rolls, december)).hasValue(day(LocalDate.of(2025, 10, 31)));
        tell(rolls, 1, "2025-11", "2025-11-30");
        assertThat(upTo(rolls, december)).hasValue(day(LocalDate.of(2025, 11, 30)));
    }

    @Test
    void several_months_in_pieces_do_not_speak_for_each_other() {
        Rolls rolls = told(100, "2025-09-30", "2025-10-31");
        tell(rolls, 50, "2025-11", "2025-11-30");
        tell(rolls, 50, "2025-12", "2025-12-31");
        assertThat(upTo(rolls, LocalDate.of(2026, 1, 20))).hasValue(day(LocalDate.of(2025, 10, 31)));
    }

    @Test
    void nor_do_the_first_two_of_a_school_year() {
        Rolls rolls = told(100, "2025-09-30", "2025-10-31");
        tell(rolls, 25, "2026-09", "2026-09-30");
        tell(rolls, 25, "2026-10", "2026-10-31");
        assertThat(upTo(rolls, LocalDate.of(2026, 11, 16))).hasValue(day(LocalDate.of(2025, 10, 31)));
        tell(rolls, 60, "2026-10", "2026-10-31");
        assertThat(upTo(rolls, LocalDate.of(2026, 11, 16))).hasValue(day(LocalDate.of(2026, 10, 31)));
    }

    @Test
    void a_school_that_has_become_smaller_tells_of_all_it_has() {
        Rolls rolls = told(100, "2025-09-30", "2025-10-31");
        for (int month = 1; month <= 4; month++) {
            LocalDate end = LocalDate.of(2026, month + 1, 1).minusDays(1);
            tell(rolls, 50, end.toString().substring(0, 7), end.toString());
        }
        assertThat(upTo(rolls, LocalDate.of(2026, 5, 20))).hasValue(day(LocalDate.of(2026, 4, 30)));
    }

    @Test
    void with_the_school_year_many_leave_for_good() {
        Rolls rolls = told(30, "2025-09-30", "2025-10-31");
        tell(rolls, 30, "2026-08", "2026-08-31");
        tell(rolls, 20, "2026-09", "2026-09-30");
        assertThat(upTo(rolls, LocalDate.of(2026, 10, 10))).hasValue(day(LocalDate.of(2026, 9, 30)));
    }

    @Test
    void a_school_which_is_closed_in_the_summer_loses_one_year_of_eleven() {
        Rolls rolls = told(110, "2025-09-30", "2025-10-31");
        tell(rolls, 110, "2026-05", "2026-05-31");
        tell(rolls, 90, "2026-09", "2026-09-30");
        LocalDate october = LocalDate.of(2026, 10, 10);
        assertThat(upTo(rolls, october)).hasValue(day(LocalDate.of(2026, 5, 31)));
        tell(rolls, 1, "2026-09", "2026-09-30");
        assertThat(upTo(rolls, october)).hasValue(day(LocalDate.of(2026, 9, 30)));
    }

    @Test
    void but_not_most_of_them() {
        Rolls rolls = told(60, "2025-09-30", "2025-10-31");
        tell(rolls, 60, "2026-05", "2026-05-31");
        tell(rolls, 18, "2026-09", "2026-09-30");
        assertThat(upTo(rolls, LocalDate.of(2026, 10, 20))).hasValue(day(LocalDate.of(2026, 5, 31)));
        tell(rolls, 50, "2026-10", "2026-10-31");
        assertThat(upTo(rolls, LocalDate.of(2026, 11, 10))).hasValue(day(LocalDate.of(2026, 10, 31)));
    }

    @Test
    void two_missing_of_a_small_school_are_missing_and_three_are_still_to_come() {
        Rolls rolls = told(15, "2025-09-30", "2025-10-31");
        tell(rolls, 12, "2025-11", "2025-11-30");
        assertThat(upTo(rolls, LocalDate.of(2025, 12, 20))).hasValue(day(LocalDate.of(2025, 10, 31)));
        tell(rolls, 1, "2025-11", "2025-11-30");
        assertThat(upTo(rolls, LocalDate.of(2025, 12, 20))).hasValue(day(LocalDate.of(2025, 11, 30)));
    }
}
