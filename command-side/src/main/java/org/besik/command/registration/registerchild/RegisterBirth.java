package org.besik.command.registration.registerchild;

import org.besik.command.deciding.Order;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.jspecify.annotations.Nullable;

/** Record a birth; from any agency but a registry it is a notice. */
public record RegisterBirth(
        Person person,
        @Nullable Iin iin,
        @Nullable Relative mother,
        Place place,
        @Nullable String facility,
        @Nullable LocalId local)
        implements Order {}
