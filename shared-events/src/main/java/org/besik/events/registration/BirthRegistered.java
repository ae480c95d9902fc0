package org.besik.events.registration;

import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A birth was reported. From an agency of the REGISTRY service it registers the child; from any other it is a notice.
 *
 * @param person null once the child's key was destroyed
 * @param localIds the child's numbers in registers, as the fact gave them; a number that belongs to another registered
 *     record stands here too, beside an {@code IdentifierContested}
 */
@Event(namespace = "registration", name = "BirthRegistered", version = "1")
public record BirthRegistered(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable Person person,
        @Nullable Iin iin,
        List<LocalId> localIds,
        @Nullable Relative mother,
        Place place,
        @Nullable String facility)
        implements RegistrationEvent {}
