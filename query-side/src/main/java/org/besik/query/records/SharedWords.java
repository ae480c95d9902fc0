package org.besik.query.records;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.besik.events.AgencyId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Lets decoded events share what they have in common: a few hundred agencies, regions and days instead of millions of
 * copies. Saves a third of the memory of a cached record.
 */
public final class SharedWords {

    private static final int MOST = 20_000;

    private final Map<Object, Object> known = new ConcurrentHashMap<>();

    /** An equal event that holds no copies. */
    public RecordedEvent shared(RecordedEvent event) {
        if (known.size() > MOST) {
            known.clear();
        }
        Provenance p = event.provenance();
        AgencyId agency = word(p.agency());
        LocalDate day = word(p.occurredOn());
        return new RecordedEvent(
                event.position(),
                new Provenance(
                        p.eventId(),
                        day,
                        p.recordedAt(),
                        agency,
                        p.agencyService(),
                        p.ref(),
                        optional(p.reporter()),
                        word(p.region()),
                        optional(p.district()),
                        p.correlationId(),
                        p.causationId(),
                        optional(p.officer())),
                event.event());
    }

    private <T> @Nullable T optional(@Nullable T word) {
        return word == null ? null : word(word);
    }

    /** Equal objects of one class only, so the cast holds. */
    @SuppressWarnings("unchecked")
    private <T> T word(T word) {
        Object first = known.putIfAbsent(word, word);
        return first == null ? word : (T) first;
    }
}
