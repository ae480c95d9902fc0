package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.besik.query.intake.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/** Says when somebody waits for an answer, so that what comes in meanwhile leaves a processor to it. */
final class Precedence implements AsyncHandlerInterceptor {

    private final Views views;

    Precedence(Views views) {
        this.views = views;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        views.asked();
        return true;
    }

    /** Streams go on for hours: nobody waits for their end. */
    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        views.answered();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        views.answered();
    }
}
