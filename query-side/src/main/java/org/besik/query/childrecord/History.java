package org.besik.query.childrecord;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child's history as far as it had happened, and was known, by two days of the asker's choice.
 *
 * @param events in the order in which they happened
 * @param state what they say together; null: nothing was known yet
 */
public record History(List<EventOnFile> events, @Nullable ChildFile state) {}
