package org.besik.command.handoff.answerhandoff;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Do not take it over. */
public record DeclineHandoff(String handoff, @Nullable String reason) implements Order {}
