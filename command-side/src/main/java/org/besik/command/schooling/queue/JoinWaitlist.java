package org.besik.command.schooling.queue;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Record that the child queues. */
public record JoinWaitlist(
        @Nullable String institution,
        String level,
        @Nullable String outcome) implements Order {}
