package org.besik.events.feed.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.FeedEvents;

/**
 * The topic: one partition, in the log's order, kept for ever, a CloudEvent in each record.
 *
 * @param servers where the brokers are, {@code host:port,host:port}
 * @param name of the topic
 * @param patience how long a broker may take to answer or to acknowledge
 * @param security Kafka's own client settings, who we are and how the line is sealed ({@code security.protocol} and others)
 */
public record FeedTopic(String servers, String name, Duration patience, Map<String, String> security) {

    /** Left to the brokers: how many copies they keep. */
    private static final short AS_CONFIGURED = -1;

    /** How much further back each look at the end goes. */
    private static final int FURTHER = 1_000;

    private static final Duration POLL = Duration.ofMillis(200);

    /** A topic of brokers that ask nobody who they are. */
    public FeedTopic(String servers, String name, Duration patience) {
        this(servers, name, patience, Map.of());
    }

    /** Another topic of the same brokers. */
    public FeedTopic named(String other) {
        return new FeedTopic(servers, other, patience, security);
    }

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "FeedTopic[" + name + "]";
    }

    /** The one partition. */
    public TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    /**
     * Makes the topic if it is not there.
     *
     * @throws IllegalStateException if the brokers do not answer, or if it has more than one partition: then it has no order
     */
    public void ensure() throws InterruptedException {
        ensure(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"));
    }

    /** As {@link #ensure()}, with settings of one's own. */
    public void ensure(Map<String, String> settings) throws InterruptedException {
        var brokers = brokers();
        brokers.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
        brokers.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
        try (Admin admin = Admin.create(brokers)) {
            Optional<TopicDescription> found = describe(admin);
            if (found.isEmpty()) {
                admin.createTopics(List.of(new NewTopic(name, 1, AS_CONFIGURED).configs(settings)))
                        .all()
                        .get(millis(), TimeUnit.MILLISECONDS);
            } else if (found.get().partitions().size() != 1) {
                throw new IllegalStateException("topic " + name + " has "
                        + found.get().partitions().size() + " partitions: only one keeps the log's order");
            }
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw unreachable(failed);
            }
        } catch (TimeoutException silent) {
            throw unreachable(silent);
        }
    }

    private Optional<TopicDescription> describe(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return Optional.ofNullable(admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get(millis(), TimeUnit.MILLISECONDS)
                    .get(name));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private IllegalStateException unreachable(Exception why) {
        return new IllegalStateException("the brokers do not answer about topic " + name, why);
    }

    /**
     * The last event of the log that the topic holds; what somebody else put behind it is passed over.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     * @throws IllegalStateException if its end cannot be read
     */
    public Optional<StoredEvent> last() {
        try (KafkaConsumer<byte[], byte[]> consumer = open(FURTHER)) {
            var partition = partition();
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            Optional<StoredEvent> last = Optional.empty();
            // Nearly always the very last record
            for (long back = 1; last.isEmpty() && end > beginning; back *= FURTHER) {
                long from = Math.max(beginning, end - back);
                last = last(consumer, from, end);
                end = from;
            }
            return last;
        }
    }

    private Optional<StoredEvent> last(KafkaConsumer<byte[], byte[]> consumer, long from, long end) {
        consumer.seek(partition(), from);
        Optional<StoredEvent> last = Optional.empty();
        long deadline = System.nanoTime() + patience.toNanos();
        while (consumer.position(partition()) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the end of topic " + name + " cannot be read");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                try {
                    last = Optional.of(read(record));
                } catch (UnreadableRecordException somebodyElses) {
                    // It is for intake to put it aside
                }
            }
        }
        return last;
    }

    /**
     * The event of a record.
     *
     * @throws UnreadableRecordException if it holds none
     */
    public static StoredEvent read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return FeedEvents.toStoredEvent(
                    KafkaMessageFactory.createReader(record).toEvent());
        } catch (IllegalArgumentException said) {
            throw new UnreadableRecordException(String.valueOf(said.getMessage()));
        } catch (RuntimeException notACloudEvent) {
            // Anything may be in it, and what is said about it may quote it
            throw new UnreadableRecordException("no CloudEvent");
        }
    }

    /** The record of an event. */
    public ProducerRecord<byte[], CloudEvent> record(StoredEvent event) {
        return new ProducerRecord<>(name, 0, null, FeedEvents.toCloudEvent(event));
    }

    /** A producer of events whose records arrive once and in order, or not at all. */
    public Producer<byte[], CloudEvent> producer() {
        return producer(new CloudEventSerializer());
    }

    /** A producer of whatever, of the same kind. */
    public <T> Producer<byte[], T> producer(Serializer<T> values) {
        var settings = brokers();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis() / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), values);
    }

    private Map<String, Object> brokers() {
        var settings = new HashMap<String, Object>(security);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return settings;
    }

    /** Settings of a consumer that fetches much at once; where it reads is its owner's business. */
    public Map<String, Object> consumer(int mostRecords) {
        var settings = brokers();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 20);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
        // A broker that was away is found again soon: what waits are people's questions
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** A consumer of the topic that belongs to no group. */
    public KafkaConsumer<byte[], byte[]> open(int mostRecords) {
        var consumer = new KafkaConsumer<byte[], byte[]>(consumer(mostRecords));
        consumer.assign(List.of(partition()));
        return consumer;
    }

    private int millis() {
        return (int) patience.toMillis();
    }
}
