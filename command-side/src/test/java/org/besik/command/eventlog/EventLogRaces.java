package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.AppendResult.ConditionFailed;
import org.besik.command.eventlog.AppendResult.KeyTaken;
import org.besik.command.eventlog.AppendResult.NotTried;
import org.besik.command.eventlog.LogQuery.Criterion;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.events.codec.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three instances over one store with four threads each, on the same few subjects and keys. */
@Timeout(120)
public abstract class EventLogRaces {

    private static final int INSTANCES = 3;
    private static final int THREADS = 4;
    private static final int SUBJECTS = 5;
    private static final int KEYS = 60;

    private final List<EventLog> logs = new ArrayList<>();

    /** One more instance over the same store, which is empty at first; if it has one owner, that one again. */
    protected abstract EventLog instance() throws Exception;

    /** From now on anything may go wrong. */
    protected void raceBegins() {}

    /** From now on reads get answers. */
    protected void raceIsOver() {}

    /** How many groups each thread appends. */
    protected int rounds() {
        return 25;
    }

    @AfterEach
    void close() {
        logs.stream().distinct().forEach(EventLog::close);
    }

    /** A transaction with what was answered. */
    private record Answered(LogTransaction transaction, String name, AppendResult result) {}

    @Test
    void racing_nodes_leave_one_dense_serial_log_that_holds_what_was_acknowledged_and_nothing_else() throws Exception {
        for (int i = 0; i < INSTANCES; i++) {
            logs.add(instance());
        }
        var gate = new CountDownLatch(1);
        // Not in an executor: closing one would wait for a racer that hangs, and the timeout would never show
        List<CompletableFuture<List<Answered>>> racing = IntStream.range(0, INSTANCES * THREADS)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> {
                            await(gate);
                            return race(logs.get(n % INSTANCES), n);
                        },
                        Thread::startVirtualThread))
                .toList();
        raceBegins();
        gate.countDown();
        var answered = new ArrayList<Answered>();
        for (CompletableFuture<List<Answered>> each : racing) {
            answered.addAll(each.get());
        }
        raceIsOver();
        EventLog log = logs.getFirst();
        List<StoredEvent> stored = log.read(0, Integer.MAX_VALUE);
        assertDense(log, stored);
        assertSerial(stored);
        assertAcknowledgedIsStored(answered, stored);
        assertRejectionsAreJust(log, answered);
        assertThat(answered.stream().<Class<?>>map(each -> each.result().getClass()))
                .as("every kind of answer came up")
                .contains(Appended.class, KeyTaken.class, ConditionFailed.class, NotTried.class);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private List<Answered> race(EventLog log, int racer) {
        var random = new Random(racer);
        var answered = new ArrayList<Answered>();
        for (int round = 0; round < rounds(); round++) {
            var group = new ArrayList<LogTransaction>();
            var names = new ArrayList<String>();
            int size = 1 + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                String name = racer + "-" + round + "-" + i;
                names.add(name);
                group.add(
                        random.nextInt(3) > 0 ? deciding(log, random.nextInt(SUBJECTS), name) : claiming(random, name));
            }
            List<AppendResult> results = log.append(group);
            assertThat(results).hasSameSizeAs(group);
            for (int i = 0; i < size; i++) {
                answered.add(new Answered(group.get(i), names.get(i), results.get(i)));
            }
        }
        return answered;
    }

    /** An event that says how many of its subject it was decided on. */
    private static LogTransaction deciding(EventLog log, int subject, String name) {
        String tag = "subject:" + subject;
        var query = new LogQuery(List.of(new Criterion(Set.of(tag), Set.of())));
        List<StoredEvent> seen = readAtLast(log, query);
        long head = seen.isEmpty() ? 0 : seen.getLast().position();
        var event = event(name + " after " + seen.size(), tag);
        return new LogTransaction(List.of(event), List.of(), new AppendCondition(query, head));
    }

    private static List<StoredEvent> readAtLast(EventLog log, LogQuery query) {
        while (true) {
            try {
                return log.readMatching(query, 0, Integer.MAX_VALUE);
            } catch (LogUnavailableException asAgain) {
                Thread.onSpinWait();
            }
        }
    }

    private static LogTransaction claiming(Random random, String name) {
        List<ClaimedKey> keys = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(n -> new ClaimedKey(
                        new UniqueKey(
                                random.nextBoolean() ? "ref" : "iin",
                                ByteBuffer.allocate(16)
                                        .putInt(random.nextInt(KEYS))
                                        .array()),
                        name.getBytes(UTF_8)))
                .toList();
        return new LogTransaction(List.of(event(name, "claim:x"), event(name + " too")), keys, null);
    }

    private static NewEvent event(String payload, String... tags) {
        return new NewEvent("t.Raced", "1", "{}".getBytes(UTF_8), List.of(tags), payload.getBytes(UTF_8));
    }

    private static void assertDense(EventLog log, List<StoredEvent> stored) {
        for (int i = 0; i < stored.size(); i++) {
            assertThat(stored.get(i).position()).isEqualTo(i + 1L);
        }
        assertThat(log.head()).isEqualTo(stored.size()).isPositive();
        if (log instanceof ChainedFeed chained) {
            ChainVerifier.Verdict verdict = ChainVerifier.verify(chained, position -> {});
            assertThat(verdict.broken()).isNull();
            assertThat(verdict.verified()).isEqualTo(stored.size());
        }
    }

    /** The n-th event of a subject was decided on the n before it: as if one after the other. */
    private static void assertSerial(List<StoredEvent> stored) {
        var counts = new HashMap<String, Integer>();
        for (StoredEvent event : stored) {
            for (String tag : event.tags()) {
                if (tag.startsWith("subject:")) {
                    int before = counts.merge(tag, 1, Integer::sum) - 1;
                    assertThat(said(event)).endsWith(" after " + before);
                }
            }
        }
        assertThat(counts).hasSize(SUBJECTS);
    }

    private static void assertAcknowledgedIsStored(List<Answered> answered, List<StoredEvent> stored) {
        var acknowledged = new HashMap<Long, String>();
        for (Answered each : answered) {
            if (each.result() instanceof Appended appended) {
                long position = appended.firstPosition();
                for (NewEvent event : each.transaction().events()) {
                    assertThat(acknowledged.put(position++, new String(event.payload(), UTF_8)))
                            .isNull();
                }
            }
        }
        assertThat(acknowledged).hasSameSizeAs(stored);
        stored.forEach(event -> assertThat(acknowledged).containsEntry(event.position(), said(event)));
    }

    /** Every key is held by one transaction, and whoever was told that it is taken finds another one there. */
    private static void assertRejectionsAreJust(EventLog log, List<Answered> answered) {
        Map<UniqueKey, String> holders = new HashMap<>();
        for (Answered each : answered) {
            if (each.result() instanceof Appended) {
                for (ClaimedKey claimed : each.transaction().keys()) {
                    assertThat(holders.put(claimed.key(), each.name())).isNull();
                    assertThat(log.find(claimed.key()))
                            .hasValueSatisfying(taken ->
                                    assertThat(new String(taken.value(), UTF_8)).isEqualTo(each.name()));
                }
            }
        }
        for (Answered each : answered) {
            if (each.result() instanceof KeyTaken taken) {
                boolean twice = each.transaction().keys().size()
                        > new HashSet<>(each.transaction().keys().stream()
                                        .map(ClaimedKey::key)
                                        .toList())
                                .size();
                assertThat(twice || holders.containsKey(taken.key())).isTrue();
                assertThat(holders.get(taken.key())).isNotEqualTo(each.name());
            }
        }
    }

    private static String said(StoredEvent event) {
        return new String(event.payload(), UTF_8);
    }
}
