package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.besik.events.AgencyId;
import org.besik.events.circumstances.SupportCategory;
import org.besik.query.records.Contact;
import org.jspecify.annotations.Nullable;

/**
 * What the list says of a child for some days, all of which read the same but for the number of days overdue.
 *
 * @param flags what lists it; empty: there are only warnings
 * @param warnings reasons of which only the warning threshold is reached
 * @param severity with all flags
 * @param severityUnsilenced without SILENT: what stays when a stale feed explains the silence
 * @param expected the agencies whose silence would explain SILENT; empty where nothing could
 * @param rolls of each of the expected, what the months of the institution are kept under that the child goes to every day;
 *     empty: it goes nowhere every day
 * @param missedFrom the first day since the last news on which the expected could have seen the child, if it goes there every
 *     day and nobody has said that it was not there: a month's report on that day that is not there yet explains SILENT, too.
 *     Of one that goes nowhere every day, the first on which its yearly visit could have been: if they were silent then,
 *     nothing was missed. 0: nothing of it
 * @param nextVisit the day on which the next visit of its school is late, if that has seen it now and then and told of none of
 *     its months: until then it explains SILENT that other children's months are told; 0: it does not
 * @param elsewhere the agency beside the single source that would be heard; null: there is none, or it is not asked for
 * @param missing what lists the child as well once its school has told of a month without it; said before the day on which it
 *     may, too; null: nothing
 * @param severityMissing with that
 * @param present whether the days belong to the last state known, so that news may still change them
 */
record Listing(
        Span days,
        List<Flag> flags,
        List<Flag> warnings,
        Severity severity,
        Severity severityUnsilenced,
        String region,
        @Nullable String district,
        @Nullable LocalDate birthDate,
        @Nullable Contact lastContact,
        Set<SupportCategory> categories,
        List<AgencyId> expected,
        List<String> rolls,
        int missedFrom,
        int nextVisit,
        @Nullable AgencyId elsewhere,
        @Nullable Flag missing,
        Severity severityMissing,
        boolean present) {

    boolean saysTheSameAs(Listing that) {
        return areSame(flags, that.flags)
                && areSame(warnings, that.warnings)
                && severity == that.severity
                && severityUnsilenced == that.severityUnsilenced
                && region.equals(that.region)
                && java.util.Objects.equals(district, that.district)
                && java.util.Objects.equals(birthDate, that.birthDate)
                && java.util.Objects.equals(lastContact, that.lastContact)
                && categories.equals(that.categories)
                && expected.equals(that.expected)
                && rolls.equals(that.rolls)
                && missedFrom == that.missedFrom
                && nextVisit == that.nextVisit
                && java.util.Objects.equals(elsewhere, that.elsewhere)
                && areSame(asList(missing), asList(that.missing))
                && (missing == null || that.missing == null || missing.soonest() == that.missing.soonest())
                && severityMissing == that.severityMissing
                && present == that.present;
    }

    private static List<Flag> asList(@Nullable Flag flag) {
        return flag == null ? List.of() : List.of(flag);
    }

    private static boolean areSame(List<Flag> some, List<Flag> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            Flag one = some.get(i);
            Flag other = others.get(i);
            if (one.reason() != other.reason()
                    || one.since() != other.since()
                    || one.dueOn() != other.dueOn()
                    || !one.ruleVersion().equals(other.ruleVersion())) {
                return false;
            }
        }
        return true;
    }

    Listing until(int day) {
        return new Listing(
                new Span(days.from(), day),
                flags,
                warnings,
                severity,
                severityUnsilenced,
                region,
                district,
                birthDate,
                lastContact,
                categories,
                expected,
                rolls,
                missedFrom,
                nextVisit,
                elsewhere,
                missing,
                severityMissing,
                present);
    }

    /** The flags and what lists a child that is missing from a roll, in the order of {@link Reason}. */
    List<Flag> flagsIfMissing() {
        return Stream.concat(flags.stream(), asList(missing).stream())
                .sorted(Comparator.comparing(Flag::reason))
                .toList();
    }

    /** The flags, or the warnings of a child that is only warned about. */
    List<Flag> reasons() {
        return flags.isEmpty() ? warnings : flags;
    }
}
