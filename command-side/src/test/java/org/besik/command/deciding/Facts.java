package org.besik.command.deciding;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.besik.command.CommandSide;
import org.besik.command.eventlog.EventLog;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.codec.KeyVault;

/** Facts as the door makes them, and what a command side needs besides a log. */
public final class Facts {

    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    static final Instant NOON = Instant.parse("2026-05-02T07:00:00Z");
    static final KeyedDigest DIGEST = new KeyedDigest(
            MasterKey.parse(Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes())));

    private Facts() {}

    /** A fact about a child, of 1 May. */
    public static Fact fact(AgencyId agency, String ref, ChildRef child, Order order) {
        return new Fact(
                order.getClass().getSimpleName(),
                ref,
                agency,
                null,
                child,
                MAY_1,
                null,
                null,
                order,
                DIGEST.digest("content", (child.hashCode() + " " + order.hashCode()).getBytes()),
                new EventId(UUID.randomUUID().toString()),
                new ChildId(UUID.randomUUID().toString()),
                NOON,
                null,
                null);
    }

    /** A command side on a log, with keys that die with it. */
    public static CommandSide commandSide(EventLog log, MeterRegistry meters) {
        return new CommandSide(log, new KeysInMemory(), DIGEST, meters);
    }

    /** Keys that die with the test. */
    static final class KeysInMemory implements KeyVault {

        private final Map<ChildId, SecretKey> keys = new ConcurrentHashMap<>();

        @Override
        public SecretKey forWriting(ChildId child) {
            return keys.computeIfAbsent(child, id -> new SecretKeySpec(IdBytes.of(id.value()), "AES"));
        }

        @Override
        public Optional<SecretKey> forReading(ChildId child) {
            return Optional.ofNullable(keys.get(child));
        }

        @Override
        public void flush() {}
    }
}
