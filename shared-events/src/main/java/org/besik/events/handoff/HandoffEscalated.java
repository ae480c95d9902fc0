package org.besik.events.handoff;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.HandoffId;
import org.besik.events.Tags;

/** Nobody answered a handoff in time. */
@Event(namespace = "handoff", name = "HandoffEscalated", version = "1")
public record HandoffEscalated(@EventTag(key = Tags.CHILD) ChildId childId, HandoffId handoffId, LocalDate dueOn)
        implements HandoffEvent {}
