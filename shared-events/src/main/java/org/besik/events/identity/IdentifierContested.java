package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A fact claimed for this record an identifier that a registered record already holds; the identifier was not rebound. {@code identifier} is {@code iin} or {@code local}. */
@Event(namespace = "identity", name = "IdentifierContested", version = "1")
public record IdentifierContested(
        @EventTag(key = Tags.CHILD) ChildId childId, ChildId other, String identifier) implements IdentityEvent {}
