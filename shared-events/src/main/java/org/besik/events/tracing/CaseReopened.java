package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** A closed case was taken up again; the reason is null once the child's key was destroyed. */
@Event(namespace = "tracing", name = "CaseReopened", version = "2")
public record CaseReopened(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String caseId,
        @Nullable Note reason) implements TracingEvent {}
