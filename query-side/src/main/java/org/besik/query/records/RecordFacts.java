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
 */
public record RecordFacts(ChildId id, List<ChildId> formerIds, List<RecordedEvent> events) {}
