package org.besik.scenarios.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.events.feed.kafka.UnreadableRecordException;
import org.besik.query.intake.kafka.KafkaFeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a topic can hold that it should not, and what its readers make of it. */
@Timeout(60)
class KafkaFeedTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final FeedTopic topic = Broker.shared().topic();
    private final String group = "views-" + UUID.randomUUID();
    private Producer<byte[], CloudEvent> relay = topic.producer();
    private Producer<byte[], byte[]> stranger = topic.producer(new ByteArraySerializer());
    private @Nullable KafkaFeed opened;

    @BeforeEach
    void makeTopic() throws InterruptedException {
        topic.ensure();
    }

    @AfterEach
    void close() {
        relay.close();
        stranger.close();
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void repeats_are_dropped_whoever_sent_them() throws Exception {
        send(1, 2, 3);
        KafkaFeed feed = follow(0);
        // A relay that took over sends the last ones once more; one that was thought dead sends older ones
        send(2, 3, 4, 1, 2, 3, 5);

        assertThat(feed.await(4, LONG)).isTrue();
        assertThat(positions(feed.read(0, 100))).containsExactly(1L, 2L, 3L, 4L, 5L);
        // A late reader finds the same, from the topic's past
        feed.written(5);
        assertThat(positions(feed.read(0, 100))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(positions(feed.read(3, 100))).containsExactly(4L, 5L);
        assertThat(feed.health().missing()).isZero();
    }

    @Test
    void a_gap_is_waited_for_and_told_of_until_what_is_missing_is_sent_again() throws Exception {
        KafkaFeed feed = follow(0);
        send(1, 2, 4, 5);

        await().atMost(LONG).until(() -> feed.health().missing() == 3);
        assertThat(positions(feed.read(0, 100))).containsExactly(1L, 2L);
        // Whoever asks for the next one sees that it is not there
        assertThat(feed.await(2, LONG)).isTrue();
        assertThat(positions(feed.read(2, 100))).containsExactly(4L);
        assertThat(feed.health().position()).isEqualTo(2);

        send(3, 4, 5, 6);

        await().atMost(LONG).until(() -> feed.health().missing() == 0 && feed.head() == 6);
        assertThat(positions(feed.read(2, 100))).containsExactly(3L, 4L, 5L, 6L);
        feed.written(6);
        assertThat(positions(feed.read(0, 100))).containsExactly(1L, 2L);
        assertThat(positions(feed.read(2, 100))).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void a_reader_that_starts_again_behind_a_gap_still_sees_it() throws Exception {
        send(1, 2, 4);
        KafkaFeed feed = follow(2);

        await().atMost(LONG).until(() -> feed.health().missing() == 3);
        send(3, 4, 5);
        await().atMost(LONG).until(() -> feed.head() == 5 && feed.health().missing() == 0);
        assertThat(positions(feed.read(2, 10))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void what_is_no_event_is_put_aside_and_the_rest_goes_on() throws Exception {
        send(1);
        stranger.send(new ProducerRecord<>(topic.name(), "who are you".getBytes(UTF_8)))
                .get();
        stranger.send(new ProducerRecord<>(topic.name(), null)).get();
        send(2);
        KafkaFeed feed = follow(0);

        assertThat(feed.await(1, LONG)).isTrue();
        assertThat(positions(feed.read(0, 10))).containsExactly(1L, 2L);
        await().atMost(LONG).until(() -> feed.health().position() == 2);
        assertThat(offsets(feed)).containsExactly(1L, 2L);
        assertThat(feed.deadLetters().getFirst().reason()).isEqualTo("no CloudEvent");
        assertThat(feed.deadLetters().getFirst().bytes()).isEqualTo(11);
        assertThat(feed.health().missing()).isZero();

        assertThat(feed.redrive(1)).isEqualTo(KafkaFeed.Redriven.STILL_UNREADABLE);
        assertThat(feed.redrive(7)).isEqualTo(KafkaFeed.Redriven.NO_SUCH_LETTER);
        assertThat(feed.discard(1)).isTrue();
        assertThat(feed.discard(1)).isFalse();
        assertThat(offsets(feed)).containsExactly(2L);

        // Met again, it is put aside under the same number
        feed.close();
        KafkaFeed again = follow(0);
        await().atMost(LONG).until(() -> offsets(again).equals(List.of(1L, 2L)));
    }

    @Test
    void a_letter_that_can_be_read_by_now_is_driven_again_from_its_place() throws Exception {
        var isNewer = new AtomicBoolean();
        KafkaFeed feed = KafkaFeed.open(
                topic,
                record -> {
                    StoredEvent event = FeedTopic.read(record);
                    if (event.position() == 2 && !isNewer.get()) {
                        throw new UnreadableRecordException("of a newer Besik");
                    }
                    return event;
                },
                group,
                LONG);
        opened = feed;
        feed.follow(0);
        send(1, 2, 3, 4);
        await().atMost(LONG).until(() -> feed.health().missing() == 2);
        assertThat(offsets(feed)).containsExactly(1L);

        isNewer.set(true);
        assertThat(feed.redrive(1)).isEqualTo(KafkaFeed.Redriven.READ);

        await().atMost(LONG)
                .until(() -> feed.health().position() == 4 && feed.health().missing() == 0);
        assertThat(positions(feed.read(0, 10))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(feed.deadLetters()).isEmpty();
    }

    @Test
    void brokers_are_told_an_offset_only_when_the_views_have_what_came_before() throws Exception {
        send(1, 2, 3);
        KafkaFeed feed = follow(0);
        await().atMost(LONG).until(() -> feed.health().position() == 3);
        send(4, 5);
        await().atMost(LONG).until(() -> feed.health().position() == 5);

        assertThat(committed()).isZero();
        feed.written(3);
        await().atMost(LONG).until(() -> committed() == 3);
        feed.written(5);
        await().atMost(LONG).until(() -> committed() == 5);
    }

    @Test
    void a_topic_with_two_partitions_has_no_order_and_is_refused() throws Exception {
        var split = new FeedTopic(topic.servers(), topic.name() + ".split", topic.patience());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topic.servers()))) {
            admin.createTopics(List.of(new NewTopic(split.name(), 2, (short) 1)))
                    .all()
                    .get();
        }

        await().atMost(LONG)
                .untilAsserted(() -> assertThatThrownBy(split::ensure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("2 partitions"));
    }

    private KafkaFeed follow(long position) throws InterruptedException {
        KafkaFeed feed = KafkaFeed.open(topic, group, LONG);
        opened = feed;
        feed.follow(position);
        return feed;
    }

    private void send(long... positions) throws Exception {
        for (long position : positions) {
            relay.send(topic.record(new StoredEvent(
                            position,
                            "t.Said",
                            "1",
                            "{}".getBytes(UTF_8),
                            List.of(),
                            Long.toString(position).getBytes(UTF_8))))
                    .get();
        }
    }

    private long committed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topic.servers()))) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(topic.partition());
            return offset == null ? 0 : offset.offset();
        }
    }

    private static List<Long> offsets(KafkaFeed feed) {
        return feed.deadLetters().stream().map(KafkaFeed.Letter::offset).toList();
    }

    private static List<Long> positions(List<StoredEvent> events) {
        return events.stream()
                .peek(event ->
                        assertThat(new String(event.payload(), UTF_8)).isEqualTo(Long.toString(event.position())))
                .map(StoredEvent::position)
                .toList();
    }
}
