package org.besik.events.handoff;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/** The receiver did not take the child over; the sender must look on. */
@Event(namespace = "handoff", name = "HandoffDeclined", version = "2")
public record HandoffDeclined(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String handoff,
        @Nullable Note reason) implements HandoffEvent, HandoffAnswer {}
