package org.besik.events.handoff;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.HandoffId;
import org.besik.events.Service;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/**
 * The reporting agency offers the child's case to another.
 *
 * @param reason in the agency's words; null: not said, or the child's key was destroyed
 */
@Event(namespace = "handoff", name = "HandoffInitiated", version = "2")
public record HandoffInitiated(
        @EventTag(key = Tags.CHILD) ChildId childId,
        HandoffId handoffId,
        AgencyId to,
        Service service,
        @Nullable LocalDate dueBy,
        @Nullable Note reason)
        implements HandoffEvent {}
