package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A merge was undone; each record has its own facts again. */
@Event(namespace = "identity", name = "MergeReverted", version = "1")
public record MergeReverted(@EventTag(key = Tags.CHILD) ChildId childId, ChildId restored, String reason)
        implements IdentityEvent {}
