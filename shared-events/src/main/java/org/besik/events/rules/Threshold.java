package org.besik.events.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * After how long a silence is worth a warning and a flag.
 *
 * @param unit of {@code flag}, and of {@code warn} unless {@code warnUnit} says otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Threshold(
        int warn, int flag, DayCount unit, @Nullable DayCount warnUnit) {

    /** Both in the same days. */
    public Threshold(int warn, int flag, DayCount unit) {
        this(warn, flag, unit, null);
    }

    /** How long for a level. */
    public int length(boolean forWarning) {
        return forWarning ? warn : flag;
    }

    /** In which days for a level. */
    public DayCount unit(boolean forWarning) {
        return forWarning && warnUnit != null ? warnUnit : unit;
    }

    void check(String path) {
        check(warn, flag, warnUnit == null, path);
    }

    static void check(int warn, int flag, boolean inTheSameDays, String path) {
        WrongRules.unless(warn >= 0, Fault.UNKNOWN_VALUE, path + ".warn", "It must not be negative.");
        WrongRules.unless(flag > 0, Fault.UNKNOWN_VALUE, path + ".flag", "It must be at least 1.");
        WrongRules.unless(
                !inTheSameDays || warn <= flag,
                Fault.WARN_AFTER_FLAG,
                path + ".warn",
                "A threshold warns before it flags: warn must not be greater than flag.");
    }
}
