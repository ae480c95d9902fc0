package org.besik.command.circumstances.placement;

import org.besik.command.deciding.Order;
import org.besik.events.circumstances.PlacementKind;
import org.jspecify.annotations.Nullable;

/** End a placement. */
public record EndPlacement(PlacementKind kind, @Nullable String institution) implements Order {}
