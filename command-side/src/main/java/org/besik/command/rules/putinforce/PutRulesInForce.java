package org.besik.command.rules.putinforce;

import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Officer;
import org.besik.events.rules.RulesChange;
import org.besik.events.rules.RulesEvent;

/**
 * Put other rules in force.
 *
 * @param change what is to be other than it is
 * @param reason why, in a sentence
 * @param agency the agency that the account speaks for
 * @param ref makes it harmless to send again; the account's own
 * @param fingerprint a keyed digest of the request: same digest, same content
 * @param newEventId the id of the event; made at the door
 */
@Command(namespace = "rules", name = "PutRulesInForce", version = "1")
public record PutRulesInForce(
        RulesChange change,
        String reason,
        Officer by,
        AgencyId agency,
        String ref,
        byte[] fingerprint,
        EventId newEventId,
        LocalDate today,
        Instant now) {

    /** There is one book of rules. */
    @TargetEntityId
    public String book() {
        return RulesEvent.BOOK;
    }
}
