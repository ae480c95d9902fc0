package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.besik.events.feed.EventFeed;
import org.besik.query.intake.Reached;
import org.besik.query.intake.Views;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets who has just recorded a fact read it: a question asked while the views are only a little behind waits for them, for
 * a moment, and they do not wait for more. Under load they are further behind, and questions are answered at once from
 * what there is.
 */
final class Freshness implements HandlerInterceptor {

    /** More than this is load. */
    private static final long A_LITTLE = 16;

    private static final Duration A_MOMENT = Duration.ofMillis(250);

    private final EventFeed feed;
    private final Views views;
    private final Reached reached;

    Freshness(EventFeed feed, Views views) {
        this.feed = feed;
        this.views = views;
        this.reached = new Reached(views);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        long head = feed.head();
        long behind = head - views.store().position();
        if (behind > 0 && behind <= A_LITTLE) {
            var unused = reached.await(head, A_MOMENT);
        }
        return true;
    }
}
