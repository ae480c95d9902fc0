package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Take a closed case up again. {@code caseId} null: the one closed last. */
public record ReopenCase(@Nullable String caseId, String reason) implements Order {}
