package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looked for the child.
 *
 * @param method null once the child's key was destroyed
 * @param result null: not said, or likewise
 */
@Event(namespace = "tracing", name = "TraceAttempted", version = "3")
public record TraceAttempted(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String caseId,
        @Nullable Note method,
        @Nullable Note result) implements TracingEvent {}
