package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.AppendResult.ConditionFailed;
import org.besik.command.eventlog.AppendResult.KeyTaken;
import org.besik.command.eventlog.AppendResult.NotTried;
import org.besik.command.eventlog.LogQuery.Criterion;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.events.codec.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link EventLog} must keep. An adapter extends this; one that does nothing fails every test. */
@Timeout(60)
public abstract class EventLogContract {

    private static final LogQuery EVERYTHING = new LogQuery(List.of());

    protected EventLog log;

    /** An empty log. */
    protected abstract EventLog create() throws Exception;

    /** How much history, in fifties of events; fewer for a server that looks through all of it each time. */
    protected int rounds() {
        return 40;
    }

    /** A second instance over the same store; an adapter whose store has one owner gives the same one again. */
    protected EventLog another() {
        return log;
    }

    @BeforeEach
    void open() throws Exception {
        log = create();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void positions_are_dense_from_one() {
        assertThat(log.append(List.of(saying("a", "b"), saying("c"))))
                .containsExactly(new Appended(1), new Appended(3));
        assertThat(log.append(List.of(saying("d")))).containsExactly(new Appended(4));
        assertThat(log.head()).isEqualTo(4);
        assertThat(log.read(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void an_event_is_read_as_it_was_written() {
        byte[] metadata = "{\"agency\":\"clinic\"}".getBytes(UTF_8);
        byte[] payload = {0, 1, -1, 39};
        var event =
                new NewEvent("contact.ContactRecorded", "2", metadata, List.of("child:бесік", "agency:a\nb"), payload);
        log.append(List.of(new LogTransaction(List.of(event), List.of(), null)));

        StoredEvent read = log.read(0, 1).getFirst();
        assertThat(read.type()).isEqualTo("contact.ContactRecorded");
        assertThat(read.revision()).isEqualTo("2");
        assertThat(read.metadata()).isEqualTo(metadata);
        assertThat(read.tags()).containsExactly("child:бесік", "agency:a\nb");
        assertThat(read.payload()).isEqualTo(payload);
    }

    @Test
    void an_event_may_be_bare() {
        var event = new NewEvent("t", "", new byte[0], List.of(), new byte[0]);
        log.append(List.of(new LogTransaction(List.of(event), List.of(), null)));

        StoredEvent read = log.read(0, 1).getFirst();
        assertThat(read.revision()).isEmpty();
        assertThat(read.metadata()).isEmpty();
        assertThat(read.tags()).isEmpty();
        assertThat(read.payload()).isEmpty();
    }

    @Test
    void reading_goes_on_after_a_position_page_by_page() {
        log.append(List.of(saying("a", "b", "c", "d", "e")));
        assertThat(said(log.read(0, 2))).containsExactly("a", "b");
        assertThat(said(log.read(2, 2))).containsExactly("c", "d");
        assertThat(said(log.read(4, 2))).containsExactly("e");
        assertThat(log.read(5, 2)).isEmpty();
        assertThat(log.read(9, 2)).isEmpty();
    }

    @Test
    void a_transaction_without_events_is_refused_and_hurts_nobody() {
        var empty = new LogTransaction(List.of(), List.of(), null);
        assertThatThrownBy(() -> log.append(List.of(empty))).isInstanceOf(IllegalArgumentException.class);
        assertThat(log.append(List.of(saying("a")))).containsExactly(new Appended(1));
    }

    @Test
    void a_group_of_nothing_changes_nothing() {
        log.append(List.of(saying("a")));
        assertThat(log.append(List.of())).isEmpty();
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void a_key_is_taken_once() {
        UniqueKey key = key("ref", 1);
        assertThat(log.find(key)).isEmpty();
        log.append(List.of(saying("before")));
        log.append(List.of(claiming("first", key)));

        assertThat(log.append(List.of(claiming("second", key)))).containsExactly(new KeyTaken(key));

        assertThat(said(log.read(0, 10))).containsExactly("before", "first");
        TakenKey taken = log.find(key).orElseThrow();
        assertThat(taken.position()).isEqualTo(2);
        assertThat(new String(taken.value(), UTF_8)).isEqualTo("first");
    }

    @Test
    void a_key_taken_earlier_in_the_group_is_taken_and_ends_the_group() {
        UniqueKey key = key("ref", 1);
        assertThat(log.append(
                        List.of(claiming("first", key), claiming("second", key), saying("third"), saying("fourth"))))
                .containsExactly(new Appended(1), new KeyTaken(key), new NotTried(), new NotTried());
        assertThat(said(log.read(0, 10))).containsExactly("first");
        assertThat(log.append(List.of(saying("third"), saying("fourth"))))
                .containsExactly(new Appended(2), new Appended(3));
    }

    @Test
    void a_transaction_cannot_take_a_key_twice() {
        UniqueKey key = key("ref", 1);
        assertThat(log.append(List.of(saying("a"), claiming("b", key, key))))
                .containsExactly(new Appended(1), new KeyTaken(key));
        assertThat(log.find(key)).isEmpty();
    }

    @Test
    void a_rejected_transaction_leaves_none_of_its_keys_behind() {
        UniqueKey taken = key("ref", 1);
        UniqueKey free = key("iin", 2);
        log.append(List.of(claiming("first", taken)));
        assertThat(log.append(List.of(claiming("second", free, taken)))).containsExactly(new KeyTaken(taken));
        assertThat(log.append(List.of(new LogTransaction(
                        saying("third").events(), claims("third", free), new AppendCondition(EVERYTHING, 0)))))
                .containsExactly(new ConditionFailed());

        assertThat(log.find(free)).isEmpty();
        assertThat(log.append(List.of(claiming("fourth", free)))).containsExactly(new Appended(2));
    }

    @Test
    void the_same_key_in_two_spaces_is_two_keys() {
        assertThat(log.append(List.of(claiming("a", key("ref", 1)), claiming("b", key("iin", 1)))))
                .containsExactly(new Appended(1), new Appended(2));
    }

    @Test
    void a_condition_fails_on_a_matching_event_after_its_head() {
        log.append(List.of(tagged("t.A", "child:ada"), tagged("t.B", "child:bob")));
        var ada = query(Set.of("child:ada"), Set.of());

        assertThat(log.append(List.of(on(ada, 0)))).containsExactly(new ConditionFailed());
        assertThat(log.append(List.of(on(ada, 1)))).containsExactly(new Appended(3));
    }

    @Test
    void a_condition_sees_the_earlier_transactions_of_its_group() {
        var ada = query(Set.of("child:ada"), Set.of());
        assertThat(log.append(
                        List.of(tagged("t.A", "child:ada"), on(query(Set.of("child:bob"), Set.of()), 0), on(ada, 1))))
                .containsExactly(new Appended(1), new Appended(2), new ConditionFailed());
    }

    @Test
    void a_condition_asks_for_all_tags_of_a_criterion_and_one_of_its_types() {
        log.append(List.of(tagged("t.A", "child:ada", "agency:north")));
        assertThat(log.append(List.of(on(query(Set.of("child:ada", "agency:south"), Set.of()), 0))))
                .containsExactly(new Appended(2));
        assertThat(log.append(List.of(on(query(Set.of("child:ada"), Set.of("t.B", "t.C")), 0))))
                .containsExactly(new Appended(3));
        assertThat(log.append(List.of(on(query(Set.of("child:ada", "agency:north"), Set.of("t.B", "t.A")), 0))))
                .containsExactly(new ConditionFailed());
    }

    @Test
    void matching_events_are_found_however_old_they_are() {
        int rounds = rounds();
        for (int i = 0; i < rounds; i++) {
            log.append(IntStream.range(0, 50)
                    .mapToObj(n -> tagged("t." + n % 3, "child:" + n, "agency:" + n % 2))
                    .toList());
            assertThat(log.head()).isEqualTo(50L * (i + 1));
            if (i % (rounds / 4) == rounds / 4 - 1) {
                assertMatches(query(Set.of("child:7"), Set.of()));
                assertMatches(query(Set.of("child:8", "agency:0"), Set.of()));
                assertMatches(query(Set.of("agency:1"), Set.of("t.1")));
                assertMatches(query(Set.of(), Set.of("t.2")));
                assertMatches(query(Set.of("child:nobody"), Set.of()));
                assertMatches(EVERYTHING);
                assertMatches(new LogQuery(List.of(
                        new Criterion(Set.of("child:3"), Set.of("t.0")), new Criterion(Set.of("agency:0"), Set.of()))));
            }
        }
    }

    /** Against the plain definition, whole and in small pages. */
    private void assertMatches(LogQuery query) {
        List<Long> expected = log.read(0, Integer.MAX_VALUE).stream()
                .filter(event -> query.matches(event.type(), event.tags()))
                .map(StoredEvent::position)
                .toList();
        assertThat(positions(log.readMatching(query, 0, Integer.MAX_VALUE))).isEqualTo(expected);

        var paged = new ArrayList<Long>();
        List<Long> page = positions(log.readMatching(query, 0, 7));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            paged.addAll(page);
            page = positions(log.readMatching(query, page.getLast(), 7));
        }
        assertThat(paged).isEqualTo(expected);
    }

    @Test
    void waiting_ends_when_an_event_comes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(log.await(0, Duration.ofMillis(1))).isFalse();
            Future<Boolean> waiting = threads.submit(() -> log.await(1, Duration.ofSeconds(30)));
            log.append(List.of(saying("a")));
            assertThat(log.await(0, Duration.ZERO)).isTrue();
            assertThat(log.await(1, Duration.ofMillis(1))).isFalse();
            log.append(List.of(saying("b")));
            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void what_racing_threads_append_is_all_there_once_and_in_one_piece() throws Exception {
        int writers = 8;
        int each = 40;
        List<List<AppendResult>> answers = racing(
                writers,
                (instance, writer) -> IntStream.range(0, each)
                        .mapToObj(
                                n -> instance.append(List.of(saying(writer + "-" + n + "-x", writer + "-" + n + "-y")))
                                        .getFirst())
                        .toList());

        List<StoredEvent> stored = log.read(0, Integer.MAX_VALUE);
        assertThat(positions(stored))
                .isEqualTo(
                        LongStream.rangeClosed(1, 2L * writers * each).boxed().toList());
        for (int writer = 0; writer < writers; writer++) {
            for (int n = 0; n < each; n++) {
                var appended = (Appended) answers.get(writer).get(n);
                int first = (int) appended.firstPosition() - 1;
                assertThat(said(stored.subList(first, first + 2)))
                        .containsExactly(writer + "-" + n + "-x", writer + "-" + n + "-y");
            }
        }
    }

    @Test
    void of_those_who_race_for_a_key_one_gets_it() throws Exception {
        List<List<AppendResult>> answers = racing(
                8,
                (instance, writer) -> IntStream.range(0, 25)
                        .mapToObj(n -> instance.append(List.of(claiming("w" + writer, key("ref", n))))
                                .getFirst())
                        .toList());

        assertThat(log.head()).isEqualTo(25);
        for (int n = 0; n < 25; n++) {
            int round = n;
            assertThat(answers.stream().map(each -> each.get(round)).filter(Appended.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void of_those_who_race_on_one_condition_one_gets_through() throws Exception {
        var ada = query(Set.of("child:ada"), Set.of());
        List<AppendResult> answers = racing(
                8, (instance, writer) -> instance.append(List.of(on(ada, 0))).getFirst());
        assertThat(answers).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(ConditionFailed.class::isInstance).hasSize(7);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void a_reader_never_sees_a_gap_or_anything_beyond_the_head() throws Exception {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> reader = threads.submit(() -> {
                long seen = 0;
                while (writing.get() || seen < 1_200 && log.await(seen, Duration.ofSeconds(10))) {
                    log.await(seen, Duration.ofMillis(20));
                    for (StoredEvent event : another().read(seen, 64)) {
                        assertThat(event.position()).isEqualTo(++seen);
                    }
                    // The head of the other instance may be behind for a moment; who read it knows of it.
                    assertThat(another().head()).isGreaterThanOrEqualTo(seen);
                }
                return seen;
            });
            try {
                racing(
                        4,
                        (instance, writer) -> IntStream.range(0, 100)
                                .mapToObj(n -> instance.append(List.of(saying("a", "b"), saying("c"))))
                                .toList());
            } finally {
                writing.set(false);
            }
            assertThat(reader.get()).isEqualTo(1_200);
        }
    }

    /** What one of several does at once. */
    @FunctionalInterface
    private interface Racer<T> {
        T run(EventLog instance, int number) throws Exception;
    }

    private <T> List<T> racing(int racers, Racer<T> racer) throws Exception {
        EventLog second = another();
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, racers)
                    .mapToObj(n -> threads.submit((Callable<T>) () -> {
                        gate.await();
                        return racer.run(n % 2 == 0 ? log : second, n);
                    }))
                    .toList();
            gate.countDown();
            var results = new ArrayList<T>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static LogTransaction saying(String... payloads) {
        return new LogTransaction(
                Stream.of(payloads).map(payload -> event("t.Said", payload)).toList(), List.of(), null);
    }

    private static LogTransaction claiming(String payload, UniqueKey... keys) {
        return new LogTransaction(List.of(event("t.Said", payload)), claims(payload, keys), null);
    }

    private static List<ClaimedKey> claims(String value, UniqueKey... keys) {
        return Stream.of(keys)
                .map(key -> new ClaimedKey(key, value.getBytes(UTF_8)))
                .toList();
    }

    private static LogTransaction tagged(String type, String... tags) {
        return new LogTransaction(List.of(event(type, "tagged", tags)), List.of(), null);
    }

    /** A transaction of one event tagged {@code child:ada} that rests on what a query found up to a head. */
    private static LogTransaction on(LogQuery query, long head) {
        return new LogTransaction(
                List.of(event("t.Decided", "decided", "child:ada")), List.of(), new AppendCondition(query, head));
    }

    private static NewEvent event(String type, String payload, String... tags) {
        return new NewEvent(type, "1", "{}".getBytes(UTF_8), List.of(tags), payload.getBytes(UTF_8));
    }

    private static LogQuery query(Set<String> tags, Set<String> types) {
        return new LogQuery(List.of(new Criterion(tags, types)));
    }

    private static UniqueKey key(String space, int number) {
        byte[] key = new byte[16];
        key[15] = (byte) number;
        return new UniqueKey(space, key);
    }

    private static List<String> said(List<StoredEvent> events) {
        return events.stream().map(event -> new String(event.payload(), UTF_8)).toList();
    }

    private static List<Long> positions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::position).toList();
    }
}
