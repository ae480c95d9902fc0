package org.besik.proofs.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.besik.proofs.ChainLink;
import org.besik.proofs.EventHash;

/**
 * Events that were written together, as they were found.
 *
 * @param before the link that was found on the transaction before
 * @param events the last one has the link
 * @param leaves of the events, hashed again
 */
record Transaction(byte[] before, List<AuditedEvent> events, List<byte[]> leaves) {

    static byte[] leaf(EventHash hash, AuditedEvent event) {
        return hash.of(
                event.position(), event.type(), event.revision(), event.metadata(), event.tags(), event.payload());
    }

    long first() {
        return events.getFirst().position();
    }

    long last() {
        return events.getLast().position();
    }

    /** The link it was found with. */
    byte[] link() {
        byte[] link = events.getLast().link();
        if (link == null) {
            throw new IllegalStateException("a transaction without an end");
        }
        return link;
    }

    /** The link it should have after another. */
    byte[] expected(byte[] previous) {
        return ChainLink.after(previous, leaves);
    }

    boolean fits(byte[] previous) {
        return Arrays.equals(expected(previous), link());
    }

    /** Whether it would fit if every event had stood some places further on. */
    boolean fitsMoved(EventHash hash, byte[] previous, long by) {
        var moved = new ArrayList<byte[]>(leaves.size());
        for (AuditedEvent event : events) {
            moved.add(leaf(hash, event.at(event.position() + by)));
        }
        return Arrays.equals(ChainLink.after(previous, moved), link());
    }
}
