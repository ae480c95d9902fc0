package org.besik.events.residence;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Place;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** The child arrived; valid without a declared departure. */
@Event(namespace = "residence", name = "ArrivalConfirmed", version = "1")
public record ArrivalConfirmed(
        @EventTag(key = Tags.CHILD) ChildId childId,
        Place to,
        @Nullable Place from) implements ResidenceEvent {}
