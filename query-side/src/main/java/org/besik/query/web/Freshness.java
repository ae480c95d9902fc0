package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.besik.events.feed.EventFeed;
import org.besik.query.intake.Views;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets who has just recorded a fact read it: a question asked while the views are only a little behind waits for them, for
 * a moment. Under load they are further behind, and questions are answered at once from what there is.
 */
final class Freshness implements HandlerInterceptor {

    /** More than this is load. */
    private static final long A_LITTLE = 16;

    private static final Duration A_MOMENT = Duration.ofMillis(250);

    private final EventFeed feed;
    private final Views views;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition applied = lock.newCondition();

    Freshness(EventFeed feed, Views views) {
        this.feed = feed;
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

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        long head = feed.head();
        if (isBehind(head) && head - views.store().position() <= A_LITTLE) {
            await(head);
        }
        return true;
    }

    private boolean isBehind(long head) {
        return views.store().position() < head;
    }

    private void await(long head) throws InterruptedException {
        long left = A_MOMENT.toNanos();
        lock.lock();
        try {
            while (isBehind(head) && left > 0) {
                left = applied.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
