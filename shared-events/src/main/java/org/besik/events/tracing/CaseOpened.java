package org.besik.events.tracing;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * An officer took up the search.
 *
 * @param reason null: not said, or the child's key was destroyed
 */
@Event(namespace = "tracing", name = "CaseOpened", version = "2")
public record CaseOpened(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String caseId,
        @Nullable Note reason) implements TracingEvent {}
