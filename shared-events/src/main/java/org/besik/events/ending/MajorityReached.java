package org.besik.events.ending;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child turned 18. */
@Event(namespace = "ending", name = "MajorityReached", version = "1")
public record MajorityReached(@EventTag(key = Tags.CHILD) ChildId childId) implements EndingEvent {}
