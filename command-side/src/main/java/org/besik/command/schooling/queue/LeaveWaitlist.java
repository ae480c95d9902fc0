package org.besik.command.schooling.queue;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Record that it left the queue. */
public record LeaveWaitlist(
        @Nullable String institution,
        String level,
        @Nullable String outcome) implements Order {}
