package org.besik.query.feeds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.besik.query.rules.SchoolCalendar;

/**
 * How often an agency reports, and whether it should have by now. An agency with at least 8 reporting days in the 365 days
 * before its last one has a rhythm: the 95th percentile (nearest rank) of the gaps between them, at least 7 days. It is
 * stale when its last day lies more than one and a half rhythms and ten days back. For schools, holidays do not count. Days
 * are epoch days.
 */
final class Rhythm {

    private static final int YEAR = 365;
    private static final int MIN_REPORTING_DAYS = 8;
    private static final int MIN_GAP = 7;

    /** From Friday to Monday: the least that is usual for whoever reports on working days. */
    private static final int WEEKEND = 3;

    private static final double PERCENTILE = 0.95;
    private static final double TOLERANCE = 1.5;
    private static final int GRACE_DAYS = 10;

    /** Twice a week. */
    static final int OFTEN = 104;

    /** Longer than any window and what a silence may explain beyond it. */
    private static final int REMEMBERED_DAYS = 2 * YEAR;

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
        return isBeyondRhythm(days, school, last, on, MIN_GAP, GRACE_DAYS);
    }

    /**
     * Whether an agency is silent on a day: stale, or, if it reported on many days of the year before, for longer than half as
     * long again as is usual for it. Of that nobody need wait until it is called stale to know that it is not its children. Two
     * weeks are half the window of a pupil, so for a school less is usual than a week.
     */
    private boolean isSilent(BitSet days, boolean school, int last, int on) {
        int least = school ? WEEKEND : MIN_GAP;
        return gap(last, on, school) > TOLERANCE * least
                && (isStale(days, school, on)
                        || (isOften(days, last) && isBeyondRhythm(days, school, last, on, least, 0)));
    }

    private boolean isBeyondRhythm(BitSet days, boolean school, int last, int on, int least, int grace) {
        OptionalInt rhythm = of(days, school, last, least);
        return rhythm.isPresent() && gap(last, on, school) > TOLERANCE * rhythm.getAsInt() + grace;
    }

    /**
     * The silences of an agency up to a day, in their order. One that is over counts only of an agency that reported on many
     * days of the year before and was stale, or reported on less than half as many: that has no reason to be silent for weeks,
     * and what happened in them may be lost. One that is not has no end.
     */
    List<Silence> silences(BitSet days, boolean school, int on) {
        int last = days.previousSetBit(Math.max(on, -1));
        if (last < 0) {
            return List.of();
        }
        int from = Math.max(0, on - REMEMBERED_DAYS);
        var silences = new ArrayList<>(ThinStretches.of(calendar, days, school, from, on));
        int day = days.nextSetBit(from);
        while (day >= 0 && day < last) {
            int before = days.nextClearBit(day) - 1;
            day = days.nextSetBit(before + 1);
            if (before < last && isStale(days, school, day - 1) && isOften(days, before)) {
                silences.add(Silence.gap(before + 1, day, true));
            }
        }
        if (isSilent(days, school, last, on)) {
            silences.add(Silence.gap(last + 1, Silence.LASTING, isOften(days, last)));
        }
        return Silence.joined(silences);
    }

    private static boolean isOften(BitSet days, int last) {
        int count = 0;
        for (int day = last; day >= Math.max(0, last - YEAR); day = days.previousSetBit(day - 1)) {
            count++;
        }
        return count >= OFTEN;
    }

    /** The rhythm up to a reporting day; empty if it reported too rarely to have one. */
    OptionalInt of(BitSet days, boolean school, int last) {
        return of(days, school, last, MIN_GAP);
    }

    private OptionalInt of(BitSet days, boolean school, int last, int least) {
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
        return OptionalInt.of(Math.max(least, gaps[rank - 1]));
    }

    /** The days after one, up to another; of a school only those outside of holidays. */
    int gap(int after, int upTo, boolean school) {
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
