package org.besik.query.rules;

import org.jspecify.annotations.Nullable;

/**
 * After how long a silence is worth a warning and a flag.
 *
 * @param unit of {@code flag}, and of {@code warn} unless {@code warnUnit} says otherwise
 */
public record Threshold(
        int warn, int flag, DayCount unit, @Nullable DayCount warnUnit) {

    public Threshold {
        if (warn < 0 || flag <= 0 || (warnUnit == null && warn >= flag)) {
            throw new IllegalArgumentException("a threshold warns before it flags: warn " + warn + ", flag " + flag);
        }
    }

    /** How long for a level. */
    public int length(boolean forWarning) {
        return forWarning ? warn : flag;
    }

    /** In which days for a level. */
    public DayCount unit(boolean forWarning) {
        return forWarning && warnUnit != null ? warnUnit : unit;
    }
}
