package org.besik.command.deciding;

import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.agency.AgencyDescribed;
import org.jspecify.annotations.Nullable;

/** Where the events of one fact come from: its own, and those it causes. */
final class Provenances {

    private final Fact fact;
    private final Provenance own;
    private int caused;

    Provenances(Fact fact, AgencyDescribed agency) {
        this.fact = fact;
        this.own = new Provenance(
                fact.newEventId(),
                fact.occurredOn(),
                fact.receivedAt(),
                fact.agency(),
                agency.service(),
                fact.ref(),
                fact.relayedBy(),
                fact.region() == null ? agency.region() : fact.region(),
                district(fact, agency),
                fact.correlationId(),
                null,
                fact.officer());
    }

    /** An agency's district says nothing about a fact from another region. */
    private static @Nullable String district(Fact fact, AgencyDescribed agency) {
        if (fact.district() != null) {
            return fact.district();
        }
        return fact.region() == null || fact.region().equals(agency.region()) ? agency.district() : null;
    }

    Provenance own() {
        return own;
    }

    /** For the next event that the fact causes; its id follows from the fact's, so no decision draws one. */
    Provenance caused() {
        caused++;
        return new Provenance(
                new EventId(IdBytes.derived(fact.newEventId() + "/" + caused)),
                own.occurredOn(),
                own.recordedAt(),
                own.agency(),
                own.agencyService(),
                own.ref(),
                own.reporter(),
                own.region(),
                own.district(),
                own.correlationId(),
                own.eventId());
    }
}
