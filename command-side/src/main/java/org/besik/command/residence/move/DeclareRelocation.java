package org.besik.command.residence.move;

import java.time.LocalDate;
import org.besik.command.deciding.Order;
import org.besik.events.Place;
import org.jspecify.annotations.Nullable;

/** Say that the family moves. */
public record DeclareRelocation(
        Place from, Place to, @Nullable LocalDate expectedBy) implements Order {}
