package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The search found an answer. */
@Event(namespace = "tracing", name = "ChildLocated", version = "1")
public record ChildLocated(@EventTag(key = Tags.CHILD) ChildId childId, String caseId, TraceOutcome outcome)
        implements TracingEvent {}
