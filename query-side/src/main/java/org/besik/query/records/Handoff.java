package org.besik.query.records;

import java.time.LocalDate;
import org.besik.events.AgencyId;
import org.besik.events.HandoffId;
import org.besik.events.Service;
import org.jspecify.annotations.Nullable;

/**
 * A child's case on its way between two agencies.
 *
 * @param waitingSince from when an answer is waited for: the offer, or the decline that gave the case back to the sender
 * @param dueBy as offered; null: not said, or the offer was declined
 * @param settledOn the day from which nobody waits any more (accepted, completed, cancelled, or declined and offered to the
 *     next); null: it is still pending
 */
public record Handoff(
        HandoffId id,
        String ref,
        AgencyId from,
        AgencyId to,
        Service service,
        LocalDate offeredOn,
        LocalDate waitingSince,
        @Nullable LocalDate dueBy,
        Status status,
        @Nullable LocalDate settledOn) {

    /** Where a handoff stands. */
    public enum Status {
        OFFERED,
        ACCEPTED,
        DECLINED,
        COMPLETED,
        CANCELLED
    }

    /** Whether somebody still has to act. */
    public boolean isPending() {
        return settledOn == null;
    }
}
