package org.besik.events.registration;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** The child was given an IIN; null once the child's key was destroyed. */
@Event(namespace = "registration", name = "NationalIdAssigned", version = "1")
public record NationalIdAssigned(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable Iin iin) implements RegistrationEvent {}
