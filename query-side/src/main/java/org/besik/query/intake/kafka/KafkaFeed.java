package org.besik.query.intake.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.events.feed.kafka.UnreadableRecordException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The feed from a Kafka topic. A listener brings what comes, beginning after what the views have; it drops repeats, stops
 * at a gap until the missing event comes after all, puts aside what is no event, and tells the brokers an offset only when
 * the views have what came before it. Whoever asks for older events, a rebuild for one, is read to from the topic's past.
 */
public final class KafkaFeed implements EventFeed, AutoCloseable {

    private static final Logger LOG = System.getLogger(KafkaFeed.class.getName());

    private static final int MOST_RECORDS = 16_000;

    /** So many events wait in memory for the views. */
    private static final int MOST_WAITING = 2 * MOST_RECORDS;

    /** The live views, one generation beside them, and who asks how old they are. */
    private static final int READERS = 3;

    /** How often it is looked how long the topic is. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** After a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(250);

    private final FeedTopic topic;
    private final Reading reading;
    private final String group;
    private final DeadLetters deadLetters;
    private final Deque<TopicReader> readers = new ArrayDeque<>();
    private final Deque<Unwritten> unwritten = new ArrayDeque<>();
    private final Listener listener = new Listener();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread looking =
            Thread.ofPlatform().daemon().name("besik-feed-look").unstarted(this::look);
    private final Window window;
    private @Nullable KafkaMessageListenerContainer<byte[], byte[]> container;
    private long written;
    private volatile long missing;
    private volatile long nextOffset;
    private volatile long endOffset;
    private volatile @Nullable String trouble;

    /** How an event is read from a record. */
    @FunctionalInterface
    public interface Reading {

        /** @throws UnreadableRecordException if the record holds none */
        StoredEvent read(ConsumerRecord<byte[], byte[]> record);
    }

    /** A batch whose events the views do not have yet, and how to tell the brokers once they do. */
    private record Unwritten(long position, Acknowledgment acknowledgment) {}

    /**
     * Opens the feed; it can be read from now on, and is listened to from {@link #follow} on.
     *
     * @param group under which the brokers remember how far the views are: for people, as the views keep their own position
     * @param longest how long the brokers may be waited for
     * @throws IllegalStateException if they do not answer by then
     */
    public static KafkaFeed open(FeedTopic topic, String group, Duration longest) throws InterruptedException {
        return open(topic, FeedTopic::read, group, longest);
    }

    /**
     * As {@link #open(FeedTopic, String, Duration)}.
     *
     * @param reading how the event is read from a record; it throws as {@link FeedTopic#read} does
     */
    public static KafkaFeed open(FeedTopic topic, Reading reading, String group, Duration longest)
            throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            try {
                topic.ensure();
                return new KafkaFeed(
                        topic,
                        reading,
                        group,
                        topic.last().map(StoredEvent::position).orElse(0L));
            } catch (IllegalStateException | KafkaException notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the feed cannot be opened", notYet);
                }
                LOG.log(Level.DEBUG, "waiting for topic {0}", topic.name());
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        }
    }

    private KafkaFeed(FeedTopic topic, Reading reading, String group, long head) {
        this.topic = topic;
        this.reading = reading;
        this.group = group;
        this.deadLetters = new DeadLetters(topic);
        this.window = new Window(MOST_WAITING, head);
    }

    /**
     * Begins to listen.
     *
     * @param position the last that the views have; from now on {@link #written} must be told of every other one
     */
    public void follow(long position) {
        window.startAfter(position);
        written(position);
        var properties = new ContainerProperties(new TopicPartitionOffset(topic.name(), 0, offsetAfter(position)));
        properties.setGroupId(group);
        properties.setClientId("besik-feed");
        properties.setAckMode(AckMode.MANUAL);
        properties.setPollTimeout(POLL.toMillis());
        properties.setMessageListener(listener);
        var started = new KafkaMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(topic.consumer(MOST_RECORDS)), properties);
        started.setBeanName("feed");
        started.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(PAUSE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
        container = started;
        started.start();
        looking.start();
    }

    /** No earlier offset can have the event after a position: each event before it took one. */
    private static long offsetAfter(long position) {
        return position;
    }

    /** The views have everything up to a position: the brokers may know. */
    public void written(long position) {
        window.written(position);
        synchronized (unwritten) {
            written = Math.max(written, position);
            Unwritten first = unwritten.peek();
            while (first != null && first.position() <= written) {
                first.acknowledgment().acknowledge();
                unwritten.remove();
                first = unwritten.peek();
            }
        }
    }

    /** Brings what comes, on the container's thread. */
    private final class Listener implements BatchAcknowledgingMessageListener<byte[], byte[]>, ConsumerSeekAware {

        private volatile @Nullable ConsumerSeekCallback seeking;

        @Override
        public void registerSeekCallback(ConsumerSeekCallback callback) {
            seeking = callback;
        }

        /** Reads again from an offset on; what is known already is dropped as a repeat. */
        void goBackTo(long offset) {
            ConsumerSeekCallback callback = seeking;
            if (callback == null) {
                throw new IllegalStateException("nothing is listened to yet");
            }
            callback.seek(topic.name(), 0, offset);
        }

        @Override
        public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Acknowledgment acknowledgment) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    take(record);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped", stop);
            }
            // What comes behind a gap will be read again
            if (missing == 0 && acknowledgment != null) {
                synchronized (unwritten) {
                    unwritten.add(new Unwritten(window.next() - 1, acknowledgment));
                }
                written(0);
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
            StoredEvent event;
            try {
                event = reading.read(record);
            } catch (UnreadableRecordException unreadable) {
                deadLetters.put(record, String.valueOf(unreadable.getMessage()));
                nextOffset = record.offset() + 1;
                return;
            }
            long next = window.next();
            if (event.position() == next) {
                window.add(event);
                missing = 0;
            } else if (event.position() > next) {
                missed(next, event.position());
            }
            nextOffset = record.offset() + 1;
        }

        private void missed(long next, long found) {
            if (missing != next) {
                LOG.log(Level.ERROR, "position {0} is missing from topic {1}: {2} came", next, topic.name(), found);
            }
            missing = next;
            window.reached(found);
        }
    }

    /** Looks now and then how long the topic is: a broker that is away is otherwise as silent as one without news. */
    private void look() {
        try (KafkaConsumer<byte[], byte[]> consumer = topic.open(1)) {
            while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    endOffset = consumer.endOffsets(List.of(topic.partition()), topic.patience())
                            .getOrDefault(topic.partition(), 0L);
                    trouble = isListening() ? null : "the listener has stopped";
                } catch (KafkaException silent) {
                    trouble = "the brokers do not answer";
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isListening() {
        KafkaMessageListenerContainer<byte[], byte[]> started = container;
        return started != null && started.isRunning();
    }

    /** {@inheritDoc} As far as the topic is known: what the log holds beyond it has not been relayed yet. */
    @Override
    public long head() {
        return window.head();
    }

    /** {@inheritDoc} Where one is missing from the topic, the first one beyond the gap. */
    @Override
    public List<StoredEvent> read(long after, int limit) {
        Optional<List<StoredEvent>> here = window.read(after, limit);
        return here.isPresent() ? here.get() : past(after, limit);
    }

    private List<StoredEvent> past(long after, int limit) {
        synchronized (readers) {
            TopicReader reader = readerAt(after);
            try {
                List<StoredEvent> found = reader.read(after, limit);
                if (!found.isEmpty()) {
                    // The listener may not have come so far; what was read is there all the same
                    window.reached(found.getLast().position());
                }
                return found;
            } catch (KafkaException | IllegalStateException notHeard) {
                readers.remove(reader);
                reader.close();
                throw notHeard;
            }
        }
    }

    /** The one that stands there, else the one that was asked least lately. */
    private TopicReader readerAt(long after) {
        TopicReader found = readers.stream()
                .filter(reader -> reader.isAt(after))
                .findFirst()
                .orElseGet(() -> readers.size() < READERS ? new TopicReader(topic, reading) : readers.removeLast());
        readers.remove(found);
        readers.addFirst(found);
        return found;
    }

    @Override
    public boolean await(long after, Duration timeout) throws InterruptedException {
        return window.await(after, timeout);
    }

    /**
     * How the feed stands.
     *
     * @param position of the last event that came without a gap
     * @param behind records of the topic that were not looked at yet
     * @param missing the position that is waited for; 0: none is
     * @param trouble why nothing comes; null: nothing is wrong
     */
    public record Health(
            long position,
            long behind,
            long missing,
            @Nullable String trouble) {}

    /** How the feed stands now. */
    public Health health() {
        return new Health(window.next() - 1, behind(), missing, trouble);
    }

    /** Records of the topic that were not looked at yet. */
    public long behind() {
        return Math.max(0, endOffset - nextOffset);
    }

    /**
     * A record that was put aside.
     *
     * @param offset of the record in the feed's topic
     * @param reason in our words
     * @param at when it was put aside
     * @param bytes how long it is
     */
    public record Letter(long offset, String reason, Instant at, int bytes) {}

    /** What was put aside and waits for somebody to look. */
    public List<Letter> deadLetters() {
        return deadLetters.all();
    }

    /** What became of an attempt to read a dead letter again. */
    public enum Redriven {
        NO_SUCH_LETTER,
        STILL_UNREADABLE,
        READ
    }

    /** Tries to read a record once more that was put aside; if that succeeds, the feed goes on from it. */
    public Redriven redrive(long offset) throws InterruptedException {
        if (deadLetters.find(offset).isEmpty()) {
            return Redriven.NO_SUCH_LETTER;
        }
        Optional<StoredEvent> event = eventAt(offset);
        if (event.isEmpty()) {
            return Redriven.STILL_UNREADABLE;
        }
        deadLetters.remove(offset);
        if (event.get().position() >= window.next()) {
            listener.goBackTo(offset);
        }
        return Redriven.READ;
    }

    private Optional<StoredEvent> eventAt(long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = topic.open(1)) {
            consumer.seek(topic.partition(), offset);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(topic.patience())) {
                if (record.offset() == offset) {
                    return Optional.of(reading.read(record));
                }
            }
            return Optional.empty();
        } catch (UnreadableRecordException still) {
            return Optional.empty();
        }
    }

    /** Takes a letter away that nobody needs; false: there is none. */
    public boolean discard(long offset) throws InterruptedException {
        if (deadLetters.find(offset).isEmpty()) {
            return false;
        }
        deadLetters.remove(offset);
        return true;
    }

    @Override
    public void close() {
        closing.countDown();
        window.close();
        KafkaMessageListenerContainer<byte[], byte[]> started = container;
        if (started != null) {
            started.stop();
        }
        synchronized (readers) {
            readers.forEach(TopicReader::close);
            readers.clear();
        }
        deadLetters.close();
    }
}
