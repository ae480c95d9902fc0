package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.besik.events.tracing.TraceOutcome;
import org.jspecify.annotations.Nullable;

/** End the search. {@code caseId} null: the only open one; {@code outcome} null: as the child was located. */
public record CloseCase(@Nullable String caseId, @Nullable TraceOutcome outcome) implements Order {}
