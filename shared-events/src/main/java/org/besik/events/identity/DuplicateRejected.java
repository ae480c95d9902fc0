package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** Two records are not one child: never suggested again, and never joined because the person matches. */
@Event(namespace = "identity", name = "DuplicateRejected", version = "1")
public record DuplicateRejected(@EventTag(key = Tags.CHILD) ChildId childId, ChildId other, String reason)
        implements IdentityEvent {}
