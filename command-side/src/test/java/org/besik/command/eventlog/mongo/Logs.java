package org.besik.command.eventlog.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/** What the tests of this package open and append. */
final class Logs {

    /** Collides now and then, as a hash may. */
    static final ToLongFunction<String> HASH = tag -> tag.hashCode() % 40;

    static final Set<String> SPACES = Set.of("ref", "iin", "local");

    /** Quick, but never giving up before the test does. */
    static final MongoEventLog.Settings QUICK =
            new MongoEventLog.Settings(Duration.ofSeconds(50), Duration.ofMillis(1), Duration.ofMillis(10));

    private Logs() {}

    static MongoEventLog open(Transactions store) {
        return new MongoEventLog(store, SPACES, HASH, QUICK);
    }

    static LogTransaction saying(String... payloads) {
        return claiming(List.of(payloads), null);
    }

    static LogTransaction claiming(String payload, UniqueKey... keys) {
        return claiming(List.of(payload), null, keys);
    }

    static LogTransaction on(AppendCondition condition, String payload) {
        return claiming(List.of(payload), condition);
    }

    private static LogTransaction claiming(
            List<String> payloads, @Nullable AppendCondition condition, UniqueKey... keys) {
        return new LogTransaction(
                payloads.stream()
                        .map(payload -> new NewEvent(
                                "t.Said",
                                "1",
                                "{}".getBytes(UTF_8),
                                List.of("child:" + payload),
                                payload.getBytes(UTF_8)))
                        .toList(),
                Stream.of(keys)
                        .map(key -> new ClaimedKey(key, payloads.getFirst().getBytes(UTF_8)))
                        .toList(),
                condition);
    }

    static UniqueKey key(String space, int number) {
        byte[] key = new byte[16];
        Arrays.fill(key, (byte) number);
        return new UniqueKey(space, key);
    }

    static List<String> said(List<StoredEvent> events) {
        return events.stream().map(event -> new String(event.payload(), UTF_8)).toList();
    }
}
