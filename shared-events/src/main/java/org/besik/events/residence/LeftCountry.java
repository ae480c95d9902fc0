package org.besik.events.residence;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child left the country; from that day it is on no list until it returns. */
@Event(namespace = "residence", name = "LeftCountry", version = "1")
public record LeftCountry(@EventTag(key = Tags.CHILD) ChildId childId, String country) implements ResidenceEvent {}
