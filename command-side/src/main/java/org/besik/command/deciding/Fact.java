package org.besik.command.deciding;

import java.time.Instant;
import java.time.LocalDate;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Officer;
import org.jspecify.annotations.Nullable;

/**
 * One fact as it came through the door: its form is checked, its sender is allowed to report for the region it names;
 * what other facts say is not yet looked at.
 *
 * @param kind the {@code fact} member, for metrics: {@code contact}
 * @param ref the agency's own reference
 * @param agency the agency that answers for the fact
 * @param relayedBy the token's agency where that is a relay that reports for another; null: the agency itself
 * @param region the fact's own region; null: the agency's
 * @param district the fact's own district; null: the agency's
 * @param fingerprint a keyed digest of the fact as sent: same digest, same content
 * @param newEventId the id of the event if it is recorded; made at the door
 * @param newChildId the id of the record if one has to be opened; made at the door
 * @param receivedAt when it came
 * @param correlationId what one delivery has in common; null: nothing
 * @param officer who decides it, where no agency reports it; null: an agency's fact
 */
public record Fact(
        String kind,
        String ref,
        AgencyId agency,
        @Nullable String relayedBy,
        ChildRef child,
        LocalDate occurredOn,
        @Nullable String region,
        @Nullable String district,
        Order order,
        byte[] fingerprint,
        EventId newEventId,
        ChildId newChildId,
        Instant receivedAt,
        @Nullable String correlationId,
        @Nullable Officer officer) {

    /** The same fact with another order in it. */
    public Fact with(Order other) {
        return new Fact(
                kind,
                ref,
                agency,
                relayedBy,
                child,
                occurredOn,
                region,
                district,
                other,
                fingerprint,
                newEventId,
                newChildId,
                receivedAt,
                correlationId,
                officer);
    }
}
