package org.besik.command.circumstances.placement;

import org.besik.command.deciding.Order;
import org.besik.events.circumstances.PlacementKind;
import org.jspecify.annotations.Nullable;

/** Begin a placement. */
public record StartPlacement(PlacementKind kind, @Nullable String institution) implements Order {}
