package org.besik.query.records;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days on which another record looks like the same child.
 *
 * @param until the first day on which none does any more; null: no end is known
 * @param seen where the child of the other record was seen, if nobody registered that one; ascending
 */
public record Suspicion(LocalDate from, @Nullable LocalDate until, List<Sighting> seen) {

    /** A professional saw the child in person, in the region of the reporting agency. */
    public record Sighting(LocalDate day, String region) {}

    /** The same, where the child of the other record was seen. */
    public Suspicion of(List<Sighting> sightings) {
        return new Suspicion(from, until, sightings);
    }

    /** Whether a day is one of them. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
