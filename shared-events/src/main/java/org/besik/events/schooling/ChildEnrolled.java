package org.besik.events.schooling;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child has a place from a day on; {@code occurredOn} is only the day on which that was entered. */
@Event(namespace = "schooling", name = "ChildEnrolled", version = "1")
public record ChildEnrolled(
        @EventTag(key = Tags.CHILD) ChildId childId, String institution, Level level, Form form, LocalDate from)
        implements SchoolingEvent {}
