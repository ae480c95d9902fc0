package org.besik.events.residence;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child came back from abroad. */
@Event(namespace = "residence", name = "ReturnedToCountry", version = "1")
public record ReturnedToCountry(@EventTag(key = Tags.CHILD) ChildId childId, String country)
        implements ResidenceEvent {}
