package org.besik.events.schooling;

import java.time.YearMonth;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A month's presence in days. With at least one day present it is a SEEN contact. */
@Event(namespace = "schooling", name = "AttendanceReported", version = "1")
public record AttendanceReported(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String institution,
        YearMonth month,
        int daysPresent,
        int daysAbsent)
        implements SchoolingEvent {}
