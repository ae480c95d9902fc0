package org.besik.command.tracing.resolvecontradiction;

import org.besik.command.deciding.Order;

/** Say that facts which exclude each other were looked into, and why nothing more is to be done. */
public record ResolveContradiction(String contradiction, String reason) implements Order {}
