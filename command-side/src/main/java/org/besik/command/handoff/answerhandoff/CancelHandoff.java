package org.besik.command.handoff.answerhandoff;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Call the handoff off. */
public record CancelHandoff(String handoff, @Nullable String reason) implements Order {}
