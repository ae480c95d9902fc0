package org.besik.events.custody;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child's key was destroyed: the facts stay, the person is gone, the chain still verifies. */
@Event(namespace = "custody", name = "PersonalDataErased", version = "1")
public record PersonalDataErased(@EventTag(key = Tags.CHILD) ChildId childId, String reason) implements CustodyEvent {}
