package org.besik.events.tracing;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A due date came and the child went on the list, for the named reason. */
@Event(namespace = "tracing", name = "ChildFlagged", version = "1")
public record ChildFlagged(
        @EventTag(key = Tags.CHILD) ChildId childId, String flag, LocalDate since, LocalDate dueOn, String ruleVersion)
        implements TracingEvent {}
