package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** An officer was made answerable for a case; the assignee is an account, not a name. */
@Event(namespace = "tracing", name = "CaseAssigned", version = "1")
public record CaseAssigned(@EventTag(key = Tags.CHILD) ChildId childId, String caseId, String assignee)
        implements TracingEvent {}
