package org.besik.query.untracked;

import org.besik.events.rules.DayCount;

/**
 * One reason that holds for some days. Days are epoch days.
 *
 * @param since the start of the clock
 * @param dueOn the day on which it came due; may lie before {@code from} (the child was abroad, in transit …)
 * @param soonest the first day on which it lists a child that is missing from a roll; {@code from} if no roll matters
 * @param from the first day on which it lists the child in any case; if not before {@code until}, it does on none
 * @param until the first day on which it no longer does
 * @param window after so long a further overdue window is full; 0: it has no window
 * @param unit of the window
 * @param warning whether only the warning threshold is reached
 */
record Flag(
        Reason reason,
        int since,
        int dueOn,
        int soonest,
        int from,
        int until,
        int window,
        DayCount unit,
        String ruleVersion,
        boolean warning) {

    /** One for which no roll matters. */
    Flag(
            Reason reason,
            int since,
            int dueOn,
            int from,
            int until,
            int window,
            DayCount unit,
            String ruleVersion,
            boolean warning) {
        this(reason, since, dueOn, from, from, until, window, unit, ruleVersion, warning);
    }

    /** The same from one day up to, but not with, another; perhaps on none. */
    Flag during(int first, int end) {
        return new Flag(
                reason,
                since,
                dueOn,
                Math.max(soonest, first),
                Math.max(from, first),
                Math.min(until, end),
                window,
                unit,
                ruleVersion,
                warning);
    }

    /** Whether it lists the child on no day, missing or not. */
    boolean isNever() {
        return soonest >= until;
    }

    /** Whether it lists a child on a day, or a later one, only if that is missing from a roll. */
    boolean waitsOn(int day) {
        return soonest < from && day < from && day < until;
    }

    boolean holdsOn(int day) {
        return from <= day && day < until;
    }
}
