package org.besik.query.contradictions;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.query.access.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * Facts about one child that exclude each other.
 *
 * @param kind which rule says so
 * @param since the day from which they do
 * @param events ids of the events concerned; the child's history has them
 * @param open whether the record is open; closed ones are listed here too, and only here
 * @param resolved lifted by a retraction, a correction or an officer
 */
record ContradictionRow(
        String childId,
        String kind,
        LocalDate since,
        List<String> events,
        String region,
        @Nullable String district,
        boolean open,
        boolean resolved,
        boolean sealed)
        implements Guarded {

    @Override
    public boolean reportedBy(AgencyId agency) {
        return false;
    }
}
