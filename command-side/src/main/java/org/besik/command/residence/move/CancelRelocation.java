package org.besik.command.residence.move;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Call a declared move off; null: the latest open one. */
public record CancelRelocation(@Nullable String relocation) implements Order {}
