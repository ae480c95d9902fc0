package org.besik.command.agency.describeagency;

import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.agency.AgencyDescribed;

/**
 * Say who an agency is.
 *
 * @param described what holds from now on
 * @param by the account that says so
 * @param newEventId the id of the event if it says something new; made at the door
 */
@Command(namespace = "agency", name = "DescribeAgency", version = "1")
public record DescribeAgency(AgencyDescribed described, String by, EventId newEventId, LocalDate today, Instant now) {

    @TargetEntityId
    public AgencyId agency() {
        return described.agency();
    }
}
