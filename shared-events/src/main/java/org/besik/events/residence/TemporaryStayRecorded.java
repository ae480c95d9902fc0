package org.besik.events.residence;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child stays elsewhere for a while without moving. */
@Event(namespace = "residence", name = "TemporaryStayRecorded", version = "1")
public record TemporaryStayRecorded(
        @EventTag(key = Tags.CHILD) ChildId childId, String region, LocalDate until) implements ResidenceEvent {}
