package org.besik.query.flags;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands changes to whoever listens, and remembers the last of them for those who come back. Nobody is waited for: who reads
 * too slowly, or was away too long, is told to read the list again.
 */
public final class FlagStream {

    /** So many changes are remembered. */
    static final int REMEMBERED = 10_000;

    /** So many may wait for one reader. */
    static final int WAITING = 1_000;

    private final String epoch;
    private final Deque<FlagChange> last = new ArrayDeque<>();
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private long told;

    /** @param epoch differs from that of every earlier stream: an id of theirs means nothing here */
    public FlagStream(String epoch) {
        this.epoch = epoch;
    }

    /** Somebody who listens. */
    public final class Reader implements AutoCloseable {

        private final Predicate<FlagChange> mayHear;
        private final BlockingQueue<FlagChange> waiting;
        private volatile boolean missed;

        /** The change after which it began to listen. */
        final String from;

        private Reader(String from, Predicate<FlagChange> mayHear, List<FlagChange> backlog, boolean missed) {
            this.from = from;
            this.mayHear = mayHear;
            this.waiting = new ArrayBlockingQueue<>(Math.max(WAITING, backlog.size() + WAITING));
            this.missed = missed;
            waiting.addAll(backlog);
        }

        private void hear(FlagChange change) {
            if (mayHear.test(change) && !waiting.offer(change)) {
                waiting.clear();
                missed = true;
            }
        }

        /** Whether something was missed since this was asked last: then the list must be read again. */
        boolean missed() {
            boolean was = missed;
            missed = false;
            return was;
        }

        /** The next change; null: none came in time. */
        @Nullable
        FlagChange next(long milliseconds) throws InterruptedException {
            return waiting.poll(milliseconds, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            readers.remove(this);
        }
    }

    /**
     * Begins to listen.
     *
     * @param lastId the last change that was heard; null: none, begin now
     */
    public Reader listen(@Nullable String lastId, Predicate<FlagChange> mayHear) {
        synchronized (last) {
            List<FlagChange> backlog = lastId == null ? List.of() : after(lastId);
            var reader = new Reader(
                    backlog == null || lastId == null ? id(told) : lastId,
                    mayHear,
                    backlog == null
                            ? List.of()
                            : backlog.stream().filter(mayHear).toList(),
                    backlog == null);
            readers.add(reader);
            return reader;
        }
    }

    /** What was told after a change; null: that change is not remembered. */
    private @Nullable List<FlagChange> after(String lastId) {
        if (lastId.equals(id(told))) {
            return List.of();
        }
        var backlog = new ArrayList<FlagChange>();
        boolean found = lastId.equals(id(told - last.size()));
        for (FlagChange change : last) {
            if (found) {
                backlog.add(change);
            }
            found |= change.id().equals(lastId);
        }
        return found ? backlog : null;
    }

    private String id(long number) {
        return epoch + "-" + number;
    }

    /** Everybody has to read the list again. */
    void reset() {
        synchronized (last) {
            last.clear();
            readers.forEach(reader -> reader.missed = true);
        }
    }

    /** Tells everybody. */
    void tell(Function<String, FlagChange> change) {
        synchronized (last) {
            told++;
            FlagChange next = change.apply(id(told));
            last.addLast(next);
            if (last.size() > REMEMBERED) {
                last.removeFirst();
            }
            readers.forEach(reader -> reader.hear(next));
        }
    }

    /** How many listen. */
    int readers() {
        return readers.size();
    }
}
