package org.besik.query.feeds;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.besik.query.rules.SchoolCalendar;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);

    private final Rhythm rhythm = new Rhythm(SchoolCalendar.standard());

    /** Reports every so many days, the last one on 1 March 2026. */
    private static BitSet every(int gap, int times) {
        var days = new BitSet();
        for (int i = 0; i < times; i++) {
            days.set(day(MARCH_1) - i * gap);
        }
        return days;
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private boolean staleAfter(BitSet days, int daysLater) {
        return rhythm.isStale(days, false, day(MARCH_1) + daysLater);
    }

    @Test
    void eight_days_before_the_last_one_make_a_rhythm_and_seven_do_not() {
        assertThat(rhythm.of(every(10, 9), false, day(MARCH_1))).isEqualTo(OptionalInt.of(10));
        assertThat(rhythm.of(every(10, 8), false, day(MARCH_1))).isEmpty();
    }

    @Test
    void days_more_than_a_year_before_the_last_do_not_count() {
        assertThat(rhythm.of(every(50, 9), false, day(MARCH_1))).isEmpty();
    }

    @Test
    void it_is_stale_one_and_a_half_rhythms_and_ten_days_after_the_last_report() {
        assertThat(staleAfter(every(10, 20), 25)).isFalse();
        assertThat(staleAfter(every(10, 20), 26)).isTrue();
    }

    @Test
    void a_daily_reporter_is_given_a_week() {
        assertThat(staleAfter(every(1, 60), 20)).isFalse();
        assertThat(staleAfter(every(1, 60), 21)).isTrue();
    }

    @Test
    void one_long_gap_among_twenty_does_not_make_the_rhythm() {
        BitSet days = every(10, 21);
        days.set(day(MARCH_1) - 20 * 10 - 60);
        assertThat(rhythm.of(days, false, day(MARCH_1))).isEqualTo(OptionalInt.of(10));
    }

    @Test
    void whoever_reported_too_rarely_is_never_stale() {
        assertThat(staleAfter(every(40, 3), 300)).isFalse();
    }

    @Test
    void on_an_earlier_day_only_the_days_before_count() {
        BitSet days = every(10, 20);
        assertThat(rhythm.isStale(days, false, day(MARCH_1) - 3)).isFalse();
    }

    @Test
    void a_school_is_not_stale_for_being_on_holiday() {
        var days = new BitSet();
        for (LocalDate day = LocalDate.of(2025, 9, 5); day.isBefore(LocalDate.of(2026, 5, 26)); day = day.plusDays(7)) {
            days.set(day(day));
        }
        int lateAugust = day(LocalDate.of(2026, 8, 25));
        assertThat(rhythm.isStale(days, false, lateAugust)).isTrue();
        assertThat(rhythm.isStale(days, true, lateAugust)).isFalse();
        assertThat(rhythm.isStale(days, true, day(LocalDate.of(2026, 10, 5)))).isTrue();
    }

    /** Reports every so many days for a year, is silent for some days after 1 March, and reports again for two years. */
    private static BitSet silentFor(int silent, int gap) {
        BitSet days = every(gap, 365 / gap + 1);
        for (int day = silent + 1; day < 2 * 365; day += gap) {
            days.set(day(MARCH_1) + day);
        }
        return days;
    }

    private List<Silence> silences(BitSet days, int daysLater) {
        return rhythm.silences(days, false, day(MARCH_1) + daysLater);
    }

    @Test
    void whoever_was_called_stale_and_is_heard_again_was_silent() {
        BitSet days = silentFor(30, 3);
        var silence = Silence.gap(day(MARCH_1) + 1, day(MARCH_1) + 31, true);
        assertThat(silences(days, 30))
                .as("it still is")
                .containsExactly(Silence.gap(day(MARCH_1) + 1, Silence.LASTING, true));
        assertThat(silences(days, 31)).containsExactly(silence);
        assertThat(silences(days, 600)).containsExactly(silence);
        assertThat(silences(silentFor(20, 3), 31)).as("not for long enough").isEmpty();
        assertThat(silences(silentFor(30, 4), 31))
                .as("it reports too rarely to tell")
                .isEmpty();
    }

    @Test
    void whoever_reports_often_is_silent_before_it_is_called_stale() {
        BitSet often = every(3, 365 / 3 + 1);
        assertThat(silences(often, 10)).isEmpty();
        assertThat(silences(often, 11)).containsExactly(Silence.gap(day(MARCH_1) + 1, Silence.LASTING, true));
        BitSet seldom = every(4, 365 / 4 + 1);
        assertThat(silences(seldom, 20)).isEmpty();
        assertThat(silences(seldom, 21)).containsExactly(Silence.gap(day(MARCH_1) + 1, Silence.LASTING, false));
    }

    /** Reports on some weekdays from September on, up to a day, holidays left out. */
    private static BitSet school(LocalDate upTo, DayOfWeek... weekdays) {
        var days = new BitSet();
        for (LocalDate day = LocalDate.of(2025, 9, 1); !day.isAfter(upTo); day = day.plusDays(1)) {
            days.set(
                    day(day),
                    List.of(weekdays).contains(day.getDayOfWeek())
                            && !SchoolCalendar.standard().isSchoolHoliday(day(day)));
        }
        return days;
    }

    /** After so many days without a report a school is silent. */
    private int silentAfter(BitSet days) {
        int last = days.length() - 1;
        return IntStream.range(1, 100)
                .filter(later -> !rhythm.silences(days, true, last + later).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_school_is_silent_after_half_as_long_again_as_is_usual_for_it_and_a_weekend_is() {
        LocalDate thursday = LocalDate.of(2026, 4, 23);
        assertThat(silentAfter(school(thursday, DayOfWeek.values()))).isEqualTo(5);
        assertThat(silentAfter(school(thursday, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)))
                .isEqualTo(5);
        assertThat(silentAfter(school(thursday, MONDAY, TUESDAY, WEDNESDAY, THURSDAY)))
                .isEqualTo(7);
        assertThat(silentAfter(school(thursday, MONDAY, THURSDAY)))
                .as("of one that is heard of on fewer days it shows when it is stale")
                .isEqualTo(21);
        BitSet clinic = school(thursday, DayOfWeek.values());
        assertThat(rhythm.silences(clinic, false, day(thursday) + 10))
                .as("others may write down by the week what happened")
                .isEmpty();
    }

    @Test
    void a_holiday_is_no_silence_of_a_school_and_the_days_after_it_are() {
        LocalDate last = LocalDate.of(2026, 5, 25);
        BitSet days = school(last, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);
        assertThat(rhythm.silences(days, true, day(LocalDate.of(2026, 9, 4)))).isEmpty();
        assertThat(rhythm.silences(days, true, day(LocalDate.of(2026, 9, 5))))
                .containsExactly(Silence.gap(day(last) + 1, Silence.LASTING, true));
    }

    @Test
    void a_silence_that_lasts_has_no_end() {
        var lasting = Silence.gap(10, Silence.LASTING, true);
        assertThat(lasting.isLastingOn(9)).isFalse();
        assertThat(lasting.isLastingOn(10)).isTrue();
        assertThat(Silence.gap(10, 20, true).isLastingOn(15)).isFalse();
    }

    @Test
    void the_days_of_a_silence_are_counted_on_which_a_child_was_missed() {
        var silence = Silence.gap(10, 20, true);
        assertThat(silence.days(0, 9)).isZero();
        assertThat(silence.days(0, 12)).isEqualTo(3);
        assertThat(silence.days(12, 15)).isEqualTo(3);
        assertThat(silence.days(12, 40)).isEqualTo(7);
        assertThat(silence.days(19, 40)).isZero();
    }
}
