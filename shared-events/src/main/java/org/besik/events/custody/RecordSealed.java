package org.besik.events.custody;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Tags;

/** The record was closed to all but a few: adoption, witness, shelter. */
@Event(namespace = "custody", name = "RecordSealed", version = "1")
public record RecordSealed(@EventTag(key = Tags.CHILD) ChildId childId, String reason) implements CustodyEvent {}
