package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** Somebody looked for the child. */
@Event(namespace = "tracing", name = "TraceAttempted", version = "2")
public record TraceAttempted(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String caseId,
        String method,
        @Nullable Note result) implements TracingEvent {}
