package org.besik.query.openhandoffs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A handoff that waits for somebody.
 *
 * @param childId null: not the reader's to know
 * @param region of the child
 * @param waitingSince from when an answer is waited for: the offer, or the decline that gave it back to the sender
 * @param dueBy when it has to be answered; null: not said
 * @param declined whether the receiver declined, so that it is the sender's turn
 */
public record OpenHandoff(
        String handoffId,
        @Nullable String childId,
        String region,
        String from,
        String to,
        String service,
        LocalDate offeredOn,
        LocalDate waitingSince,
        @Nullable LocalDate dueBy,
        boolean declined) {

    /** The same handoff as somebody sees it who may not read the child. */
    OpenHandoff nameless() {
        return new OpenHandoff(handoffId, null, region, from, to, service, offeredOn, waitingSince, dueBy, declined);
    }
}
