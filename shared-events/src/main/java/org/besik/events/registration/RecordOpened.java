package org.besik.events.registration;

import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A fact named a child nobody knew: an unregistered record was opened, known by what the fact called it. Comes in one
 * transaction with, and before, that fact's own event.
 */
@Event(namespace = "registration", name = "RecordOpened", version = "1")
public record RecordOpened(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable Iin iin,
        List<LocalId> localIds,
        @Nullable Person person) implements RegistrationEvent {}
