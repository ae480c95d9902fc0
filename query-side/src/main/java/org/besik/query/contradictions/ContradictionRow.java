package org.besik.query.contradictions;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.query.access.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * Facts about one child that exclude each other.
 *
 * @param id stable; an officer's resolution names it
 * @param kind which rule says so
 * @param since the day from which they do
 * @param until the first day on which it no longer holds by itself; null: until somebody settles it
 * @param events ids of the events concerned; the child's history has them
 * @param present alive and in the country, as far as is known
 * @param majorityOn the 18th birthday; null: not known
 */
record ContradictionRow(
        String childId,
        String id,
        String kind,
        LocalDate since,
        @Nullable LocalDate until,
        List<String> events,
        String region,
        @Nullable String district,
        boolean present,
        @Nullable LocalDate majorityOn,
        boolean sealed)
        implements Guarded {

    boolean holdsOn(LocalDate day) {
        return until == null || day.isBefore(until);
    }

    /** Whether the record is open on a day; closed ones are listed here too, and only here. */
    boolean openOn(LocalDate day) {
        return present && (majorityOn == null || day.isBefore(majorityOn));
    }

    @Override
    public boolean reportedBy(AgencyId agency) {
        return false;
    }
}
