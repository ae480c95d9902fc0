package org.besik.query.records;

import java.time.LocalDate;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Service;
import org.besik.events.contact.Strength;
import org.jspecify.annotations.Nullable;

/**
 * Somebody knew how the child was: a contact, a month's attendance, or a paper that proves one (arrival, enrolment,
 * placement, an answered handoff).
 *
 * @param day of the contact; for a month's attendance its last day, or the day of the report if that is earlier
 * @param knownOn the fact's {@code occurredOn}: before that day nobody could know of it
 * @param service null: the reporting agency's, which is not known
 * @param region the reporting agency's
 * @param district the reporting agency's; null: not said
 * @param source what it rests on
 * @param institution where the child was, if another than the reporting agency may be meant; null: that one
 */
public record Contact(
        EventId event,
        LocalDate day,
        LocalDate knownOn,
        Strength strength,
        @Nullable Service service,
        AgencyId agency,
        String ref,
        String region,
        @Nullable String district,
        Source source,
        @Nullable String institution) {

    /** Whose contact it is: the institution's where an office reports for many of them. */
    public String origin() {
        return institution == null ? agency.value() : institution;
    }

    /** The kind of fact a contact rests on. */
    public enum Source {
        CONTACT,
        ATTENDANCE,
        PAPER
    }
}
