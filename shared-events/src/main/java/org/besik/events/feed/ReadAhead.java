package org.besik.events.feed;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads a long stretch of events page by page: while a page is worked on, the next one is being read. Fetching and decoding take
 * about as long as each other, so a replay goes nearly twice as fast. For one thread.
 */
public final class ReadAhead implements LongFunction<List<StoredEvent>>, AutoCloseable {

    private final LongFunction<List<StoredEvent>> pages;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("besik-read-ahead").factory());
    private @Nullable Ahead ahead;

    private record Ahead(long after, Future<List<StoredEvent>> page) {}

    /** @param pages the events after a position, in log order, some at a time; none: there are no more at the moment */
    public ReadAhead(LongFunction<List<StoredEvent>> pages) {
        this.pages = pages;
    }

    /** The events after a position, at once if that is where the last page ended. */
    @Override
    public List<StoredEvent> apply(long after) {
        Ahead known = ahead;
        ahead = null;
        List<StoredEvent> page = known != null && known.after() == after ? finished(known.page()) : pages.apply(after);
        if (!page.isEmpty()) {
            long last = page.getLast().position();
            ahead = new Ahead(last, reader.submit(() -> pages.apply(last)));
        }
        return page;
    }

    private static List<StoredEvent> finished(Future<List<StoredEvent>> page) {
        try {
            return page.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    /** Returns once nothing is being read any more. */
    @Override
    public void close() {
        reader.close();
    }
}
