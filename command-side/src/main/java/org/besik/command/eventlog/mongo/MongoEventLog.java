package org.besik.command.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.eventlog.mongo.Tail.Place;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * The log in a MongoDB replica set, for several nodes at once: each opens it for itself. A transaction is one document,
 * whose {@code _id} is the position of its first event; that it can be put there only once keeps the log a chain. What is
 * read is held by a majority, and its hashes fit.
 */
public final class MongoEventLog implements EventLog, ChainedFeed {

    /** How much of the log is read again when it is opened, in events. */
    private static final int TAIL = 1_000;

    private static final String COLLECTION = "log";

    /**
     * Times.
     *
     * @param patience how long an append may stay unknown; then it fails, and may still arrive. A read waits as long for what
     *     was durable before
     * @param pause before it is looked again, growing up to 32 times
     * @param poll how often whoever waits for events looks for those of other nodes
     */
    public record Settings(Duration patience, Duration pause, Duration poll) {

        /** 30 s, 5 ms, 50 ms. */
        public static Settings standard() {
            return new Settings(Duration.ofSeconds(30), Duration.ofMillis(5), Duration.ofMillis(50));
        }
    }

    private final Transactions store;
    private final Settings settings;
    private final Set<String> spaces;
    private final Tail tail;
    private final Reader reader;
    private final LogWriter writer;
    private volatile @Nullable Throwable unreachable;

    MongoEventLog(Transactions store, Set<String> spaces, ToLongFunction<String> tagHash, Settings settings) {
        this.store = store;
        this.spaces = Set.copyOf(spaces);
        this.settings = settings;
        tail = new Tail(store);
        reader = new Reader(store, tail, tagHash);
        writer = new LogWriter(store, tail, reader, this.spaces, tagHash, settings);
        startNearTheEnd(tagHash);
        writer.start();
    }

    /**
     * Opens the log of a database, made if there is none.
     *
     * @param spaces in which unique keys are taken; each has an index
     * @param tagHash a keyed hash of a tag: the index must not tell what it points at
     * @throws LogUnavailableException if the database does not answer, or the log's end is not as it was written
     */
    public static MongoEventLog open(MongoDatabase database, Set<String> spaces, ToLongFunction<String> tagHash) {
        return open(database, spaces, tagHash, Settings.standard());
    }

    /** As {@link #open(MongoDatabase, Set, ToLongFunction)}, with times of one's own. */
    public static MongoEventLog open(
            MongoDatabase database, Set<String> spaces, ToLongFunction<String> tagHash, Settings settings) {
        try {
            return new MongoEventLog(new MongoTransactions(database, COLLECTION, spaces), spaces, tagHash, settings);
        } catch (MongoException | ShowsLessException unreachable) {
            throw new LogUnavailableException("the log cannot be opened", unreachable);
        }
    }

    /** The last thousand events are checked, the ones before are believed for now. */
    private void startNearTheEnd(ToLongFunction<String> tagHash) {
        StoredTransaction last = store.lastUpTo(Long.MAX_VALUE);
        if (last == null) {
            return;
        }
        StoredTransaction believed = store.lastUpTo(last.id() - TAIL);
        if (believed != null) {
            tail.startAfter(believed);
        }
        tail.catchUp();
        if (!last.tags().equals(hashes(last, tagHash))) {
            throw new LogUnavailableException(
                    "the log cannot be opened", new IllegalStateException("its tags are hashed with another key"));
        }
    }

    private static List<Long> hashes(StoredTransaction transaction, ToLongFunction<String> tagHash) {
        return transaction.eventsAfter(0).stream()
                .flatMap(event -> event.tags().stream())
                .map(tagHash::applyAsLong)
                .distinct()
                .toList();
    }

    @Override
    public List<AppendResult> append(List<LogTransaction> group) {
        tail.checkWhole();
        return writer.append(group);
    }

    /** {@inheritDoc} Other nodes' events are among them. If MongoDB does not answer: as far as is known. */
    @Override
    public long head() {
        return end().position();
    }

    private Place end() {
        try {
            Place end = tail.catchUp();
            unreachable = null;
            return end;
        } catch (MongoException | ShowsLessException | LogUnavailableException notNow) {
            unreachable = notNow;
            return tail.place();
        }
    }

    @Override
    public List<StoredEvent> read(long after, int limit) {
        Place end = reaching(after, limit);
        return reading(() -> reader.read(after, end.position(), limit));
    }

    @Override
    public List<ChainedEvent> readChained(long after, int limit) {
        Place end = reaching(after, limit);
        return reading(() -> reader.readChained(after, end.position(), limit));
    }

    /** The end of the log, looked up only by those who ask for more than is known. */
    private Place reaching(long after, int limit) {
        Place known = tail.place();
        return limit <= known.position() - after ? known : end();
    }

    @Override
    public List<StoredEvent> readMatching(LogQuery query, long after, int limit) {
        Place end = end();
        return reading(() -> reader.readMatching(query, after, end, limit));
    }

    @Override
    public Optional<TakenKey> find(UniqueKey key) {
        if (!spaces.contains(key.space())) {
            throw new IllegalArgumentException("no index knows this space: " + key.space());
        }
        StoredTransaction holder =
                reading(() -> Optional.ofNullable(store.holding(key))).orElse(null);
        if (holder != null) {
            for (ClaimedKey claimed : holder.keys().getOrDefault(key.space(), List.of())) {
                if (claimed.key().equals(key)) {
                    return Optional.of(new TakenKey(holder.id(), claimed.value()));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean await(long after, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (end().position() <= after) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                return false;
            }
            tail.awaitNews(after, left.compareTo(settings.poll()) < 0 ? left : settings.poll());
        }
        return true;
    }

    /**
     * What is wrong, for a health page; null: nothing. A broken log stays so until it is opened anew; a server that does not
     * answer is tried again with every call.
     */
    public @Nullable String trouble() {
        String broken = tail.broken();
        if (broken != null) {
            return broken;
        }
        Throwable writing = writer.trouble();
        Throwable reason = writing == null ? unreachable : writing;
        return reason == null ? null : "the log's server is not heard: " + reason.getMessage();
    }

    public boolean isHealthy() {
        return trouble() == null;
    }

    private <T> T reading(Supplier<T> read) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try {
                T found = read.get();
                unreachable = null;
                return found;
            } catch (ShowsLessException forAMoment) {
                unreachable = forAMoment;
                if (System.nanoTime() - deadline > 0) {
                    throw new LogUnavailableException("the log cannot be read", forAMoment);
                }
                LockSupport.parkNanos(settings.pause().toNanos());
            } catch (MongoException notNow) {
                unreachable = notNow;
                throw new LogUnavailableException("the log cannot be read", notNow);
            }
        }
    }

    /** Finishes appends under way. The client stays open. */
    @Override
    public void close() {
        writer.close();
    }
}
