package org.besik.command.circumstances.support;

import org.besik.command.deciding.Order;
import org.besik.events.circumstances.SupportCategory;

/** End a category. */
public record EndSupportCategory(SupportCategory category) implements Order {}
