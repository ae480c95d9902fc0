package org.besik.query.intake;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Lets whoever brings facts in bulk wait for views that are behind, so that what people look at is never older than a
 * second or two. Views that stand still are not waited for: then facts matter more than their being seen.
 */
public final class Backlog {

    /** From this age of the oldest fact not shown on, bulk waits. A batch that is being folded comes on top of it. */
    private static final double MOST_SECONDS = 0.8;

    /** No longer than this for each group of lines, whatever the views do. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DoubleSupplier seconds;
    private final BooleanSupplier moves;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    /**
     * @param seconds the age of the oldest event that the views do not show
     * @param moves whether the views advance at all
     */
    Backlog(DoubleSupplier seconds, BooleanSupplier moves) {
        this.seconds = seconds;
        this.moves = moves;
    }

    /** Returns at once while the views keep up, else when they have caught up, stand still, or patience ends. */
    public void await() throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (left > 0 && moves.getAsBoolean() && seconds.getAsDouble() > MOST_SECONDS) {
                left = advanced.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The views show more than before. */
    void advanced() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
