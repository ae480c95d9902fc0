package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.AboutTwo;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/**
 * A merge was undone; each record has its own facts again.
 *
 * @param cause what parted them, where a fact did; null: an officer did
 * @param reason the officer's; null once the key of one of them was destroyed
 */
@Event(namespace = "identity", name = "MergeReverted", version = "2")
public record MergeReverted(
        @EventTag(key = Tags.CHILD) ChildId childId,
        ChildId restored,
        @Nullable String cause,
        @Nullable Note reason) implements IdentityEvent, AboutTwo {

    /** What a fact causes. */
    public MergeReverted(ChildId childId, ChildId restored, String cause) {
        this(childId, restored, cause, null);
    }

    /** What an officer decides. */
    public MergeReverted(ChildId childId, ChildId restored, Note reason) {
        this(childId, restored, null, reason);
    }

    @Override
    public ChildId other() {
        return restored;
    }
}
