package org.besik.events.residence;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Place;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** The family said it moves. */
@Event(namespace = "residence", name = "RelocationDeclared", version = "1")
public record RelocationDeclared(
        @EventTag(key = Tags.CHILD) ChildId childId,
        Place from,
        Place to,
        @Nullable LocalDate expectedBy) implements ResidenceEvent {}
