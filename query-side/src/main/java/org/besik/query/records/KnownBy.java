package org.besik.query.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.identity.IdentityEvent;

/**
 * What was known about a child by an instant: only facts recorded by then, and only records joined by then. So the answer
 * is the one a system would have given that had been fed only up to then.
 */
public final class KnownBy {

    private KnownBy() {}

    /**
     * The record that an id led to at an instant.
     *
     * @param now the record as it is now, all joined records' facts included
     * @param asked the id asked for; it may have been a record of its own then
     */
    public static RecordFacts at(RecordFacts now, ChildId asked, Instant upTo) {
        List<RecordedEvent> known = known(now.events(), upTo);
        Memberships groups = groups(known);
        ChildId root = groups.survivor(asked);
        List<ChildId> former = groups.formerIds().getOrDefault(root, List.of());
        List<RecordedEvent> events = known.stream()
                .filter(e -> e.event() instanceof ChildEvent event
                        && (event.childId().equals(root) || former.contains(event.childId())))
                .toList();
        return new RecordFacts(root, former, events);
    }

    /**
     * All the records that some facts made at an instant, in whatever records they are now.
     *
     * @param events in fold order; of each record that was joined or split since, all facts
     */
    public static List<RecordFacts> all(List<RecordedEvent> events, Instant upTo) {
        List<RecordedEvent> known = known(events, upTo);
        Memberships groups = groups(known);
        var byRoot = new LinkedHashMap<ChildId, List<RecordedEvent>>();
        for (RecordedEvent event : known) {
            ChildId record = ((ChildEvent) event.event()).childId();
            byRoot.computeIfAbsent(groups.survivor(record), root -> new ArrayList<>())
                    .add(event);
        }
        Map<ChildId, List<ChildId>> former = groups.formerIds();
        return byRoot.entrySet().stream()
                .map(record -> new RecordFacts(
                        record.getKey(), former.getOrDefault(record.getKey(), List.of()), record.getValue()))
                .toList();
    }

    /** The facts recorded by an instant. */
    public static List<RecordedEvent> known(List<RecordedEvent> events, Instant upTo) {
        return events.stream()
                .filter(e -> !e.provenance().recordedAt().isAfter(upTo))
                .toList();
    }

    /** Joined and split in log order, as the views do it. */
    private static Memberships groups(List<RecordedEvent> known) {
        var groups = new Memberships();
        known.stream()
                .filter(recorded -> recorded.event() instanceof IdentityEvent)
                .sorted(Comparator.comparingLong(RecordedEvent::position))
                .forEach(recorded -> groups.on((IdentityEvent) recorded.event()));
        return groups;
    }
}
