package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.AboutTwo;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/**
 * Two records are one child: the tagged one survives, the other's id stays valid and leads here.
 *
 * @param cause what made them one, where a fact did; null: an officer did
 * @param reason the officer's; null once the key of one of them was destroyed
 */
@Event(namespace = "identity", name = "RecordsMerged", version = "2")
public record RecordsMerged(
        @EventTag(key = Tags.CHILD) ChildId childId,
        ChildId merged,
        @Nullable String cause,
        @Nullable Note reason) implements IdentityEvent, AboutTwo {

    /** What a fact causes. */
    public RecordsMerged(ChildId childId, ChildId merged, String cause) {
        this(childId, merged, cause, null);
    }

    /** What an officer decides. */
    public RecordsMerged(ChildId childId, ChildId merged, Note reason) {
        this(childId, merged, null, reason);
    }

    @Override
    public ChildId other() {
        return merged;
    }

    /** The cause where a number made two records one of which an officer had said that they are two children. */
    public static final String DESPITE_REJECTION = "despite-rejection";
}
