package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A case went up: from now on it is looked after at this level. */
@Event(namespace = "tracing", name = "CaseEscalated", version = "1")
public record CaseEscalated(@EventTag(key = Tags.CHILD) ChildId childId, String caseId, CaseLevel level, String reason)
        implements TracingEvent {}
