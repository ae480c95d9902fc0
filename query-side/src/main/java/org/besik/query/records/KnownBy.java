package org.besik.query.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;

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
        Map<ChildId, ChildId> survivors = survivors(known);
        ChildId root = rootOf(asked, survivors);
        var former = new TreeSet<ChildId>();
        for (ChildId joined : survivors.keySet()) {
            if (rootOf(joined, survivors).equals(root)) {
                former.add(joined);
            }
        }
        former.remove(root);
        List<RecordedEvent> events = known.stream()
                .filter(e -> e.event() instanceof ChildEvent event
                        && (event.childId().equals(root) || former.contains(event.childId())))
                .toList();
        return new RecordFacts(root, List.copyOf(former), events);
    }

    /**
     * All the records that some facts made at an instant, in whatever records they are now.
     *
     * @param events in fold order; of each record that was joined or split since, all facts
     */
    public static List<RecordFacts> all(List<RecordedEvent> events, Instant upTo) {
        List<RecordedEvent> known = known(events, upTo);
        Map<ChildId, ChildId> survivors = survivors(known);
        var byRoot = new LinkedHashMap<ChildId, List<RecordedEvent>>();
        for (RecordedEvent event : known) {
            ChildId record = ((ChildEvent) event.event()).childId();
            byRoot.computeIfAbsent(rootOf(record, survivors), root -> new ArrayList<>())
                    .add(event);
        }
        return byRoot.entrySet().stream()
                .map(record -> new RecordFacts(record.getKey(), List.of(), record.getValue()))
                .toList();
    }

    /** The facts recorded by an instant. */
    public static List<RecordedEvent> known(List<RecordedEvent> events, Instant upTo) {
        return events.stream()
                .filter(e -> !e.provenance().recordedAt().isAfter(upTo))
                .toList();
    }

    private static Map<ChildId, ChildId> survivors(List<RecordedEvent> known) {
        var inLogOrder = new ArrayList<>(known);
        inLogOrder.sort(Comparator.comparingLong(RecordedEvent::position));
        var survivors = new HashMap<ChildId, ChildId>();
        for (RecordedEvent recorded : inLogOrder) {
            if (recorded.event() instanceof RecordsMerged merge) {
                survivors.put(merge.merged(), merge.childId());
            } else if (recorded.event() instanceof MergeReverted reverted) {
                survivors.remove(reverted.restored());
            }
        }
        return survivors;
    }

    private static ChildId rootOf(ChildId id, Map<ChildId, ChildId> survivors) {
        var seen = new HashSet<ChildId>();
        ChildId at = id;
        ChildId next = survivors.get(at);
        while (next != null && seen.add(at)) {
            at = next;
            next = survivors.get(at);
        }
        return at;
    }
}
