package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * An officer looked into a contradiction and settled it.
 *
 * @param reason null once the child's key was destroyed
 */
@Event(namespace = "tracing", name = "ContradictionResolved", version = "2")
public record ContradictionResolved(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String contradiction,
        @Nullable Note reason) implements TracingEvent {}
