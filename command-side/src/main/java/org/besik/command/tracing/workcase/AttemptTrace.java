package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Note that somebody looked for the child. {@code caseId} null: the only open one. */
public record AttemptTrace(
        @Nullable String caseId, String method, @Nullable String result) implements Order {}
