package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A case went up: from now on it is looked after at this level.
 *
 * @param reason null once the child's key was destroyed
 */
@Event(namespace = "tracing", name = "CaseEscalated", version = "2")
public record CaseEscalated(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String caseId,
        CaseLevel level,
        @Nullable Note reason) implements TracingEvent {}
