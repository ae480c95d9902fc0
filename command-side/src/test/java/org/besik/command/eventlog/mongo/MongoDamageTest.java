package org.besik.command.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.besik.command.eventlog.mongo.Logs.said;
import static org.besik.command.eventlog.mongo.Logs.saying;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.besik.command.eventlog.ChainVerifier;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.mongo.StoredTransaction.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever meets a hole or a hash that does not fit stops there and says so. */
@Timeout(60)
class MongoDamageTest {

    private final FakeReplicaSet store = new FakeReplicaSet();
    private MongoEventLog log;

    @BeforeEach
    void five_transactions() {
        log = Logs.open(store);
        log.append(IntStream.range(0, 5).mapToObj(n -> saying("n" + n)).toList());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void an_altered_event_is_not_read_on() {
        alter(2);
        assertThat(said(log.read(0, 10))).containsExactly("n0", "n1");
        assertThat(log.isHealthy()).isTrue();
        assertThatThrownBy(() -> log.read(2, 10)).isInstanceOf(LogUnavailableException.class);
        assertThat(log.trouble()).contains("broken at 3", "hash");
        assertThatThrownBy(() -> log.append(List.of(saying("more")))).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void an_altered_event_is_not_found_by_its_tags() {
        alter(2);
        assertThatThrownBy(() -> log.readMatching(new org.besik.command.eventlog.LogQuery(List.of()), 2, 10))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(log.isHealthy()).isFalse();
    }

    @Test
    void a_hole_is_not_read_over() {
        store.remove(2);
        assertThat(said(log.read(0, 10))).containsExactly("n0", "n1");
        assertThatThrownBy(() -> log.read(2, 10)).isInstanceOf(LogUnavailableException.class);
        assertThat(log.trouble()).contains("broken at 3", "no event here");
    }

    @Test
    void the_verifier_is_shown_everything_and_finds_it() {
        alter(2);
        var verdict = ChainVerifier.verify(log, position -> {});
        assertThat(verdict.verified()).isEqualTo(2);
        assertThat(verdict.broken()).isNotNull().extracting("position").isEqualTo(3L);
        store.remove(2);
        assertThat(ChainVerifier.verify(log, position -> {}).broken())
                .isNotNull()
                .extracting("what")
                .isEqualTo("no event here");
    }

    @Test
    void a_tail_that_does_not_fit_is_not_followed() throws Exception {
        StoredTransaction last = store.durable().getLast();
        byte[] forged = new byte[32];
        store.applyUnreplicated(StoredTransaction.of(saying("forged"), 6, new byte[16], forged, Logs.HASH));
        store.replicate();
        assertThat(log.head()).isEqualTo(last.id());
        assertThat(log.await(5, Duration.ofMillis(20))).isFalse();
        assertThat(log.trouble()).contains("broken at 6");
        assertThatThrownBy(() -> log.append(List.of(saying("more")))).isInstanceOf(LogUnavailableException.class);
        assertThat(store.durable()).hasSize(6);
    }

    @Test
    void a_tail_after_a_hole_is_not_followed() {
        StoredTransaction last = store.durable().getLast();
        store.applyUnreplicated(StoredTransaction.of(saying("far"), 8, new byte[16], last.link(), Logs.HASH));
        store.replicate();
        assertThat(log.head()).isEqualTo(5);
        assertThat(log.trouble()).contains("broken at 6", "no event here");
    }

    @Test
    void nothing_is_built_on_what_was_durable_and_is_gone() {
        store.remove(4);
        StoredTransaction before = store.durable().getLast();
        store.applyUnreplicated(StoredTransaction.of(saying("instead"), 5, new byte[16], before.link(), Logs.HASH));
        store.replicate();
        assertThatThrownBy(() -> log.append(List.of(saying("more")))).isInstanceOf(LogUnavailableException.class);
        assertThat(log.trouble()).contains("broken at 5", "gone or altered");
    }

    @Test
    void a_log_whose_end_does_not_fit_is_not_opened() {
        alter(3);
        assertThatThrownBy(() -> Logs.open(store)).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void a_log_is_not_opened_under_another_key() {
        assertThatThrownBy(() -> new MongoEventLog(store, Logs.SPACES, tag -> tag.hashCode() + 1, Logs.QUICK))
                .isInstanceOf(LogUnavailableException.class)
                .hasStackTraceContaining("another key");
    }

    @Test
    void a_long_log_is_opened_near_its_end() {
        for (int n = 0; n < 30; n++) {
            log.append(IntStream.range(0, 100).mapToObj(i -> saying("a", "b")).toList());
        }
        alter(3);
        try (var again = Logs.open(store)) {
            assertThat(again.head()).isEqualTo(6_005);
            assertThat(ChainVerifier.verify(again, position -> {}).broken()).isNotNull();
        }
    }

    private void alter(int index) {
        StoredTransaction was = store.durable().get(index);
        var events = new ArrayList<Event>(was.events());
        Event first = events.getFirst();
        events.set(0, new Event(first.type(), first.revision(), first.metadata(), first.tags(), new byte[] {1}));
        store.tamper(
                index,
                new StoredTransaction(
                        was.id(), was.txId(), was.previous(), was.link(), events, was.tags(), was.keys()));
    }
}
