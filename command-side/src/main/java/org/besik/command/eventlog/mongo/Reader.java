package org.besik.command.eventlog.mongo;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.mongo.Tail.Place;
import org.besik.command.eventlog.mongo.Transactions.Sought;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads up to a place where the log is known to be whole. What is read is checked again. An answer that does not go as far
 * as that is none: {@link ShowsLessException}.
 */
final class Reader {

    private static final int PAGE = 1_000;

    private final Transactions store;
    private final Tail tail;
    private final ToLongFunction<String> tagHash;

    Reader(Transactions store, Tail tail, ToLongFunction<String> tagHash) {
        this.store = store;
        this.tail = tail;
        this.tagHash = tagHash;
    }

    /** Every event in order, as far as each follows the one before with a hash that fits. */
    List<StoredEvent> read(long after, long upTo, int limit) {
        var events = new ArrayList<StoredEvent>();
        @Nullable StoredTransaction before = null;
        long at = after;
        while (at < upTo && events.size() < limit) {
            List<StoredTransaction> page = page(at, limit - events.size());
            if (page.isEmpty()) {
                throw new ShowsLessException();
            }
            for (StoredTransaction next : page) {
                String wrong = wrong(next, before, at);
                if (wrong != null && events.isEmpty()) {
                    tail.breakAt(at + 1, wrong);
                }
                if (wrong != null || next.id() > upTo || events.size() == limit) {
                    return events;
                }
                addUpTo(limit, events, next.eventsAfter(at));
                at = next.last();
                before = next;
            }
        }
        return events;
    }

    private static @Nullable String wrong(StoredTransaction next, @Nullable StoredTransaction before, long at) {
        if (next.id() > at + 1) {
            return "no event here";
        }
        boolean follows = before == null || MessageDigest.isEqual(next.previous(), before.link());
        return follows && next.isAsWritten() ? null : "the hash does not fit";
    }

    /** Whatever is stored, for whoever checks it: it may be damaged. */
    List<ChainedEvent> readChained(long after, long upTo, int limit) {
        var events = new ArrayList<ChainedEvent>();
        if (after < upTo) {
            for (StoredTransaction next : page(after, limit)) {
                if (next.id() <= upTo) {
                    addUpTo(limit, events, next.chainedAfter(after));
                }
            }
        }
        return events;
    }

    private static <T> void addUpTo(int limit, List<T> events, List<T> more) {
        events.addAll(more.subList(0, Math.min(more.size(), limit - events.size())));
    }

    /**
     * The transactions from the one on that holds the next event, or from the first one after it if there is a gap; they hold
     * about as many events as are asked for. Empty: no more is to be seen.
     */
    private List<StoredTransaction> page(long after, int limit) {
        int wanted = Math.min(limit, PAGE);
        List<StoredTransaction> page = store.from(after + 1, wanted);
        if (!page.isEmpty() && page.getFirst().id() == after + 1) {
            return page;
        }
        // The next event stands in the middle of a transaction. Both are read at once, lest two views look like a gap
        return store.from(around(after), wanted + 1).stream()
                .filter(transaction -> transaction.last() > after)
                .toList();
    }

    /** Events that match, by the index of tags and looked at again. */
    List<StoredEvent> readMatching(LogQuery query, long after, Place upTo, int limit) {
        var events = new ArrayList<StoredEvent>();
        if (after >= upTo.position() || limit <= 0) {
            return events;
        }
        List<Sought> sought = sought(query);
        long from = around(after);
        while (true) {
            int wanted = Math.min(limit - events.size(), PAGE);
            List<StoredTransaction> page = store.matching(sought, from, upTo.lastId(), wanted);
            for (StoredTransaction next : page) {
                if (next.id() > upTo.lastId()) {
                    throw new ShowsLessException();
                }
                if (!next.isAsWritten()) {
                    tail.breakAt(next.last(), "the hash does not fit");
                }
                for (StoredEvent event : next.eventsAfter(after)) {
                    if (query.matches(event.type(), event.tags())) {
                        events.add(event);
                        if (events.size() == limit) {
                            return events;
                        }
                    }
                }
                if (next.id() == upTo.lastId()) {
                    return events;
                }
            }
            if (page.isEmpty()) {
                throw new ShowsLessException();
            }
            from = page.getLast().id() + 1;
        }
    }

    private List<Sought> sought(LogQuery query) {
        return query.criteria().stream()
                .map(criterion -> new Sought(
                        criterion.tags().stream()
                                .map(tagHash::applyAsLong)
                                .distinct()
                                .toList(),
                        criterion.types()))
                .toList();
    }

    /** The id of a transaction at or before the one that holds the next event. */
    private long around(long after) {
        if (after <= 0) {
            return 1;
        }
        StoredTransaction around = store.lastUpTo(after + 1);
        return around == null ? 1 : around.id();
    }
}
