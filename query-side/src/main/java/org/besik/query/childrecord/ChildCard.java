package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.events.Ages;
import org.besik.query.access.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * Enough of a child to recognise it in a list, and to know who may.
 *
 * @param present alive and in the country, as far as is known; age is a matter of the day
 * @param reporters ids of the agencies that reported on it
 * @param keys what it is found by (see {@link LookupKeys}), ascending
 */
public record ChildCard(
        String id,
        List<String> formerIds,
        boolean registered,
        boolean present,
        ChildFile.@Nullable PersonOnFile person,
        String region,
        @Nullable String district,
        boolean sealed,
        Set<String> reporters,
        List<String> keys)
        implements Guarded {

    /** Whether the record is open on a day: the child is present and not of age. */
    public boolean openOn(LocalDate day) {
        LocalDate born = person == null ? null : person.birthDate();
        return present && (born == null || day.isBefore(Ages.birthday(born, Ages.MAJORITY)));
    }

    ChildCard foundBy(List<String> others) {
        return new ChildCard(id, formerIds, registered, present, person, region, district, sealed, reporters, others);
    }

    @Override
    public boolean reportedBy(AgencyId agency) {
        return reporters.contains(agency.value());
    }

    @Override
    public String toString() {
        return "ChildCard[" + id + "]";
    }
}
