package org.besik.command.handoff.answerhandoff;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Say that the work is done. */
public record CompleteHandoff(String handoff, @Nullable String reason) implements Order {}
