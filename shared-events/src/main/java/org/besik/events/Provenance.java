package org.besik.events;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who said it, when it happened and when we learnt it: what every event carries beside its own words.
 *
 * @param eventId the event's own id
 * @param occurredOn the day on which it happened; state follows this day
 * @param recordedAt when we learnt it
 * @param agency the agency that answers for it
 * @param agencyService the agency's service as known then; null: not known yet
 * @param ref the agency's own reference, once per agency for ever
 * @param reporter who sent it, where that is not the agency itself (a hub); null: the agency
 * @param region the reporting agency's region at the time, or {@link Place#UNKNOWN}
 * @param district the reporting agency's district; null: not said
 * @param correlationId what one delivery has in common; null: nothing
 * @param causationId the event that caused this one; null: a fact from outside
 * @param officer who decided it, where no agency reported it; null: an agency's fact, or what one causes
 */
public record Provenance(
        EventId eventId,
        LocalDate occurredOn,
        Instant recordedAt,
        AgencyId agency,
        @Nullable Service agencyService,
        String ref,
        @Nullable String reporter,
        String region,
        @Nullable String district,
        @Nullable String correlationId,
        @Nullable EventId causationId,
        @Nullable Officer officer) {

    /** Of what an agency reports. */
    public Provenance(
            EventId eventId,
            LocalDate occurredOn,
            Instant recordedAt,
            AgencyId agency,
            @Nullable Service agencyService,
            String ref,
            @Nullable String reporter,
            String region,
            @Nullable String district,
            @Nullable String correlationId,
            @Nullable EventId causationId) {
        this(
                eventId,
                occurredOn,
                recordedAt,
                agency,
                agencyService,
                ref,
                reporter,
                region,
                district,
                correlationId,
                causationId,
                null);
    }
}
