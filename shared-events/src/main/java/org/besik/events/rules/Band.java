package org.besik.events.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.besik.events.Ages;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;

/**
 * A window of silence for some children. A null member does not restrict.
 *
 * @param level only children enrolled at this level
 * @param forms only children enrolled at a main level in one of these forms
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Band(
        @Nullable Level level,
        @Nullable Integer fromDays,
        @Nullable Integer fromYears,
        @Nullable Integer toYears,
        @Nullable List<Form> forms,
        int warn,
        int flag,
        DayCount unit) {

    /** The first day on which a child is old enough. */
    public LocalDate starts(LocalDate birthDate) {
        if (fromYears != null) {
            return Ages.birthday(birthDate, fromYears);
        }
        return fromDays == null ? birthDate : birthDate.plusDays(fromDays);
    }

    /** Whether the band does not look at the age. */
    public boolean forEveryAge() {
        return fromDays == null && fromYears == null && toYears == null;
    }

    /** Whether a child of this birth date is in the band on a day; an unknown birth date is in no band of ages. */
    public boolean hasAge(@Nullable LocalDate birthDate, LocalDate on) {
        if (forEveryAge()) {
            return true;
        }
        return birthDate != null
                && !on.isBefore(starts(birthDate))
                && (toYears == null || on.isBefore(Ages.birthday(birthDate, toYears)));
    }

    public Threshold threshold() {
        return new Threshold(warn, flag, unit);
    }

    /** Whether it is for children of every schooling. */
    boolean isGeneral() {
        return level == null && forms == null;
    }

    /** Whether some child's schooling may fit both, and neither is only the exception from the other. */
    boolean isForTheSameAs(Band other) {
        if (forms == null || other.forms == null) {
            return Objects.equals(level, other.level) && Objects.equals(forms, other.forms);
        }
        return Objects.equals(level, other.level) && !Collections.disjoint(forms, other.forms);
    }

    void check(String path) {
        WrongRules.unless(
                level == null || level.isMain(),
                Fault.UNKNOWN_VALUE,
                path + ".level",
                "It must be PRESCHOOL, PRIMARY, SECONDARY or SPECIAL.");
        WrongRules.unless(
                fromDays == null || fromYears == null,
                Fault.UNKNOWN_FIELD,
                path + ".fromDays",
                "A band begins at fromDays or at fromYears.");
        WrongRules.unless(
                forms == null || !forms.isEmpty(), Fault.UNKNOWN_VALUE, path + ".forms", "It must name a form.");
        WrongRules.unless(
                toYears == null || toYears > (fromYears == null ? 0 : fromYears),
                Fault.UNKNOWN_VALUE,
                path + ".toYears",
                "A band must not be empty: it ends after it begins.");
        Threshold.check(warn, flag, true, path);
    }
}
