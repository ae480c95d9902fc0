package org.besik.query.notifications;

import java.time.Instant;
import java.util.List;
import org.besik.query.untracked.Severity;

/**
 * What is told at once, of one region. It is kept before it is sent for the first time and never changes, so that whoever
 * hears it twice can tell.
 *
 * @param id the same each time it is sent
 * @param region the children's: an ISO 3166-2 code or {@code unknown}
 */
record Message(String id, Instant createdAt, String region, List<Flagged> flags) {

    /**
     * A flag as it is told: no name, and no day that would tell a birth date.
     *
     * @param id of the flag, the same in every message
     * @param severity when the message was made
     * @param flaggedOn the day on which it was raised
     * @param holds whether it still held when the message was made
     */
    record Flagged(String id, String childId, String reason, Severity severity, String flaggedOn, boolean holds) {}
}
