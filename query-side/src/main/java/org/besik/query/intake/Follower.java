package org.besik.query.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.besik.events.ChildId;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.feed.ReadAhead;
import org.jspecify.annotations.Nullable;

/**
 * Brings the feed to one generation, on a thread of its own: at once when little comes, in larger batches under load. A
 * gap or a failure stops it, raises health and is tried again each second; a repeat is dropped.
 */
final class Follower implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Follower.class.getName());

    /** A batch folds a record once, however much of its news is in it: what lags catches up in few large ones. */
    private static final int MOST_EVENTS = 16_000;

    /** A batch of so many means load: then the next one may gather for a while. */
    private static final int LOAD = 64;

    private static final int GATHERED_ENOUGH = 2_000;

    /** While it gathers, it looks so often whether somebody waits for what is there already, for 700 ms in all. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final int MOST_LOOKS = 35;

    private static final Duration IDLE = Duration.ofMillis(250);

    private final EventFeed feed;
    private final Generation generation;
    private final GiveWay giveWay;
    private final Applied applied;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String problem;

    /** How often somebody had asked for news before it last read some. */
    private long newsAwaited;

    /** After a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Told after each batch, on the follower's thread. */
    @FunctionalInterface
    interface Applied {
        void batch(List<ChildId> changed, int events, long nanos);
    }

    Follower(EventFeed feed, Generation generation, GiveWay giveWay, Applied applied) {
        this.feed = feed;
        this.generation = generation;
        this.giveWay = giveWay;
        this.applied = applied;
        this.thread = Thread.ofPlatform()
                .name("besik-intake-" + generation.name())
                .daemon()
                .unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    /** What stops it now; null: nothing. */
    @Nullable
    String problem() {
        return problem;
    }

    private void follow() {
        int size = 0;
        while (stopped.getCount() > 0) {
            try {
                size = step(size >= LOAD);
                problem = null;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error failed) {
                // An error, too, may pass: a class that cannot be read while Besik is replaced, say
                complain(failed);
                size = 0;
                if (isStoppedWithin(PAUSE)) {
                    return;
                }
            }
        }
    }

    /** Its kind and our own words only: other messages may speak of a person. */
    private void complain(Throwable failed) {
        boolean isOurs = failed instanceof GapException || failed instanceof UnknownEventException;
        String now =
                isOurs ? String.valueOf(failed.getMessage()) : failed.getClass().getSimpleName();
        if (!now.equals(problem)) {
            StackTraceElement[] trace = failed.getStackTrace();
            LOG.log(
                    Level.ERROR,
                    "views stand still at {0}: {1} at {2}",
                    generation.store().position(),
                    now,
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
        problem = now;
    }

    private int step(boolean isLoaded) throws InterruptedException {
        long position = generation.store().position();
        if (!feed.await(position, IDLE)) {
            return 0;
        }
        if (position == 0 && feed.head() > MOST_EVENTS) {
            return build();
        }
        if (isLoaded) {
            gather(position + GATHERED_ENOUGH - 1);
        }
        newsAwaited = giveWay.newsAwaited();
        List<StoredEvent> events = next(feed.read(position, MOST_EVENTS), position);
        if (events.isEmpty() || stopped.getCount() == 0) {
            return 0;
        }
        long start = System.nanoTime();
        List<ChildId> changed = generation.apply(events);
        int taken = Math.toIntExact(generation.store().position() - position);
        applied.batch(changed, taken, System.nanoTime() - start);
        return taken;
    }

    private void gather(long enough) throws InterruptedException {
        int looks = 0;
        while (looks < MOST_LOOKS && giveWay.newsAwaited() == newsAwaited && !feed.await(enough, LOOK)) {
            looks++;
        }
    }

    /** A long log from its beginning: there is a quicker way than batch by batch. */
    private int build() {
        long start = System.nanoTime();
        try (var pages = new ReadAhead(after -> next(feed.read(after, MOST_EVENTS), after))) {
            if (!generation.build(pages, feed.head(), () -> stopped.getCount() == 0)) {
                return 0;
            }
        }
        int events = (int) Math.min(Integer.MAX_VALUE, generation.store().position());
        applied.batch(List.of(), events, System.nanoTime() - start);
        return events;
    }

    private static List<StoredEvent> next(List<StoredEvent> read, long position) {
        List<StoredEvent> news =
                read.stream().filter(e -> e.position() > position).toList();
        long expected = position + 1;
        for (int i = 0; i < news.size(); i++) {
            long found = news.get(i).position();
            if (found != expected + i) {
                if (i > 0) {
                    return news.subList(0, i);
                }
                throw new GapException(expected, found);
            }
        }
        return news;
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    /** Asks it to stop after the batch at hand. */
    void stop() {
        stopped.countDown();
    }

    @Override
    public void close() {
        stop();
        join(thread);
    }

    /** Waits for a thread's end, whatever interrupts. */
    static void join(@Nullable Thread other) {
        boolean wasInterrupted = false;
        while (other != null && other != Thread.currentThread() && other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException hurry) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Events are missing from the feed. */
    static final class GapException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GapException(long expected, long found) {
            super("gap: expected position " + expected + ", found " + found);
        }
    }
}
