package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Make an account answerable for the case, or hand it over to another. {@code caseId} null: the only open one. */
public record AssignCase(@Nullable String caseId, String assignee) implements Order {}
