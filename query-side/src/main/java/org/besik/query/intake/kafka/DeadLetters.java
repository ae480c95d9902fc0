package org.besik.query.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.query.intake.kafka.KafkaFeed.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Records that hold no event, put aside with all they are into a topic of their own, under the offset at which they were
 * found: so one that is met again is not put aside twice, and one that was dealt with leaves.
 */
final class DeadLetters implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DeadLetters.class.getName());

    private static final String REASON = "besik_reason";
    private static final int MOST_RECORDS = 1_000;

    private final FeedTopic feed;
    private final FeedTopic topic;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(FeedTopic feed) {
        this.feed = feed;
        this.topic = feed.named(feed.name() + ".dead");
    }

    /** Puts a record aside; it is safe there when this returns. */
    void put(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        var letter = new ProducerRecord<>(topic.name(), 0, key(record.offset()), valueOf(record), record.headers());
        letter.headers().remove(REASON).add(REASON, reason.getBytes(UTF_8));
        send(letter);
        LOG.log(
                Level.ERROR,
                "the record at offset {0} of topic {1} is put aside: {2}",
                record.offset(),
                feed.name(),
                reason);
    }

    /** A letter without a value would be taken for one that was dealt with. */
    private static byte[] valueOf(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }

    /** Takes a letter away. */
    void remove(long offset) throws InterruptedException {
        send(new ProducerRecord<>(topic.name(), 0, key(offset), null));
    }

    private synchronized void send(ProducerRecord<byte[], byte[]> letter) throws InterruptedException {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            topic.ensure(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            open = topic.producer(new ByteArraySerializer());
            producer = open;
        }
        try {
            open.send(letter).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a record that cannot be read cannot be put aside", failed.getCause());
        }
    }

    private static byte[] key(long offset) {
        return Long.toString(offset).getBytes(UTF_8);
    }

    /** Those that wait, by their offset. */
    List<Letter> all() {
        return new ArrayList<>(letters().values());
    }

    /** One of them; empty: there is none, or it was dealt with. */
    Optional<Letter> find(long offset) {
        return Optional.ofNullable(letters().get(offset));
    }

    private Map<Long, Letter> letters() {
        var letters = new TreeMap<Long, Letter>();
        try (KafkaConsumer<byte[], byte[]> consumer = topic.open(MOST_RECORDS)) {
            if (consumer.partitionsFor(topic.name()).isEmpty()) {
                return letters;
            }
            var partition = topic.partition();
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + topic.patience().toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the topic " + topic.name() + " is not heard");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(record -> take(record, letters));
            }
        }
        return letters;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<Long, Letter> letters) {
        if (record.key() == null) {
            return;
        }
        long offset = Long.parseLong(new String(record.key(), UTF_8));
        if (record.value() == null) {
            letters.remove(offset);
            return;
        }
        Header reason = record.headers().lastHeader(REASON);
        letters.put(
                offset,
                new Letter(
                        offset,
                        reason == null ? "" : new String(reason.value(), UTF_8),
                        Instant.ofEpochMilli(record.timestamp()),
                        record.value().length));
    }

    @Override
    public synchronized void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }
}
