package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** An officer wrote down what whoever goes on with the case should know. */
@Event(namespace = "tracing", name = "CaseNoted", version = "1")
public record CaseNoted(@EventTag(key = Tags.CHILD) ChildId childId, String caseId, Note note)
        implements TracingEvent {}
