package org.besik.events.registration;

import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Person;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Who the child is was written down wrongly in an earlier event and is corrected here.
 *
 * @param person the corrected values; a null member is unchanged unless named in {@code removed}
 * @param removed the member names of {@link Person} that were corrected to "not known"
 * @param corrects the birth, registration or correction that was wrong
 */
@Event(namespace = "registration", name = "IdentityCorrected", version = "1")
public record IdentityCorrected(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable Person person,
        Set<String> removed,
        EventId corrects) implements RegistrationEvent {}
