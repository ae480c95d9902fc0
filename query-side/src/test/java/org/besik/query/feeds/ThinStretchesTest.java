package org.besik.query.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.besik.query.rules.SchoolCalendar;
import org.junit.jupiter.api.Test;

/** When did an agency report on far fewer days than it is used to? */
class ThinStretchesTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 9, 1);
    private static final LocalDate DOWN = LocalDate.of(2026, 3, 1);
    private static final LocalDate AGAIN = LocalDate.of(2026, 4, 5);
    private static final LocalDate LAST = LocalDate.of(2026, 8, 31);

    private static BitSet reporting(Predicate<LocalDate> reports) {
        var days = new BitSet();
        FIRST.datesUntil(LAST.plusDays(1)).filter(reports).forEach(day -> days.set(day(day)));
        return days;
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static boolean isDown(LocalDate day) {
        return !day.isBefore(DOWN) && day.isBefore(AGAIN);
    }

    private static List<Silence> stretches(BitSet days, boolean school, LocalDate on) {
        return ThinStretches.of(SchoolCalendar.standard(), days, school, day(on) - 2 * 365, day(on));
    }

    @Test
    void a_month_of_which_a_few_late_reports_came_leaves_no_gap_and_is_thin() {
        BitSet days = reporting(day -> !isDown(day) || day.getDayOfMonth() % 5 == 3);
        assertThat(stretches(days, false, LAST)).containsExactly(Silence.thin(day(DOWN), day(AGAIN)));
        assertThat(new Rhythm(SchoolCalendar.standard()).silences(days, false, day(LAST)))
                .as("and so it is a silence")
                .containsExactly(Silence.thin(day(DOWN), day(AGAIN)));
    }

    @Test
    void it_lasts_until_reports_are_as_many_as_before() {
        BitSet days = reporting(day -> !isDown(day) || day.getDayOfMonth() % 5 == 3);
        assertThat(stretches(days, false, DOWN.plusDays(10))).isEmpty();
        assertThat(stretches(days, false, DOWN.plusDays(25))).containsExactly(Silence.thin(day(DOWN), Silence.LASTING));
        assertThat(stretches(days, false, AGAIN.plusDays(7))).containsExactly(Silence.thin(day(DOWN), day(AGAIN)));
    }

    @Test
    void with_a_gap_in_it_it_is_one_silence() {
        BitSet days = reporting(day -> !isDown(day) || day.equals(DOWN.plusDays(2)) || day.equals(DOWN.plusDays(25)));
        assertThat(new Rhythm(SchoolCalendar.standard()).silences(days, false, day(LAST)))
                .containsExactly(Silence.thin(day(DOWN), day(AGAIN)));
    }

    /** Of one that reports on every third day each missing day adds ln(0.83 / 0.67), and 9 are enough. */
    @Test
    void it_takes_what_chance_hardly_ever_brings() {
        BitSet days = reporting(day -> day.toEpochDay() % 3 == DOWN.toEpochDay() % 3);
        days.clear(day(DOWN) + 1, day(LAST) + 1);
        assertThat(stretches(days, false, DOWN.plusDays(40))).isEmpty();
        assertThat(stretches(days, false, DOWN.plusDays(41)))
                .containsExactly(Silence.thin(day(DOWN) + 1, Silence.LASTING));
    }

    @Test
    void two_of_three_reports_are_not_thin() {
        assertThat(stretches(reporting(day -> !isDown(day) || day.getDayOfMonth() % 3 > 0), false, LAST))
                .isEmpty();
    }

    @Test
    void nor_are_three_days_of_five_for_however_long_but_two_of_six_are() {
        Set<DayOfWeek> three = Set.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
        assertThat(stretches(
                        reporting(day -> day.getDayOfWeek().getValue() < 6
                                && (day.isBefore(DOWN) || three.contains(day.getDayOfWeek()))),
                        false,
                        LAST))
                .isEmpty();
        assertThat(stretches(
                        reporting(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY
                                && (day.isBefore(DOWN) || day.getDayOfWeek().getValue() < 3)),
                        false,
                        LAST))
                .containsExactly(Silence.thin(day(DOWN) + 3, Silence.LASTING));
    }

    @Test
    void a_week_of_feast_days_is_not_thin() {
        assertThat(stretches(reporting(day -> day.getDayOfYear() > 10), false, LAST))
                .isEmpty();
    }

    @Test
    void one_that_reported_now_and_then_is_not_asked() {
        assertThat(stretches(reporting(day -> !isDown(day) && day.toEpochDay() % 4 == 0), false, LAST))
                .isEmpty();
    }

    @Test
    void nor_is_one_of_which_little_is_known_yet() {
        BitSet days = reporting(day -> !isDown(day));
        days.clear(0, day(DOWN.minusDays(90)));
        assertThat(stretches(days, false, LAST)).isEmpty();
        assertThat(stretches(new BitSet(), false, LAST)).isEmpty();
    }

    @Test
    void a_school_is_not_thin_for_being_on_holiday() {
        var calendar = SchoolCalendar.standard();
        BitSet days = reporting(day -> !calendar.isSchoolHoliday(day(day))
                && !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek()));
        assertThat(stretches(days, true, LAST)).isEmpty();
        assertThat(stretches(days, false, LAST)).isNotEmpty();
    }

    @Property
    void whoever_reports_on_the_same_days_of_every_week_is_never_thin(
            @ForAll @Size(min = 3, max = 7) Set<DayOfWeek> weekdays) {
        assertThat(stretches(reporting(day -> weekdays.contains(day.getDayOfWeek())), false, LAST))
                .isEmpty();
    }

    @Property(tries = 200)
    void in_a_stretch_it_reported_on_a_smaller_share_of_days_than_in_the_year_before(
            @ForAll @DoubleRange(min = 0.3, max = 1) double usual,
            @ForAll @DoubleRange(min = 0, max = 1) double meanwhile,
            @ForAll long seed) {
        var random = new Random(seed);
        BitSet days = reporting(day -> random.nextDouble() < (isDown(day) ? meanwhile : usual));
        for (Silence stretch : stretches(days, false, LAST)) {
            int until = Math.min(stretch.until(), day(LAST) + 1);
            int before = Math.max(day(FIRST), stretch.from() - 365);
            assertThat(share(days, stretch.from(), until)).isLessThan(share(days, before, stretch.from()));
            assertThat(until - stretch.from()).isGreaterThanOrEqualTo(14);
        }
    }

    private static double share(BitSet days, int from, int until) {
        return days.get(from, until).cardinality() / (double) (until - from);
    }
}
