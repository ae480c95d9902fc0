package org.besik.events.schooling;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** The child left a queue, with the outcome as the agency words it. */
@Event(namespace = "schooling", name = "WaitlistLeft", version = "1")
public record WaitlistLeft(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable String institution,
        String level,
        @Nullable String outcome)
        implements SchoolingEvent {}
