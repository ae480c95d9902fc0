package org.besik.query.untracked;

import org.besik.events.rules.DayCount;

/**
 * One reason that holds for some days. Days are epoch days.
 *
 * @param since the start of the clock
 * @param dueOn the day on which it came due; may lie before {@code from} (the child was abroad, in transit …)
 * @param from the first day on which it lists the child
 * @param until the first day on which it no longer does
 * @param window after so long a further overdue window is full; 0: it has no window
 * @param unit of the window
 * @param warning whether only the warning threshold is reached
 */
record Flag(
        Reason reason,
        int since,
        int dueOn,
        int from,
        int until,
        int window,
        DayCount unit,
        String ruleVersion,
        boolean warning) {

    /** The same for fewer days. */
    Flag during(int first, int end) {
        return new Flag(reason, since, dueOn, first, end, window, unit, ruleVersion, warning);
    }

    boolean holdsOn(int day) {
        return from <= day && day < until;
    }
}
