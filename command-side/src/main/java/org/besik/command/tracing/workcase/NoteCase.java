package org.besik.command.tracing.workcase;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Write something down for whoever goes on with the case. {@code caseId} null: the only open one. */
public record NoteCase(@Nullable String caseId, String note) implements Order {}
