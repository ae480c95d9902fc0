package org.besik.events.circumstances;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A category no longer applies. */
@Event(namespace = "circumstances", name = "SupportCategoryEnded", version = "1")
public record SupportCategoryEnded(
        @EventTag(key = Tags.CHILD) ChildId childId, SupportCategory category) implements CircumstanceEvent {}
