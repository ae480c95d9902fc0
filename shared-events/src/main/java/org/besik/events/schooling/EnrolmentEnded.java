package org.besik.events.schooling;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** The child no longer has its place at the institution. */
@Event(namespace = "schooling", name = "EnrolmentEnded", version = "1")
public record EnrolmentEnded(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String institution,
        EndReason reason,
        @Nullable String destination) implements SchoolingEvent {}
