package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/**
 * Two records are one child: the tagged one survives, the other's id stays valid and leads here.
 *
 * @param reason an officer's; of what a fact causes, what made them one
 */
@Event(namespace = "identity", name = "RecordsMerged", version = "1")
public record RecordsMerged(@EventTag(key = Tags.CHILD) ChildId childId, ChildId merged, String reason)
        implements IdentityEvent {

    /** The reason where a number made two records one of which an officer had said that they are two children. */
    public static final String DESPITE_REJECTION = "despite-rejection";
}
