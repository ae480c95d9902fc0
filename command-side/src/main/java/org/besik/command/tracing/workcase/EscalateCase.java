package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.besik.events.tracing.CaseLevel;
import org.jspecify.annotations.Nullable;

/** Hand the case up. {@code caseId} null: the only open one; {@code to} null: one level. */
public record EscalateCase(
        @Nullable String caseId, @Nullable CaseLevel to, String reason) implements Order {}
