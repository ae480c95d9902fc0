package org.besik.query.feeds;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.besik.query.rules.SchoolCalendar;

/**
 * When an agency reported on less than half as many days as it is used to, by Page's cumulative sum test (E. S. Page, Continuous
 * inspection schemes, Biometrika 41, 1954): each day adds how much likelier it is, reported on or not, if reports have halved,
 * and a sum beyond what chance brings once in some thousands of days begins a stretch. A line that was down for a month and
 * lost what happened in it leaves such a stretch, and no gap, where a few late reports come all the same. Epoch days.
 */
final class ThinStretches {

    private static final int YEAR = 365;

    /** Fewer days are a holiday, or reports that are still under way. */
    private static final int MIN_DAYS = 14;

    /** The logarithm of how much likelier it must be: e⁹ is some 8,000. */
    private static final double ENOUGH = 9;

    /** Whoever reports every day is not taken to have stopped because a few days are missing: feast days come in a row. */
    private static final double MOST = 0.8;

    private static final double THIN = 0.5;
    private static final double REPORTED = Math.log(THIN);

    /** So long reports must have been as before until a stretch is over: single ones come late. */
    private static final int OPEN_DAYS = 7;

    private final SchoolCalendar calendar;
    private final BitSet days;
    private final boolean school;
    private final int firstDay;
    private final List<Silence> stretches = new ArrayList<>();

    private int reported;
    private int open;

    /** The day at which the sum began to grow. */
    private int start = -1;

    /** On what share of days it reported in the year before. */
    private double usual;

    /** What a day without a report adds. */
    private double missed;

    private double sum;
    private double highest;

    /** The day after the one at which the sum was highest. */
    private int end;

    private ThinStretches(SchoolCalendar calendar, BitSet days, boolean school) {
        this.calendar = calendar;
        this.days = days;
        this.school = school;
        this.firstDay = days.nextSetBit(0);
    }

    /**
     * The stretches within some days, in their order; the last one has no end if it reaches the last day. Only an agency that
     * reported on many days of the year before has any.
     *
     * @param school whether days of holidays do not count
     */
    static List<Silence> of(SchoolCalendar calendar, BitSet days, boolean school, int from, int on) {
        boolean mayHave = days.get(Math.max(0, from - YEAR), on + 1).cardinality() >= Rhythm.OFTEN;
        return mayHave ? new ThinStretches(calendar, days, school).look(from, on) : List.of();
    }

    private List<Silence> look(int from, int on) {
        for (int day = Math.max(firstDay, from - YEAR); day < from; day++) {
            count(day, 1);
        }
        for (int day = Math.max(firstDay, from); day <= on; day++) {
            if (sum <= 0 && isOpen(day) && !days.get(day) && reported >= Rhythm.OFTEN) {
                begin(day);
            }
            if (sum > 0 || start == day) {
                add(day);
                if (sum <= highest - ENOUGH || day - start >= YEAR || day == on) {
                    close(on);
                }
            }
            count(day, 1);
            if (day - YEAR >= firstDay) {
                count(day - YEAR, -1);
            }
        }
        return stretches;
    }

    private void begin(int day) {
        usual = (double) reported / open;
        double before = Math.min(MOST, usual);
        missed = Math.log((1 - before * THIN) / (1 - before));
        start = day;
        sum = 0;
        highest = 0;
    }

    private void add(int day) {
        if (isOpen(day)) {
            sum += days.get(day) ? REPORTED : missed;
        }
        if (sum > highest) {
            highest = sum;
            end = day + 1;
        }
    }

    private void close(int on) {
        if (highest >= ENOUGH && end - start >= MIN_DAYS && isThin()) {
            stretches.add(Silence.thin(start, end > on - OPEN_DAYS ? Silence.LASTING : end));
        }
        sum = 0;
    }

    /** Likelier to have halved than to be as before is also what has fallen to two thirds. */
    private boolean isThin() {
        int reports = 0;
        int possible = 0;
        for (int day = start; day < end; day++) {
            possible += isOpen(day) ? 1 : 0;
            reports += isOpen(day) && days.get(day) ? 1 : 0;
        }
        return reports < THIN * usual * possible;
    }

    /** The year before the day that is looked at, to which a day is added or from which it is taken. */
    private void count(int day, int by) {
        if (isOpen(day)) {
            open += by;
            reported += days.get(day) ? by : 0;
        }
    }

    private boolean isOpen(int day) {
        return !school || !calendar.isSchoolHoliday(day);
    }
}
