package org.besik.command.residence.move;

import org.besik.command.deciding.Arriving;
import org.besik.events.Place;
import org.jspecify.annotations.Nullable;

/** Say that the child arrived. */
public record ConfirmArrival(Place to, @Nullable Place from) implements Arriving {}
