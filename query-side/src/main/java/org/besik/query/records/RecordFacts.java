package org.besik.query.records;

import java.util.List;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;

/**
 * Everything recorded about one child, in fold order: by {@code occurredOn}, then kind, agency, ref (see
 * {@link FoldOrder}). Log position never decides.
 *
 * @param id the surviving record's id
 * @param formerIds ids of records joined to it
 * @param events facts of all joined records; merges among them
 * @param suspected when other records looked like the same child: the one thing that its own facts do not say; ascending,
 *     without overlaps
 */
public record RecordFacts(ChildId id, List<ChildId> formerIds, List<RecordedEvent> events, List<Suspicion> suspected) {

    /** A record that no other looks like. */
    public RecordFacts(ChildId id, List<ChildId> formerIds, List<RecordedEvent> events) {
        this(id, formerIds, events, List.of());
    }

    /** The same facts beside other records. */
    public RecordFacts suspected(List<Suspicion> others) {
        return new RecordFacts(id, formerIds, events, others);
    }
}
