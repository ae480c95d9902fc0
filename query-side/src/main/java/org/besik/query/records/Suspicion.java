package org.besik.query.records;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days on which another record looks like the same child.
 *
 * @param until the first day on which none does any more; null: no end is known
 * @param seen where the child of the other record was seen, if nobody registered that one; ascending
 * @param places where that child goes to kindergarten or school, likewise
 * @param gone when that child was dead or abroad; ascending
 */
public record Suspicion(
        LocalDate from, @Nullable LocalDate until, List<Sighting> seen, List<Place> places, List<Absence> gone) {

    /** Days of which it is not said yet what is told of the other. */
    public Suspicion(LocalDate from, @Nullable LocalDate until) {
        this(from, until, List.of(), List.of(), List.of());
    }

    /** A professional saw the child in person, in the region of the reporting agency. */
    public record Sighting(LocalDate day, String region) {}

    /** A main place of the child, in the region of the institution; a null end is not known. */
    public record Place(LocalDate from, @Nullable LocalDate until, String region) {}

    /** Dead or abroad; a null end is not known. */
    public record Absence(LocalDate from, @Nullable LocalDate until) {}

    /** The same, with what is told of the child of the other record. */
    public Suspicion of(List<Sighting> sightings, List<Place> itsPlaces, List<Absence> absences) {
        return new Suspicion(from, until, sightings, itsPlaces, absences);
    }

    /** Whether a day is one of them. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
