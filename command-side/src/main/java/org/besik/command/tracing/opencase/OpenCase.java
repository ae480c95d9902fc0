package org.besik.command.tracing.opencase;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Take up the search for the child; {@code reason} null: not said. */
public record OpenCase(@Nullable String reason) implements Order {}
