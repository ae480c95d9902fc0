package org.besik.events.contact;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/**
 * A contact that was reported did not take place. It may be learnt before the contact it takes back.
 *
 * @param retracts the contact's event id, else the same agency's reference of it, as sent
 * @param reason in the agency's words; null: not said, or the child's key was destroyed
 */
@Event(namespace = "contact", name = "ContactRetracted", version = "2")
public record ContactRetracted(
        @EventTag(key = Tags.CHILD) ChildId childId,
        String retracts,
        @Nullable Note reason) implements ContactEvent {}
