package org.besik.events.ending;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child died on {@code occurredOn}. */
@Event(namespace = "ending", name = "DeathRecorded", version = "1")
public record DeathRecorded(@EventTag(key = Tags.CHILD) ChildId childId) implements EndingEvent {}
