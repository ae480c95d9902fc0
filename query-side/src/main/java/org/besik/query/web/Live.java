package org.besik.query.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.besik.events.caller.Caller;
import org.besik.query.intake.Views;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that the figures have changed, as server-sent events. It says nothing but that: each page asks again
 * for what its reader may see.
 */
@Controller
public final class Live implements AutoCloseable {

    /** The name of the event. */
    static final String CHANGED = "changed";

    /** Under load figures change many times a second; nobody reads that fast. */
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(2);

    /** A line now and then, so that a closed browser is noticed. */
    private static final int BEATS_BETWEEN_SIGNS = 10;

    /** The browser opens it again by itself, with the session it has then. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("besik-live").factory());
    private int beats;

    Live(Views views) {
        views.onChange((records, position) -> changed.set(true));
        var unused = beat.scheduleAtFixedRate(
                this::beat, AT_MOST_EVERY.toMillis(), AT_MOST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stays open; {@code caller} makes it somebody's who has signed in. */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(Caller caller) throws IOException {
        var page = new SseEmitter(LONGEST.toMillis());
        page.onCompletion(() -> pages.remove(page));
        page.onTimeout(page::complete);
        page.onError(gone -> pages.remove(page));
        page.send(SseEmitter.event().comment("open"));
        pages.add(page);
        return page;
    }

    private void beat() {
        boolean news = changed.getAndSet(false);
        beats = (beats + 1) % BEATS_BETWEEN_SIGNS;
        if (news) {
            tell(SseEmitter.event().name(CHANGED).data(""));
        } else if (beats == 0) {
            tell(SseEmitter.event().comment("still here"));
        }
    }

    private void tell(SseEmitter.SseEventBuilder what) {
        Set<DataWithMediaType> told = what.build();
        for (SseEmitter page : List.copyOf(pages)) {
            try {
                page.send(told);
            } catch (IOException | IllegalStateException gone) {
                pages.remove(page);
            }
        }
    }

    /** An open page must not hold up the end. */
    @EventListener
    void closing(ContextClosedEvent event) {
        close();
    }

    @Override
    public void close() {
        beat.shutdownNow();
        pages.forEach(SseEmitter::complete);
        pages.clear();
    }
}
