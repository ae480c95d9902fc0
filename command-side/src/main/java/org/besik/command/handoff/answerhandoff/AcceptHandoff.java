package org.besik.command.handoff.answerhandoff;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Take the child over. */
public record AcceptHandoff(String handoff, @Nullable String reason) implements Order {}
