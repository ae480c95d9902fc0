package org.besik.events.circumstances;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** A placement ended. */
@Event(namespace = "circumstances", name = "PlacementEnded", version = "1")
public record PlacementEnded(
        @EventTag(key = Tags.CHILD) ChildId childId,
        PlacementKind kind,
        @Nullable String institution) implements CircumstanceEvent {}
