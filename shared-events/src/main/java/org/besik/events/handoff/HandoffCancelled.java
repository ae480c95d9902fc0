package org.besik.events.handoff;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** A party to the handoff called it off. */
@Event(namespace = "handoff", name = "HandoffCancelled", version = "1")
public record HandoffCancelled(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String handoff,
        @Nullable String reason) implements HandoffEvent, HandoffAnswer {}
