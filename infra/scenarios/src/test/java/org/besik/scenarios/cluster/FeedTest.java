package org.besik.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.mongo.MongoEventLog;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.leases.Lease;
import org.besik.command.mongo.MongoConnection;
import org.besik.command.publishing.kafka.KafkaRelay;
import org.besik.command.publishing.kafka.ResendRequests;
import org.besik.events.feed.EventFeed;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.query.intake.kafka.KafkaFeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Every feed keeps the contract, and one that does nothing keeps none of it. */
class FeedTest {

    /** The log itself, in the same process. */
    @Nested
    class InProcess extends FeedContract {

        @TempDir
        Path folder;

        private @Nullable SqliteEventLog log;

        @Override
        EventFeed open() {
            log = SqliteEventLog.open(folder.resolve("log"), String::hashCode);
            return log;
        }

        @Override
        EventLog log() {
            return Objects.requireNonNull(log);
        }

        @Override
        EventFeed another() {
            return log();
        }

        @Override
        void close() {
            log().close();
        }
    }

    /** The log in MongoDB, followed by another node. */
    @Nested
    class MongoTail extends FeedContract {

        private final Deque<AutoCloseable> opened = new ArrayDeque<>();
        private @Nullable Database database;
        private @Nullable EventLog log;

        @Override
        EventFeed open() throws IOException {
            database = new Database();
            opened.push(database);
            log = node();
            return node();
        }

        private EventLog node() {
            var connection =
                    MongoConnection.open(Objects.requireNonNull(database).uri());
            opened.push(connection);
            var node = MongoEventLog.open(connection.database(), Set.of("ref"), String::hashCode);
            opened.push(node);
            return node;
        }

        @Override
        EventLog log() {
            return Objects.requireNonNull(log);
        }

        @Override
        EventFeed another() {
            return node();
        }

        @Override
        void close() throws Exception {
            for (AutoCloseable each : opened) {
                each.close();
            }
        }
    }

    /** Over a real broker, while the views write nothing: all of it comes out of memory. */
    @Nested
    class KafkaListened extends KafkaContract {

        @Override
        void follow(KafkaFeed opened) {
            opened.follow(0);
        }
    }

    /** Over a real broker, while the views are ahead of whoever reads: all of it comes from the topic's past. */
    @Nested
    class KafkaPast extends KafkaContract {

        @Override
        void follow(KafkaFeed opened) {
            opened.follow(0);
            opened.written(Long.MAX_VALUE);
            Thread.ofVirtual().start(() -> {
                try {
                    for (long seen = 0; isOpen; seen = opened.head()) {
                        opened.written(opened.head());
                        opened.await(seen, Duration.ofMillis(5));
                    }
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    abstract static class KafkaContract extends FeedContract {

        @TempDir
        Path folder;

        private final FeedTopic topic = Broker.shared().topic();
        private final List<AutoCloseable> opened = new ArrayList<>();
        volatile boolean isOpen = true;
        private @Nullable SqliteEventLog log;

        abstract void follow(KafkaFeed opened);

        @Override
        EventFeed open() throws Exception {
            log = SqliteEventLog.open(folder.resolve("log"), String::hashCode);
            opened.add(log);
            var rows = new MemoryLeases();
            var relay = new KafkaRelay(
                    log, topic, new Lease(rows, "relay", "north", Duration.ofSeconds(5)), new ResendRequests(rows));
            opened.addFirst(relay);
            relay.start();
            return another();
        }

        @Override
        EventLog log() {
            return Objects.requireNonNull(log);
        }

        @Override
        EventFeed another() throws Exception {
            KafkaFeed feed = KafkaFeed.open(topic, UUID.randomUUID().toString(), Duration.ofSeconds(20));
            opened.addFirst(feed);
            follow(feed);
            return feed;
        }

        @Override
        void close() throws Exception {
            isOpen = false;
            for (AutoCloseable each : opened) {
                each.close();
            }
        }
    }

    static class Idle extends FeedContract {

        @TempDir
        Path folder;

        private @Nullable SqliteEventLog log;

        @Override
        EventFeed open() {
            log = SqliteEventLog.open(folder.resolve("log"), String::hashCode);
            return new IdleFeed();
        }

        @Override
        EventLog log() {
            return Objects.requireNonNull(log);
        }

        @Override
        EventFeed another() {
            return new IdleFeed();
        }

        @Override
        void close() {
            log().close();
        }
    }

    @Test
    void a_feed_that_does_nothing_fails_every_test_of_the_contract() {
        var passed = new ArrayList<String>();
        var listener = new SummaryGeneratingListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                super.executionFinished(test, result);
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    passed.add(test.getDisplayName());
                }
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Idle.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .configurationParameter("junit.jupiter.execution.timeout.default", "5s")
                                .build(),
                        listener);

        assertThat(listener.getSummary().getTestsFoundCount()).isEqualTo(7);
        assertThat(passed).isEmpty();
        assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(7);
    }
}
