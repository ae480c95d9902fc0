package org.besik.command.eventlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that are recorded together or not at all.
 *
 * @param events at least one
 * @param keys unique keys it takes; the transaction is rejected if one is taken already, also by an earlier transaction
 *     of the same group
 * @param condition what must not have happened since the decision was made; null: nothing
 */
public record LogTransaction(
        List<NewEvent> events,
        List<ClaimedKey> keys,
        @Nullable AppendCondition condition) {

    /** A unique key with what it leads to. */
    public record ClaimedKey(UniqueKey key, byte[] value) {}

    /**
     * The decision rests on what {@code query} found up to {@code head}; the transaction is rejected if a matching event
     * stands after it (a dynamic consistency boundary).
     */
    public record AppendCondition(LogQuery query, long head) {}
}
