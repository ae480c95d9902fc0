package org.besik.command.circumstances.support;

import org.besik.command.deciding.Order;
import org.besik.events.circumstances.SupportCategory;

/** Give a category. */
public record AssignSupportCategory(SupportCategory category) implements Order {}
