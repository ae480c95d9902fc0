package org.besik.command.registration.registerchild;

import org.besik.command.deciding.Identifying;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.besik.events.Service;
import org.besik.events.registration.RegistrationReason;
import org.jspecify.annotations.Nullable;

/** Register a child otherwise than by its birth. */
public record RegisterChild(
        Person person,
        @Nullable Iin iin,
        @Nullable Relative mother,
        Place place,
        @Nullable String facility,
        @Nullable LocalId local,
        RegistrationReason reason)
        implements Identifying {

    @Override
    public boolean beginsRecord() {
        return true;
    }

    @Override
    public boolean registers(@Nullable Service reporter) {
        return true;
    }
}
