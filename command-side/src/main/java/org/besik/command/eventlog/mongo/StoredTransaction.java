package org.besik.command.eventlog.mongo;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.HashChain;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.TagBytes;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as one document.
 *
 * @param id the position of its first event
 * @param txId random: tells this transaction from another one at the same place
 * @param previous the link of the transaction before
 * @param link its own, as by {@link HashChain}
 * @param tags the hashes of all its events' tags, each once
 * @param keys what it takes, by space
 */
record StoredTransaction(
        long id,
        byte[] txId,
        byte[] previous,
        byte[] link,
        List<Event> events,
        List<Long> tags,
        Map<String, List<ClaimedKey>> keys) {

    /** An event but for its position; tags as by {@link TagBytes}. */
    record Event(String type, String revision, byte[] metadata, byte[] tags, byte[] payload) {}

    /** The transaction at a place in the log. */
    static StoredTransaction of(
            LogTransaction transaction, long id, byte[] txId, byte[] previous, ToLongFunction<String> tagHash) {
        var events = new ArrayList<Event>(transaction.events().size());
        for (NewEvent event : transaction.events()) {
            events.add(new Event(
                    event.type(), event.revision(), event.metadata(), TagBytes.encode(event.tags()), event.payload()));
        }
        List<Long> tags = transaction.events().stream()
                .flatMap(event -> event.tags().stream())
                .map(tagHash::applyAsLong)
                .distinct()
                .toList();
        var keys = new LinkedHashMap<String, List<ClaimedKey>>();
        for (ClaimedKey claimed : transaction.keys()) {
            keys.computeIfAbsent(claimed.key().space(), space -> new ArrayList<>())
                    .add(claimed);
        }
        return new StoredTransaction(id, txId, previous, link(id, previous, events), events, tags, keys);
    }

    private static byte[] link(long id, byte[] previous, List<Event> events) {
        var chain = new HashChain(previous);
        long position = id;
        for (Event event : events) {
            chain.add(position++, event.type(), event.revision(), event.metadata(), event.tags(), event.payload());
        }
        return chain.close();
    }

    /** The position of its last event. */
    long last() {
        return id + events.size() - 1;
    }

    /** Whether the other is this very transaction: what another attempt of ours, or of another node, put there is not. */
    boolean isSameAs(StoredTransaction other) {
        return id == other.id && MessageDigest.isEqual(txId, other.txId);
    }

    /** Whether what it says still has the hash that it had when it was written. */
    boolean isAsWritten() {
        return !events.isEmpty()
                && previous.length == HashChain.HASH_BYTES
                && MessageDigest.isEqual(link, link(id, previous, events));
    }

    /** Its events after a position. */
    List<StoredEvent> eventsAfter(long after) {
        var found = new ArrayList<StoredEvent>(events.size());
        for (int i = (int) Math.max(0, after + 1 - id); i < events.size(); i++) {
            Event event = events.get(i);
            found.add(new StoredEvent(
                    id + i,
                    event.type(),
                    event.revision(),
                    event.metadata(),
                    TagBytes.decode(event.tags()),
                    event.payload()));
        }
        return found;
    }

    /** Its events after a position, as raw as they are stored. */
    List<ChainedEvent> chainedAfter(long after) {
        var found = new ArrayList<ChainedEvent>(events.size());
        for (int i = (int) Math.max(0, after + 1 - id); i < events.size(); i++) {
            Event event = events.get(i);
            boolean closes = i == events.size() - 1;
            found.add(new ChainedEvent(
                    id + i,
                    event.type(),
                    event.revision(),
                    event.metadata(),
                    event.tags(),
                    event.payload(),
                    closes ? link : null));
        }
        return found;
    }

    /** The first of its events after a position that is asked for; null: none. */
    @Nullable
    StoredEvent firstMatching(LogQuery query, long after) {
        for (StoredEvent event : eventsAfter(after)) {
            if (query.matches(event.type(), event.tags())) {
                return event;
            }
        }
        return null;
    }
}
