package org.besik.command.publishing.kafka;

import io.cloudevents.CloudEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.besik.command.leases.Lease;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.feed.kafka.FeedTopic;
import org.jspecify.annotations.Nullable;

/**
 * Puts the durable events of the log onto the topic, in the log's order, while it is this node's turn. It goes on where the
 * topic ends, so whatever went wrong only delays; when a relay that was thought dead sends on, what arrives is a repeat,
 * which whoever reads drops by its position. Its own position is kept only for events that the brokers acknowledged.
 */
public final class KafkaRelay implements AutoCloseable {

    private static final Logger LOG = System.getLogger(KafkaRelay.class.getName());

    private static final int MOST_EVENTS = 1_000;
    private static final Duration IDLE = Duration.ofMillis(250);

    /** After a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventFeed log;
    private final FeedTopic topic;
    private final Lease lease;
    private final ResendRequests requests;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("besik-relay").unstarted(this::run);
    private @Nullable Producer<byte[], CloudEvent> producer;
    private long beats;
    private boolean isAsked;
    private volatile boolean wasOurs;
    private volatile long position;
    private volatile @Nullable String trouble;

    /**
     * A relay that has not begun yet.
     *
     * @param lease whose turn it is to relay; closed with the relay
     * @param requests to send something again
     */
    public KafkaRelay(EventFeed log, FeedTopic topic, Lease lease, ResendRequests requests) {
        this.log = log;
        this.topic = topic;
        this.lease = lease;
        this.requests = requests;
    }

    /** Begins to relay, or to wait for its turn. */
    public void start() {
        thread.start();
    }

    /** Whether it is this node that relays. */
    public boolean isOnDuty() {
        return lease.isHeld();
    }

    /** The last position that the brokers acknowledged; 0: none, or it is another node's turn. */
    public long position() {
        return isOnDuty() ? position : 0;
    }

    /** How many durable events are not on the topic yet, as far as this node knows; 0 if it is another node's turn. */
    public long behind() {
        return wasOurs ? Math.max(0, log.head() - position) : 0;
    }

    /** Why nothing is relayed now, for a health page; null: nothing is wrong. */
    public @Nullable String trouble() {
        return trouble;
    }

    private void run() {
        try {
            relay();
        } catch (Error failed) {
            trouble = "the relay has stopped: " + failed.getClass().getSimpleName();
            throw failed;
        } finally {
            rest();
            lease.close();
        }
    }

    private void relay() {
        while (closing.getCount() > 0) {
            try {
                if (isOurTurn()) {
                    step();
                    trouble = null;
                } else {
                    rest();
                    closing.await(lease.patience().toMillis() / 4, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failed) {
                complain(failed);
                rest();
                if (isClosingWithin(PAUSE)) {
                    return;
                }
            }
        }
    }

    /** Shows that we live, but not more often than is good for whoever keeps the lease. */
    private boolean isOurTurn() {
        long now = System.nanoTime();
        if (!lease.isHeld() || now - beats > lease.patience().toNanos() / 6) {
            beats = now;
            isAsked = true;
            wasOurs = lease.hold();
            if (!wasOurs) {
                trouble = null;
            }
            return wasOurs;
        }
        return true;
    }

    /** Its kind and our own words only: other messages may quote a record. */
    private void complain(RuntimeException failed) {
        String why = failed instanceof IllegalStateException
                ? String.valueOf(failed.getMessage())
                : failed.getClass().getSimpleName();
        if (!why.equals(trouble)) {
            LOG.log(Level.ERROR, "nothing is relayed at present: {0}", why);
        }
        trouble = why;
    }

    private void step() throws InterruptedException {
        Producer<byte[], CloudEvent> open = producer;
        if (open == null) {
            topic.ensure();
            position = end();
            if (position < lease.mark()) {
                LOG.log(Level.WARNING, "topic {0} lost events that it had acknowledged: sent again", topic.name());
            }
            open = topic.producer();
            producer = open;
            LOG.log(Level.INFO, "relaying to topic {0} after position {1}", topic.name(), position);
        }
        if (isAsked) {
            isAsked = false;
            requests.take().ifPresent(this::goBackBefore);
        }
        if (!log.await(position, IDLE)) {
            return;
        }
        List<StoredEvent> events = log.read(position, MOST_EVENTS);
        if (!events.isEmpty()) {
            send(open, events);
        }
    }

    private void goBackBefore(long from) {
        if (from <= position) {
            LOG.log(Level.INFO, "relaying to topic {0} again from position {1} on", topic.name(), from);
            position = from - 1;
        }
    }

    /**
     * Where the topic ends. What it ends with must be what the log holds there: else it belongs to another log, and its
     * readers would take that one's past for ours.
     */
    private long end() {
        Optional<StoredEvent> last = topic.last();
        if (last.isEmpty()) {
            return 0;
        }
        StoredEvent there = last.get();
        List<StoredEvent> here = log.read(there.position() - 1, 1);
        if (here.isEmpty()) {
            throw new IllegalStateException("topic " + topic.name() + " holds position " + there.position()
                    + ", which the log does not show: it is another log's, or the log cannot be read");
        }
        if (!isSame(there, here.getFirst())) {
            throw new IllegalStateException("topic " + topic.name() + " holds another event than the log at position "
                    + there.position() + ": it is another log's");
        }
        return there.position();
    }

    private static boolean isSame(StoredEvent there, StoredEvent here) {
        return there.type().equals(here.type())
                && there.revision().equals(here.revision())
                && there.tags().equals(here.tags())
                && Arrays.equals(there.metadata(), here.metadata())
                && Arrays.equals(there.payload(), here.payload());
    }

    private void send(Producer<byte[], CloudEvent> open, List<StoredEvent> events) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>(events.size());
        for (StoredEvent event : events) {
            Future<RecordMetadata> one = open.send(topic.record(event));
            if (one.isDone()) {
                // Refused at once, after a wait: the ones behind it would wait as long, each
                await(one);
            }
            sent.add(one);
        }
        for (Future<RecordMetadata> each : sent) {
            await(each);
        }
        position = events.getLast().position();
        lease.mark(position);
    }

    /** While brokers take their time, nobody shall think that we are dead. */
    private void await(Future<RecordMetadata> sent) throws InterruptedException {
        long tick = lease.patience().toMillis() / 6;
        while (true) {
            try {
                sent.get(tick, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                if (!isOurTurn()) {
                    throw new IllegalStateException("another node relays");
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof KafkaException known
                        ? known
                        : new KafkaException("an event could not be sent", failed.getCause());
            }
        }
    }

    /** The next turn begins with what the topic then ends with. */
    private void rest() {
        Producer<byte[], CloudEvent> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    private boolean isClosingWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    /** Stops after the batch at hand and gives its turn back. */
    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
