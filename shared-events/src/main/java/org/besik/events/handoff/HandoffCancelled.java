package org.besik.events.handoff;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/** A party to the handoff called it off. */
@Event(namespace = "handoff", name = "HandoffCancelled", version = "2")
public record HandoffCancelled(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String handoff,
        @Nullable Note reason) implements HandoffEvent, HandoffAnswer {}
