package org.besik.events.residence;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A declared move does not take place.
 *
 * @param relocation its event id or reference, as sent; null: the latest open one by {@code occurredOn}
 */
@Event(namespace = "residence", name = "RelocationCancelled", version = "1")
public record RelocationCancelled(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable String relocation) implements ResidenceEvent {}
