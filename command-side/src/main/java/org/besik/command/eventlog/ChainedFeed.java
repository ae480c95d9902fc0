package org.besik.command.eventlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log that shows its hash chain, and with it where each transaction ends. */
public interface ChainedFeed {

    /**
     * An event with its place in the chain, as raw as it is stored.
     *
     * @param tags as by {@link TagBytes}, not yet looked into: they may be damaged
     * @param link of the transaction, on its last event; null on the ones before
     */
    record ChainedEvent(
            long position,
            String type,
            String revision,
            byte[] metadata,
            byte[] tags,
            byte[] payload,
            byte @Nullable [] link) {}

    /** The position of the last durable event; 0 for an empty log. */
    long head();

    /** Up to {@code limit} events after a position, in the order of their positions, as they are stored. */
    List<ChainedEvent> readChained(long after, int limit);
}
