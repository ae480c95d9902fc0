package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** An officer looked into a contradiction and settled it. */
@Event(namespace = "tracing", name = "ContradictionResolved", version = "1")
public record ContradictionResolved(
        @EventTag(key = Tags.CHILD) ChildId childId, String contradiction, String reason) implements TracingEvent {}
