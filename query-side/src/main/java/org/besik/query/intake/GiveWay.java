package org.besik.query.intake;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets people go first: while somebody waits for an answer, one record at a time is folded, and otherwise as many as there
 * are processors. So a delivery takes no more than one of them from who looks at the pages, and goes on all the same.
 * Whoever waits for news itself is not kept waiting until there is more of it.
 */
final class GiveWay {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong newsAwaited = new AtomicLong();
    private int working;

    /** A question came; {@link #answered} follows. */
    void asked() {
        asked.incrementAndGet();
    }

    void answered() {
        lock.lock();
        try {
            asked.decrementAndGet();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody waits for what has been recorded and is not in the views yet. */
    void awaitNews() {
        newsAwaited.incrementAndGet();
    }

    /** How often somebody did: who has read the log since it was so many need not hurry. */
    long newsAwaited() {
        return newsAwaited.get();
    }

    /** Whoever works side by side with others begins; {@link #end} follows. */
    void begin() {
        lock.lock();
        try {
            awaitTurn();
        } finally {
            lock.unlock();
        }
    }

    /** Between two pieces of work; returns when it may go on. */
    void between() {
        if (asked.get() == 0) {
            return;
        }
        lock.lock();
        try {
            working--;
            awaitTurn();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            working--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn() {
        while (asked.get() > 0 && working > 0) {
            changed.awaitUninterruptibly();
        }
        working++;
    }
}
