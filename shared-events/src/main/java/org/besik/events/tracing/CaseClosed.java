package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The case was closed. */
@Event(namespace = "tracing", name = "CaseClosed", version = "1")
public record CaseClosed(@EventTag(key = Tags.CHILD) ChildId childId, String caseId, TraceOutcome outcome)
        implements TracingEvent {}
