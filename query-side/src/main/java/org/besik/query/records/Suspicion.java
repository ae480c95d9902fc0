package org.besik.query.records;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which another record looks like the same child.
 *
 * @param until the first day on which none does any more; null: no end is known
 */
public record Suspicion(LocalDate from, @Nullable LocalDate until) {

    /** Whether a day is one of them. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
