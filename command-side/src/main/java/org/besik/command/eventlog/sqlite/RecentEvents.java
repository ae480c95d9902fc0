package org.besik.command.eventlog.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.besik.command.eventlog.LogQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the last events are about, in memory, and their leaves: conditions and the stretch that the tag index has not reached yet are
 * checked here instead of in the file. Written by the writer alone, also before an event is durable; read by anybody.
 */
final class RecentEvents {

    private record Entry(long position, String type, List<String> tags, byte[] leaf) {}

    private final AtomicReferenceArray<@Nullable Entry> ring;

    RecentEvents(int size) {
        ring = new AtomicReferenceArray<>(size);
    }

    void add(long position, String type, List<String> tags, byte[] leaf) {
        ring.set(slot(position), new Entry(position, type, tags, leaf));
    }

    /** The leaves of the events after {@code after}, up to {@code upTo}; empty if some are no longer (or were never) here. */
    Optional<List<byte[]>> leaves(long after, long upTo) {
        if (upTo - after > ring.length()) {
            return Optional.empty();
        }
        var leaves = new ArrayList<byte[]>((int) (upTo - after));
        for (long position = after + 1; position <= upTo; position++) {
            Entry entry = ring.get(slot(position));
            if (entry == null || entry.position() != position) {
                return Optional.empty();
            }
            leaves.add(entry.leaf());
        }
        return Optional.of(leaves);
    }

    /**
     * The positions after {@code after}, up to {@code upTo}, whose events match; at most {@code limit}, ascending. Empty if
     * some of that stretch is no longer (or was never) here.
     */
    Optional<List<Long>> matching(LogQuery query, long after, long upTo, int limit) {
        var found = new ArrayList<Long>();
        if (upTo - after > ring.length()) {
            return Optional.empty();
        }
        for (long position = after + 1; position <= upTo && found.size() < limit; position++) {
            Entry entry = ring.get(slot(position));
            if (entry == null || entry.position() != position) {
                return Optional.empty();
            }
            if (query.matches(entry.type(), entry.tags())) {
                found.add(position);
            }
        }
        return Optional.of(found);
    }

    private int slot(long position) {
        return (int) (position % ring.length());
    }
}
