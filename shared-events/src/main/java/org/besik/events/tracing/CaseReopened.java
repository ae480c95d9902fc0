package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A closed case was taken up again. */
@Event(namespace = "tracing", name = "CaseReopened", version = "1")
public record CaseReopened(@EventTag(key = Tags.CHILD) ChildId childId, String caseId, String reason)
        implements TracingEvent {}
