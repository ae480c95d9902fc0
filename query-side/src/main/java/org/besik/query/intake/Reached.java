package org.besik.query.intake;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets somebody wait until the views have come to a position of the log, which they do not put off then. */
public final class Reached {

    private final Views views;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition applied = lock.newCondition();

    public Reached(Views views) {
        this.views = views;
        views.onChange((records, position) -> wake());
    }

    private void wake() {
        lock.lock();
        try {
            applied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns once the views are there, or after so long; says whether they are. */
    public boolean await(long position, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        if (views.store().position() < position) {
            views.awaitNews();
        }
        lock.lock();
        try {
            while (views.store().position() < position) {
                if (left <= 0) {
                    return false;
                }
                left = applied.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
