package org.besik.query.notifications;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.besik.query.flags.Turn;
import org.besik.query.intake.Views;
import org.besik.query.notifications.FlagNews.Raised;
import org.besik.query.notifications.Newsroom.Edition;
import org.besik.query.notifications.Subscription.Channel;
import org.besik.query.notifications.Subscriptions.Kept;
import org.besik.query.notifications.Way.NotTaken;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Tells subscribers which flags were raised: looks at the views, makes a message of what is new and keeps it, and only then
 * sends it, until it is taken. Nobody waits for a receiver: neither the sweep, nor other subscribers.
 */
final class Notifier implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Notifier.class.getName());

    private static final long LOOK_MILLISECONDS = 500;

    /** What is being sent when the process ends may take so long; else it is sent again after the next start. */
    private static final long PARTING_SECONDS = 3;

    private final Subscriptions subscriptions;
    private final Map<Channel, Way> ways;
    private final Views views;
    private final SchoolCalendar calendar;
    private final Turn turn;
    private final Duration gather;
    private final Clock clock;
    private final MeterRegistry meters;

    /** Subscriptions to which something is being sent. */
    private final Set<String> sending = ConcurrentHashMap.newKeySet();

    /** The newest flag seen for a subscription, and since when there was none newer; the one thread's. */
    private final Map<String, Newest> newest = new HashMap<>();

    private final ExecutorService senders;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("besik-notifier").daemon().unstarted(this::run);

    private record Newest(long position, long sinceNanos) {}

    /**
     * Looks once it is started.
     *
     * @param gather flags that come within so long of each other are told together
     * @param senders where messages are sent; closed with this
     */
    Notifier(
            Subscriptions subscriptions,
            Map<Channel, Way> ways,
            Views views,
            SchoolCalendar calendar,
            Turn turn,
            Duration gather,
            ExecutorService senders,
            Clock clock,
            MeterRegistry meters) {
        this.subscriptions = subscriptions;
        this.ways = ways;
        this.views = views;
        this.calendar = calendar;
        this.turn = turn;
        this.gather = gather;
        this.senders = senders;
        this.clock = clock;
        this.meters = meters;
    }

    void start() {
        thread.start();
    }

    private void run() {
        do {
            try {
                if (turn.isOurs()) {
                    look();
                }
            } catch (RuntimeException failed) {
                // Its kind only: a message may speak of a person. What is missing is told the next time.
                LOG.log(
                        Level.ERROR,
                        "nobody is notified at present: {0}",
                        failed.getClass().getSimpleName());
            }
        } while (!isClosedWithin(LOOK_MILLISECONDS));
    }

    private boolean isClosedWithin(long milliseconds) {
        try {
            return closed.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    /** One round: composes what is new, and sends what is due. */
    void look() {
        Instant now = clock.instant();
        var newsroom = newsroom();
        Map<String, Kept> all = subscriptions.all();
        newest.keySet().retainAll(all.keySet());
        all.forEach((id, kept) -> {
            if (!sending.contains(id) && !kept.subscription().isQuiet(now, clock.getZone())) {
                Kept ready = kept.progress().waiting().isEmpty() ? compose(kept, newsroom, now) : kept;
                if (ready != null && ready.progress().isDue(now)) {
                    sending.add(id);
                    senders.execute(() -> send(ready));
                }
            }
        });
    }

    private Newsroom newsroom() {
        return new Newsroom(views, calendar, LocalDate.now(clock));
    }

    /** Keeps what is new as messages; null: nothing is, or more may come in a moment. */
    private @Nullable Kept compose(Kept kept, Newsroom newsroom, Instant now) {
        String id = kept.subscription().id();
        List<Raised> news = newsroom.after(kept.progress().position());
        if (news.isEmpty()) {
            newest.remove(id);
            return null;
        }
        var last = new Newest(news.getLast().position(), System.nanoTime());
        Newest before = newest.put(id, last);
        if (before != null && before.position() == last.position()) {
            newest.put(id, before);
        }
        boolean isMore = before == null || before.position() != last.position();
        if (news.size() < Newsroom.AT_ONCE
                && !gather.isZero()
                && (isMore || last.sinceNanos() - newest.get(id).sinceNanos() < gather.toNanos())) {
            return null;
        }
        Edition edition = newsroom.edit(kept.subscription(), news, now);
        return subscriptions.change(
                id,
                there -> there == null || !there.progress().equals(kept.progress())
                        ? there
                        : there.with(there.progress().composed(edition.upTo(), edition.messages())));
    }

    /** Sends what waits, message by message, until one is not taken. */
    private void send(Kept kept) {
        Kept next = kept;
        try {
            while (next != null && closed.getCount() > 0 && next.progress().isDue(clock.instant())) {
                next = sendFirst(next);
            }
        } catch (InterruptedException stop) {
            // Sent again after the next start
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.ERROR,
                    "how far a subscription was told cannot be kept: {0}",
                    failed.getClass().getSimpleName());
        } finally {
            sending.remove(kept.subscription().id());
        }
    }

    private @Nullable Kept sendFirst(Kept kept) throws InterruptedException {
        Subscription subscription = kept.subscription();
        Message message = kept.progress().waiting().getFirst();
        String why = null;
        try {
            ways.getOrDefault(subscription.channel(), (to, what) -> {
                        throw new NotTaken("No mail server is named in BESIK_SMTP_URI.");
                    })
                    .tell(subscription, message);
        } catch (NotTaken refused) {
            why = refused.why();
        } catch (IllegalStateException secretDoesNotOpen) {
            why = "Its secret cannot be opened: was the master key changed?";
        }
        String problem = why;
        count(subscription.channel(), problem == null ? "delivered" : "failed");
        Instant now = clock.instant();
        return subscriptions.change(subscription.id(), there -> {
            boolean isStillFirst = there != null
                    && !there.progress().waiting().isEmpty()
                    && there.progress().waiting().getFirst().id().equals(message.id());
            if (there == null || !isStillFirst) {
                return there;
            }
            return there.with(
                    problem == null
                            ? there.progress().taken(now)
                            : there.progress().refused(now, problem));
        });
    }

    private void count(Channel channel, String outcome) {
        Counter.builder("besik.notifications")
                .description("Messages to subscribers, each attempt")
                .tag("channel", channel.name().toLowerCase(java.util.Locale.ROOT))
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    /** How many flags a subscription was not told of yet; counted up to a few thousand. */
    long waiting(Kept kept) {
        long composed = kept.progress().waiting().stream()
                .mapToLong(message -> message.flags().size())
                .sum();
        var newsroom = newsroom();
        List<Raised> news = newsroom.after(kept.progress().position());
        return news.isEmpty()
                ? composed
                : composed
                        + newsroom.edit(kept.subscription(), news, clock.instant()).messages().stream()
                                .mapToLong(message -> message.flags().size())
                                .sum();
    }

    @Override
    public void close() {
        closed.countDown();
        senders.shutdown();
        boolean interrupted = false;
        try {
            if (!senders.awaitTermination(PARTING_SECONDS, TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            senders.shutdownNow();
            interrupted = true;
        }
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException hurry) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
