package org.besik.command.eventlog.mongo;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.besik.command.eventlog.HashChain;
import org.besik.command.eventlog.LogUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Answers: where does the log end? It follows what all nodes append, and believes nothing that a majority does not hold,
 * that leaves a gap or whose hash does not fit: there it stops for good and says so.
 */
final class Tail {

    private static final int PAGE = 256;

    /** A place where the log was found whole: the last transaction there, what it is recognised by, and its link. */
    record Place(long lastId, long position, byte[] link) {

        static final Place ORIGIN = new Place(0, 0, HashChain.origin());

        static Place after(StoredTransaction transaction) {
            return new Place(transaction.id(), transaction.last(), transaction.link());
        }
    }

    private final Transactions store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile Place place = Place.ORIGIN;
    private volatile @Nullable String broken;

    Tail(Transactions store) {
        this.store = store;
    }

    Place place() {
        return place;
    }

    /** Where and how the log is broken; null: as far as was read, it is whole. */
    @Nullable
    String broken() {
        return broken;
    }

    /** Starts in the middle: at a transaction that is believed, so that the ones after it can be checked. */
    void startAfter(StoredTransaction believed) {
        lock.lock();
        try {
            place = Place.after(believed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in what was appended by whomever.
     *
     * @return the place up to which all was read just now
     * @throws LogUnavailableException if the log is broken
     * @throws ShowsLessException if not even that can be read which is known
     */
    Place catchUp() {
        while (true) {
            checkWhole();
            Place known = place;
            List<StoredTransaction> page = store.from(Math.max(1, known.lastId()), PAGE);
            if (known.lastId() > 0) {
                recognise(known, page);
                page = page.subList(1, page.size());
            }
            Place reached = advance(page);
            if (page.size() < PAGE - 1) {
                return reached;
            }
        }
    }

    /** Nothing is built on a transaction that was durable and is so no more. */
    private void recognise(Place known, List<StoredTransaction> page) {
        if (page.isEmpty()) {
            throw new ShowsLessException();
        }
        StoredTransaction last = page.getFirst();
        if (last.id() != known.lastId() || !MessageDigest.isEqual(last.link(), known.link())) {
            breakAt(known.lastId(), "what was durable is gone or altered");
        }
    }

    /** Takes in durable transactions that follow what is known; those that are known already are passed over. */
    Place advance(List<StoredTransaction> durable) {
        lock.lock();
        try {
            for (StoredTransaction next : durable) {
                if (next.id() > place.position() || next.last() > place.position()) {
                    follow(next);
                }
            }
            return place;
        } finally {
            grown.signalAll();
            lock.unlock();
        }
    }

    private void follow(StoredTransaction next) {
        if (next.id() != place.position() + 1) {
            breakAt(place.position() + 1, "no event here");
        }
        if (!MessageDigest.isEqual(next.previous(), place.link()) || !next.isAsWritten()) {
            breakAt(next.last(), "the hash does not fit");
        }
        place = Place.after(next);
    }

    /** Stops here for good. */
    void breakAt(long position, String what) {
        broken = "the log is broken at " + position + ": " + what;
        checkWhole();
    }

    void checkWhole() {
        String reason = broken;
        if (reason != null) {
            throw new LogUnavailableException("the log stopped", new IllegalStateException(reason));
        }
    }

    /** Waits until it is told of more, at most so long. */
    void awaitNews(long after, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (place.position() <= after && left > 0) {
                left = grown.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
