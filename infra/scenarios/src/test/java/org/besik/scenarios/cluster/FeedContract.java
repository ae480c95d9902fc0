package org.besik.scenarios.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.NewEvent;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every way from the log to its readers must keep: each event once, in order, without a gap and unchanged, for whoever
 * comes whenever. A feed that does nothing fails every test.
 */
@Timeout(60)
abstract class FeedContract {

    static final Duration LONG = Duration.ofSeconds(15);

    EventFeed feed = new IdleFeed();

    /** Opens what is asked for, over an empty log. */
    abstract EventFeed open() throws Exception;

    /** The log that the feed is fed from. */
    abstract EventLog log();

    /** The same feed for a reader that comes later. */
    abstract EventFeed another() throws Exception;

    abstract void close() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        feed = open();
    }

    @AfterEach
    void end() throws Exception {
        close();
    }

    @Test
    void events_come_in_the_log_s_order_from_one_on() throws Exception {
        assertThat(feed.head()).isZero();
        append("a", "b");
        append("c");

        assertThat(feed.await(2, LONG)).isTrue();
        assertThat(feed.head()).isEqualTo(3);
        assertThat(feed.read(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(said(feed.read(0, 10))).containsExactly("a", "b", "c");
    }

    @Test
    void an_event_arrives_as_it_was_stored() throws Exception {
        byte[] metadata = "{\"agency\":\"емхана\", \"ref\":\"\\u0000\"}".getBytes(UTF_8);
        byte[] payload = {0, 1, -1, 39, (byte) 0xC3, (byte) 0x28};
        log().append(List.of(new LogTransaction(
                List.of(
                        new NewEvent(
                                "contact.ContactRecorded", "2", metadata, List.of("child:бесік", "a:\n,\""), payload),
                        new NewEvent("t", "", new byte[0], List.of(), new byte[0])),
                List.of(),
                null)));
        assertThat(feed.await(1, LONG)).isTrue();

        List<StoredEvent> read = feed.read(0, 2);
        assertThat(read.getFirst().type()).isEqualTo("contact.ContactRecorded");
        assertThat(read.getFirst().revision()).isEqualTo("2");
        assertThat(read.getFirst().metadata()).isEqualTo(metadata);
        assertThat(read.getFirst().tags()).containsExactly("child:бесік", "a:\n,\"");
        assertThat(read.getFirst().payload()).isEqualTo(payload);
        assertThat(read.getLast().revision()).isEmpty();
        assertThat(read.getLast().metadata()).isEmpty();
        assertThat(read.getLast().tags()).isEmpty();
        assertThat(read.getLast().payload()).isEmpty();
    }

    @Test
    void reading_goes_on_after_any_position_page_by_page() throws Exception {
        append("a", "b", "c", "d", "e");
        assertThat(feed.await(4, LONG)).isTrue();

        assertThat(said(feed.read(0, 2))).containsExactly("a", "b");
        assertThat(said(feed.read(2, 2))).containsExactly("c", "d");
        assertThat(said(feed.read(4, 2))).containsExactly("e");
        assertThat(feed.read(5, 2)).isEmpty();
        assertThat(feed.read(9, 2)).isEmpty();
        assertThat(said(feed.read(1, 1))).containsExactly("b");
    }

    @Test
    void waiting_ends_when_an_event_comes_and_not_before() throws Exception {
        append("a");
        assertThat(feed.await(0, LONG)).isTrue();
        assertThat(feed.await(1, Duration.ofMillis(1))).isFalse();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = threads.submit(() -> feed.await(1, Duration.ofSeconds(30)));
            append("b");
            assertThat(waiting.get()).isTrue();
        }
        assertThat(said(feed.read(1, 1))).containsExactly("b");
    }

    @Test
    void who_comes_late_reads_from_the_beginning_and_then_goes_on() throws Exception {
        append("a", "b", "c");
        assertThat(feed.await(2, LONG)).isTrue();

        EventFeed late = another();
        assertThat(late.head()).isEqualTo(3);
        assertThat(said(late.read(0, 2))).containsExactly("a", "b");
        append("d");
        assertThat(late.await(3, LONG)).isTrue();
        assertThat(said(late.read(2, 10))).containsExactly("c", "d");
        assertThat(said(late.read(3, 10))).containsExactly("d");
    }

    @Test
    void readers_at_different_places_do_not_disturb_each_other() throws Exception {
        append(IntStream.rangeClosed(1, 500).mapToObj(n -> "e" + n).toArray(String[]::new));
        assertThat(feed.await(499, LONG)).isTrue();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> readers = IntStream.of(1, 7, 50, 333)
                    .mapToObj(page -> threads.submit((Callable<List<String>>) () -> {
                        var heard = new ArrayList<String>();
                        while (heard.size() < 500) {
                            heard.addAll(said(feed.read(heard.size(), page)));
                        }
                        return heard;
                    }))
                    .toList();
            for (Future<List<String>> reader : readers) {
                assertThat(reader.get())
                        .isEqualTo(IntStream.rangeClosed(1, 500)
                                .mapToObj(n -> "e" + n)
                                .toList());
            }
        }
    }

    @Test
    void a_reader_beside_busy_writers_sees_every_event_once_and_nothing_beyond_the_head() throws Exception {
        int events = 4 * 50 * 3;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> reader = threads.submit(() -> {
                var positions = new ArrayList<Long>();
                while (positions.size() < events) {
                    if (!feed.await(positions.size(), LONG)) {
                        return positions;
                    }
                    for (StoredEvent event : feed.read(positions.size(), 64)) {
                        positions.add(event.position());
                    }
                    assertThat(feed.head()).isGreaterThanOrEqualTo(positions.size());
                }
                return positions;
            });
            for (int writer = 0; writer < 4; writer++) {
                threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        append("x", "y", "z");
                    }
                });
            }
            assertThat(reader.get())
                    .isEqualTo(LongStream.rangeClosed(1, events).boxed().toList());
        }
    }

    void append(String... payloads) {
        log().append(List.of(new LogTransaction(
                Stream.of(payloads)
                        .map(payload -> new NewEvent(
                                "t.Said", "1", "{}".getBytes(UTF_8), List.of("child:ada"), payload.getBytes(UTF_8)))
                        .toList(),
                List.of(),
                null)));
    }

    static List<String> said(List<StoredEvent> events) {
        return events.stream().map(event -> new String(event.payload(), UTF_8)).toList();
    }

    /** Does nothing, and neither does what feeds it. */
    static final class IdleFeed implements EventFeed {

        @Override
        public long head() {
            return 0;
        }

        @Override
        public List<StoredEvent> read(long after, int limit) {
            return List.of();
        }

        @Override
        public boolean await(long after, Duration timeout) {
            return false;
        }
    }
}
