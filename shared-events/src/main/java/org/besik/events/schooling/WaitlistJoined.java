package org.besik.events.schooling;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** The child queues for a place. The level is {@code SCHOOL} or the name of a {@link Level}. */
@Event(namespace = "schooling", name = "WaitlistJoined", version = "1")
public record WaitlistJoined(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable String institution,
        String level,
        @Nullable String outcome)
        implements SchoolingEvent {}
