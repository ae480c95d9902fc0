package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.besik.events.tracing.TraceOutcome;
import org.jspecify.annotations.Nullable;

/** Say how the child was found. {@code caseId} null: the only open one. */
public record LocateChild(@Nullable String caseId, TraceOutcome outcome) implements Order {}
