package org.besik.query.feeds;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.besik.events.rules.DayCount;
import org.besik.query.rules.SchoolCalendar;

/**
 * How often an agency reports, and whether it should have by now. An agency with at least 8 reporting days in the 365 days
 * before its last one has a rhythm: the 95th percentile (nearest rank) of the gaps between them, at least 7 days. It is
 * stale when its last day lies more than one and a half rhythms and ten days back. For schools, holidays do not count. A
 * school that reports at the ends of months is stale, too, from the day on which the last month it told of would make all
 * its pupils due at once: that is news of the school, not of them. Days are epoch days.
 */
final class Rhythm {

    private static final int YEAR = 365;
    private static final int MIN_REPORTING_DAYS = 8;
    private static final int MIN_GAP = 7;
    private static final double PERCENTILE = 0.95;
    private static final double TOLERANCE = 1.5;
    private static final int GRACE_DAYS = 10;
    private static final int REPORTED_BY = 10;
    private static final int PUPILS_DUE_AFTER = 20;

    private final SchoolCalendar calendar;

    Rhythm(SchoolCalendar calendar) {
        this.calendar = calendar;
    }

    /** Whether an agency is stale on a day, judged by the days up to it. */
    boolean isStale(BitSet days, boolean school, int on) {
        // Days before 1970 are no bits, and no agency reported on them.
        int last = days.previousSetBit(Math.max(on, -1));
        if (last < 0) {
            return false;
        }
        if (on - last <= TOLERANCE * MIN_GAP + GRACE_DAYS) {
            // Too soon for any rhythm; this is how nearly all agencies stand on nearly all days
            return false;
        }
        OptionalInt rhythm = of(days, school, last);
        return (rhythm.isPresent() && gap(last, on, school) > TOLERANCE * rhythm.getAsInt() + GRACE_DAYS)
                || (school && isBehindWithMonths(days, on));
    }

    /**
     * Whether the next month of a school that reports by the month is overdue: 20 school days are over, and the 10th of the
     * second month after the last that it told of.
     */
    private boolean isBehindWithMonths(BitSet days, int on) {
        int last = monthEndUpTo(days, on);
        int told = 0;
        for (int day = last; day >= 0 && day > last - YEAR; day = monthEndUpTo(days, day - 1)) {
            told++;
        }
        if (told < MIN_REPORTING_DAYS) {
            return false;
        }
        LocalDate end = LocalDate.ofEpochDay(last);
        int expected = Math.toIntExact(
                end.plusDays(1).plusMonths(1).withDayOfMonth(REPORTED_BY).toEpochDay());
        return on >= Math.max(expected, calendar.after(last, PUPILS_DUE_AFTER, DayCount.SCHOOL_DAYS));
    }

    /** The latest reporting day up to a day that ends a month; negative: there is none. */
    private static int monthEndUpTo(BitSet days, int upTo) {
        int day = days.previousSetBit(Math.max(upTo, -1));
        while (day >= 0 && LocalDate.ofEpochDay(day + 1L).getDayOfMonth() != 1) {
            day = days.previousSetBit(day - 1);
        }
        return day;
    }

    /** The rhythm up to a reporting day; empty if it reported too rarely to have one. */
    OptionalInt of(BitSet days, boolean school, int last) {
        int first = Math.max(0, last - YEAR);
        int[] gaps = new int[YEAR + 1];
        int n = 0;
        int before = days.nextSetBit(first);
        for (int day = days.nextSetBit(before + 1); day >= 0 && day <= last; day = days.nextSetBit(day + 1)) {
            gaps[n++] = gap(before, day, school);
            before = day;
        }
        // n gaps lie between n + 1 days, of which the last one is not counted.
        if (n < MIN_REPORTING_DAYS) {
            return OptionalInt.empty();
        }
        Arrays.sort(gaps, 0, n);
        int rank = (int) Math.ceil(PERCENTILE * n);
        return OptionalInt.of(Math.max(MIN_GAP, gaps[rank - 1]));
    }

    private int gap(int after, int upTo, boolean school) {
        if (!school) {
            return upTo - after;
        }
        int days = 0;
        for (int day = after + 1; day <= upTo; day++) {
            if (!calendar.isSchoolHoliday(day)) {
                days++;
            }
        }
        return days;
    }
}
