package org.besik.events.contact;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Service;
import org.besik.events.Tags;

/** A service was in contact with the child. */
@Event(namespace = "contact", name = "ContactRecorded", version = "1")
public record ContactRecorded(
        @EventTag(key = Tags.CHILD) ChildId childId, Service service, Strength strength, String kind)
        implements ContactEvent {}
