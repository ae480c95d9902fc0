package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** Two records look like one child; the score is in hundredths of certainty. */
@Event(namespace = "identity", name = "DuplicateSuspected", version = "1")
public record DuplicateSuspected(@EventTag(key = Tags.CHILD) ChildId childId, ChildId other, int score)
        implements IdentityEvent {}
