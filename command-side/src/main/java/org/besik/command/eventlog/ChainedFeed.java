package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.besik.proofs.EventHash;
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

    /**
     * The leaves of up to {@code limit} events after a position, in order. A log that still has the leaves of what was
     * appended last gives those, so that nobody need read and hash it again.
     *
     * @throws IllegalStateException if there is a gap
     */
    default List<byte[]> readLeaves(long after, int limit) {
        var hash = new EventHash();
        var leaves = new ArrayList<byte[]>();
        for (ChainedEvent event : readChained(after, limit)) {
            if (event.position() != after + 1 + leaves.size()) {
                throw new IllegalStateException("no event at position " + (after + 1 + leaves.size()));
            }
            leaves.add(hash.of(
                    event.position(),
                    event.type().getBytes(UTF_8),
                    event.revision().getBytes(UTF_8),
                    event.metadata(),
                    event.tags(),
                    event.payload()));
        }
        return leaves;
    }
}
