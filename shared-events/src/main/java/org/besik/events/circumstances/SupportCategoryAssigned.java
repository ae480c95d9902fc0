package org.besik.events.circumstances;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The child is owed support of a category. */
@Event(namespace = "circumstances", name = "SupportCategoryAssigned", version = "1")
public record SupportCategoryAssigned(
        @EventTag(key = Tags.CHILD) ChildId childId, SupportCategory category) implements CircumstanceEvent {}
