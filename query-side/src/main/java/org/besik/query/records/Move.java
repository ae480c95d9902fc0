package org.besik.query.records;

import java.time.LocalDate;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Place;
import org.jspecify.annotations.Nullable;

/**
 * A declared move.
 *
 * @param declaredOn the day of the declaration
 * @param expectedBy when the family meant to be there; null: not said
 * @param clockStart from when its arrival is waited for: the later of declaration and expectation, or a later day on
 *     which the child was still seen in the old region
 * @param endedOn the day on which it ended; null: the child is on its way
 */
public record Move(
        EventId event,
        AgencyId agency,
        Place from,
        Place to,
        LocalDate declaredOn,
        @Nullable LocalDate expectedBy,
        LocalDate clockStart,
        @Nullable LocalDate endedOn,
        @Nullable MoveEnd end) {

    /** How a move ended. */
    public enum MoveEnd {
        ARRIVED,
        /** Seen or enrolled in the new region without a declared arrival. */
        IMPLIED,
        CANCELLED,
        LEFT_COUNTRY,
        DIED
    }

    public boolean isOpen() {
        return endedOn == null;
    }
}
