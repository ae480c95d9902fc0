package org.besik.command.eventlog;

import java.util.List;
import java.util.Optional;
import org.besik.events.feed.EventFeed;

/**
 * An append-only log with dense positions (1, 2, 3 … no gap), a hash chain, and unique keys that are taken in the same
 * transaction as the events that take them. Safe for use by many threads; concurrent appends are committed in groups.
 */
public interface EventLog extends EventFeed, AutoCloseable {

    /**
     * Appends each transaction atomically and in order, up to the first that is rejected: what follows it in its group may
     * rest on it, and is {@link AppendResult.NotTried}. What others append at the same time neither suffers nor lies
     * between the events of one transaction. Blocks until all that were appended are durable.
     *
     * @return one result per transaction, in order
     * @throws LogUnavailableException if it is not known to be durable: nothing may be acknowledged
     */
    List<AppendResult> append(List<LogTransaction> group);

    /** Up to {@code limit} events after a position that match a query, in log order, up to the durable head. */
    List<org.besik.events.codec.StoredEvent> readMatching(LogQuery query, long after, int limit);

    /** Who took a unique key; empty if nobody has. */
    Optional<TakenKey> find(UniqueKey key);

    @Override
    void close();
}
