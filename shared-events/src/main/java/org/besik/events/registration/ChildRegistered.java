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
 * A child was registered otherwise than by its birth: late, a foundling, an immigrant, of unknown birth.
 *
 * @param person null once the child's key was destroyed
 */
@Event(namespace = "registration", name = "ChildRegistered", version = "1")
public record ChildRegistered(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable Person person,
        @Nullable Iin iin,
        List<LocalId> localIds,
        @Nullable Relative mother,
        Place place,
        @Nullable String facility,
        RegistrationReason reason)
        implements RegistrationEvent {}
