package org.besik.query.intake.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.events.feed.kafka.UnreadableRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Answers: what came after a position? From the topic's past, for whoever joins late or builds views anew. It goes on where
 * it stopped as long as it is asked in order. Repeats are dropped; where an event is missing, the first one beyond is
 * given, so that whoever asked sees the gap. One thread at a time.
 */
final class TopicReader implements AutoCloseable {

    private static final int MOST_RECORDS = 16_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final FeedTopic topic;
    private final KafkaFeed.Reading reading;
    private final Deque<ConsumerRecord<byte[], byte[]>> polled = new ArrayDeque<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private long next = -1;
    private @Nullable StoredEvent beyond;

    TopicReader(FeedTopic topic, KafkaFeed.Reading reading) {
        this.topic = topic;
        this.reading = reading;
    }

    /** Whether it would go on from here, without looking for the place. */
    boolean isAt(long after) {
        return next == after + 1;
    }

    /**
     * Up to {@code limit} events after a position, in order.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    List<StoredEvent> read(long after, int limit) {
        KafkaConsumer<byte[], byte[]> open = at(after);
        long end = open.endOffsets(List.of(topic.partition())).getOrDefault(topic.partition(), 0L);
        var events = new ArrayList<StoredEvent>();
        while (events.size() < limit) {
            ConsumerRecord<byte[], byte[]> record = polled.peek();
            if (record == null) {
                if (!isPolled(open, end)) {
                    break;
                }
            } else {
                StoredEvent event = event(record);
                if (event != null && event.position() > next && !events.isEmpty()) {
                    // What is missing here is for the next reading to find out
                    return events;
                }
                polled.remove();
                take(event, events);
            }
        }
        StoredEvent seen = beyond;
        return events.isEmpty() && seen != null ? List.of(seen) : events;
    }

    private void take(@Nullable StoredEvent event, List<StoredEvent> events) {
        if (event != null && event.position() == next) {
            events.add(event);
            next++;
            beyond = null;
        } else if (event != null && event.position() > next && beyond == null) {
            // It may have been sent again further on
            beyond = event;
        }
    }

    private @Nullable StoredEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return reading.read(record);
        } catch (UnreadableRecordException putAsideElsewhere) {
            return null;
        }
    }

    private KafkaConsumer<byte[], byte[]> at(long after) {
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = topic.open(MOST_RECORDS);
            consumer = open;
        }
        if (!isAt(after)) {
            next = -1;
            polled.clear();
            beyond = null;
            long beginning = open.beginningOffsets(List.of(topic.partition())).getOrDefault(topic.partition(), 0L);
            // No earlier offset can have the event: each one before it took one
            open.seek(topic.partition(), Math.max(beginning, after));
            next = after + 1;
        }
        return open;
    }

    /** Fetches more; false: there is no more. */
    private boolean isPolled(KafkaConsumer<byte[], byte[]> open, long end) {
        long deadline = System.nanoTime() + topic.patience().toNanos();
        while (open.position(topic.partition()) < end) {
            open.poll(POLL).forEach(polled::add);
            if (!polled.isEmpty()) {
                return true;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the topic is not heard");
            }
        }
        return false;
    }

    @Override
    public void close() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        next = -1;
        if (open != null) {
            open.close();
        }
    }
}
