package org.besik.events.custody;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** A sealed record was opened again. */
@Event(namespace = "custody", name = "RecordUnsealed", version = "1")
public record RecordUnsealed(@EventTag(key = Tags.CHILD) ChildId childId, String reason) implements CustodyEvent {}
