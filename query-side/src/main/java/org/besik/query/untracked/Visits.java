package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.Threshold;
import org.besik.query.rules.SchoolCalendar;

/**
 * The days on which an institution saw a child, as far as they show how often it does. Epoch days, ascending.
 *
 * @param days those of the last two years before the latest
 */
record Visits(int[] days) {

    /** A visit, and then another after about as long. */
    private static final int FEWEST = 3;

    private static final int YEARS = 2 * 365;
    private static final double PERCENTILE = 0.9;
    private static final double TOLERANCE = 1.5;

    static Visits of(Stream<LocalDate> seen) {
        int[] all = seen.mapToInt(Clocks::day).sorted().distinct().toArray();
        int latest = all.length == 0 ? 0 : all[all.length - 1];
        return new Visits(
                Arrays.stream(all).filter(day -> day >= latest - YEARS).toArray());
    }

    /**
     * The day on which the next visit is late: after one and a half times of what lay between nearly all of the others, where
     * that is longer than a window; else the window says when.
     *
     * @param most days after which it is late in any case
     * @return 0 where they show nothing
     */
    int overdueOn(SchoolCalendar calendar, Threshold window, int most) {
        return days.length < FEWEST ? 0 : lateOn(calendar, window.flag(), window.unit(false), most);
    }

    /** The same of an institution that is known to see the child now and then, where it never did more often. */
    int overdueOnceOnly(SchoolCalendar calendar, int window, DayCount unit, int most) {
        boolean isSeldom =
                days.length > 1 && Arrays.stream(between(calendar, unit)).noneMatch(gap -> gap <= window);
        return isSeldom ? lateOn(calendar, window, unit, most) : 0;
    }

    private int lateOn(SchoolCalendar calendar, int window, DayCount unit, int most) {
        int latest = days[days.length - 1];
        int[] between = between(calendar, unit);
        Arrays.sort(between);
        int rhythm = between[(int) Math.ceil(PERCENTILE * between.length) - 1];
        if (rhythm <= window) {
            return 0;
        }
        return Math.min(calendar.after(latest, (int) (TOLERANCE * rhythm), unit), latest + most);
    }

    private int[] between(SchoolCalendar calendar, DayCount unit) {
        int[] between = new int[days.length - 1];
        for (int i = 0; i < between.length; i++) {
            between[i] = calendar.between(days[i], days[i + 1], unit);
        }
        return between;
    }
}
