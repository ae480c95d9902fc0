package org.besik.query.intake.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.besik.events.codec.StoredEvent;

/**
 * What has come and is not in the views yet: a stretch of events without a gap, in memory, bounded. Whoever brings events
 * waits while it is full; whoever needs older ones looks elsewhere.
 */
final class Window {

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Begins with the event after {@link #before}. */
    private final ArrayList<StoredEvent> events = new ArrayList<>();

    private long before;
    private long head;
    private boolean isClosed;

    /** An empty one that begins nowhere yet; {@code head} is the last position that is known to exist. */
    Window(int most, long head) {
        this.most = most;
        this.before = head;
        this.head = head;
    }

    /** Begins after a position. */
    void startAfter(long position) {
        lock.lock();
        try {
            events.clear();
            before = position;
            reached(position);
        } finally {
            lock.unlock();
        }
    }

    /** The position that the next event must have. */
    long next() {
        lock.lock();
        try {
            return before + events.size() + 1;
        } finally {
            lock.unlock();
        }
    }

    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** Takes in the next event; waits for room. */
    void add(StoredEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.size() >= most && !isClosed) {
                changed.await();
            }
            if (event.position() != before + events.size() + 1) {
                throw new IllegalArgumentException("not the next event");
            }
            events.add(event);
            reached(event.position());
        } finally {
            lock.unlock();
        }
    }

    /** An event is known to exist, here or not. */
    void reached(long position) {
        lock.lock();
        try {
            if (position > head) {
                head = position;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody needs the events up to a position from here any more. */
    void written(long position) {
        lock.lock();
        try {
            int gone = Math.clamp(position - before, 0, events.size());
            events.subList(0, gone).clear();
            before += gone;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The events after a position; empty list: none yet; empty: only somebody else can tell. */
    Optional<List<StoredEvent>> read(long after, int limit) {
        lock.lock();
        try {
            long last = before + events.size();
            if (after >= head) {
                return Optional.of(List.of());
            }
            if (after < before || after >= last) {
                return Optional.empty();
            }
            int from = (int) (after - before);
            return Optional.of(List.copyOf(events.subList(from, (int) Math.min(events.size(), (long) from + limit))));
        } finally {
            lock.unlock();
        }
    }

    boolean await(long after, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (head <= after && left > 0 && !isClosed) {
                left = changed.awaitNanos(left);
            }
            return head > after;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits here any more. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
