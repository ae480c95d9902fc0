package org.besik.command.eventlog.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.ToLongFunction;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.UniqueKey;

/** What the tests of this package append. */
final class Logs {

    /** Collides now and then, as a hash may. */
    static final ToLongFunction<String> HASH = tag -> tag.hashCode() % 40;

    private Logs() {}

    /** A transaction of some events with payloads {@code name-0}, {@code name-1} … that takes the key {@code name}. */
    static LogTransaction named(String name, int events) {
        byte[] key = name.getBytes(UTF_8);
        return new LogTransaction(
                java.util.stream.IntStream.range(0, events)
                        .mapToObj(n -> new NewEvent(
                                "t.Said",
                                "1",
                                "{\"n\":\"1\"}".getBytes(UTF_8),
                                List.of("child:" + name),
                                (name + "-" + n).getBytes(UTF_8)))
                        .toList(),
                List.of(new ClaimedKey(new UniqueKey("ref", key), key)),
                null);
    }
}
