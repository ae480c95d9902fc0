package org.besik.scenarios.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.leases.Lease;
import org.besik.command.leases.LeaseRows;
import org.besik.command.publishing.kafka.KafkaRelay;
import org.besik.command.publishing.kafka.ResendRequests;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.query.intake.kafka.KafkaFeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who relays, from where on, and what happens when one that relays, or the brokers, go away. */
@Timeout(120)
class KafkaRelayTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    @TempDir
    Path folder;

    private final MemoryLeases leases = new MemoryLeases();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private FeedTopic topic = Broker.shared().topic();
    private @Nullable SqliteEventLog log;

    @BeforeEach
    void openLog() {
        log = SqliteEventLog.open(folder.resolve("log"), String::hashCode);
        opened.add(log);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void a_relay_goes_on_where_the_topic_ends() throws Exception {
        KafkaRelay first = relay("north", leases);
        append(10);
        awaitTopic(10);
        first.close();
        append(5);

        relay("north again", leases);

        awaitTopic(15);
        assertThat(positionsOnTopic()).isEqualTo(upTo(15));
    }

    @Test
    void one_relays_at_a_time_and_another_takes_over_when_it_falls_silent() throws Exception {
        MemoryLeases.Sight northsSight = leases.sight();
        KafkaRelay north = relay("north", northsSight);
        append(10);
        awaitTopic(10);
        KafkaRelay south = relay("south", leases);
        assertThat(north.isOnDuty()).isTrue();
        assertThat(south.isOnDuty()).isFalse();

        northsSight.isLost = true;
        append(10);

        await().atMost(LONG).until(() -> south.isOnDuty() && !north.isOnDuty());
        assertThat(north.trouble()).isEqualTo("the leases cannot be read");
        append(10);
        awaitTopic(30);
        assertThat(positionsOnTopic()).isEqualTo(upTo(30));

        // The first may come back, but it is not its turn
        northsSight.isLost = false;
        await().atMost(LONG).until(() -> north.trouble() == null);
        append(1);
        awaitTopic(31);
        assertThat(north.isOnDuty()).isFalse();
    }

    @Test
    void events_are_sent_again_when_somebody_asks_for_them() throws Exception {
        KafkaRelay relay = relay("north", leases);
        append(6);
        awaitTopic(6);

        new ResendRequests(leases).ask(5);
        new ResendRequests(leases).ask(4);

        await().atMost(LONG).until(() -> positionsOnTopic().equals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 4L, 5L, 6L)));
        assertThat(relay.position()).isEqualTo(6);
    }

    @Test
    void another_log_s_topic_is_left_alone() throws Exception {
        relay("north", leases);
        append(3);
        awaitTopic(3);
        close();
        opened.clear();
        log = SqliteEventLog.open(folder.resolve("other"), String::hashCode);
        opened.add(log);
        log.append(List.of(
                new LogTransaction(List.of(event("another"), event("log's"), event("event")), List.of(), null)));

        KafkaRelay relay = relay("south", leases);

        await().atMost(LONG).until(() -> relay.trouble() != null);
        assertThat(relay.trouble())
                .isEqualTo("topic " + topic.name()
                        + " holds another event than the log at position 3: it is another log's");
        append(1);
        assertThat(positionsOnTopic()).isEqualTo(upTo(3));
    }

    @Test
    void brokers_that_go_away_and_return_only_delay(@TempDir Path brokers) throws Exception {
        try (var broker = Broker.start(brokers)) {
            topic = new FeedTopic(broker.servers(), "besik.events", Duration.ofSeconds(3));
            KafkaRelay relay = relay("north", leases);
            KafkaFeed feed = KafkaFeed.open(topic, "views", LONG);
            opened.addFirst(feed);
            feed.follow(0);
            var heard = new ArrayList<Long>();
            append(50);
            listen(feed, heard, 50);

            broker.stop();
            append(50);
            await().atMost(LONG)
                    .until(() -> relay.trouble() != null && feed.health().trouble() != null);
            assertThat(relay.behind()).isEqualTo(50);
            // What is known can still be asked for
            assertThat(feed.head()).isEqualTo(50);
            append(50);
            broker.start();

            listen(feed, heard, 150);
            assertThat(heard).isEqualTo(upTo(150));
            await().atMost(LONG)
                    .until(() -> relay.trouble() == null && feed.health().trouble() == null);
            assertThat(relay.behind()).isZero();
            // Views built anew read over it all
            feed.written(150);
            assertThat(feed.read(0, 1_000)).extracting(StoredEvent::position).isEqualTo(upTo(150));
        }
    }

    private static void listen(KafkaFeed feed, List<Long> heard, int upTo) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (heard.size() < upTo && System.nanoTime() < deadline) {
            if (feed.await(heard.size(), Duration.ofSeconds(1))) {
                feed.read(heard.size(), 20).forEach(event -> heard.add(event.position()));
            }
        }
    }

    private KafkaRelay relay(String name, LeaseRows rows) {
        var relay = new KafkaRelay(log, topic, new Lease(rows, "relay", name, PATIENCE), new ResendRequests(rows));
        opened.addFirst(relay);
        relay.start();
        return relay;
    }

    private void append(int events) {
        log.append(List.of(new LogTransaction(
                IntStream.range(0, events).mapToObj(n -> event("event " + n)).toList(), List.of(), null)));
    }

    private static NewEvent event(String payload) {
        return new NewEvent("t.Said", "1", "{}".getBytes(UTF_8), List.of("child:ada"), payload.getBytes(UTF_8));
    }

    private void awaitTopic(long position) {
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> topic.last().map(StoredEvent::position).orElse(0L) == position);
    }

    private List<Long> positionsOnTopic() {
        try (KafkaConsumer<byte[], byte[]> consumer = topic.open(10_000)) {
            consumer.seekToBeginning(List.of(topic.partition()));
            long end = consumer.endOffsets(List.of(topic.partition())).get(topic.partition());
            var positions = new ArrayList<Long>();
            while (consumer.position(topic.partition()) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> positions.add(FeedTopic.read(record).position()));
            }
            return positions;
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
