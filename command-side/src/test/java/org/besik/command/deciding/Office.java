package org.besik.command.deciding;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.besik.command.CommandSide;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.InMemoryEventLog;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;

/** A decider on a log in memory, with what tests say to it and ask of its log. */
final class Office implements AutoCloseable {

    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    static final Instant NOON = Instant.parse("2026-05-02T07:00:00Z");
    static final AgencyId REGISTRY = AgencyDirectory.REGISTRY;
    static final AgencyId CLINIC = new AgencyId("clinic-KZ-71-0");
    static final AgencyId SCHOOL = new AgencyId("school-KZ-71-7");
    static final KeyedDigest DIGEST = new KeyedDigest(
            MasterKey.parse(Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes())));

    final KeyVault vault;
    final EventCodec codec;
    final AgencyDirectory agencies = new AgencyDirectory();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EventLog log;
    final Decider decider;

    Office() {
        this(new InMemoryEventLog());
    }

    Office(EventLog log) {
        this(log, new KeysInMemory());
    }

    private Office(EventLog log, KeyVault vault) {
        this.log = log;
        this.vault = vault;
        this.codec = new EventCodec(vault);
        this.decider = new Decider(log, codec, vault, DIGEST, CommandSide.slices(), agencies, meters);
    }

    /** Another decider on the same log and keys. */
    Office restarted() {
        return new Office(log, vault);
    }

    /** A decider of another node: on a log that holds the same, with the same keys. */
    Office onSameKeys(EventLog same) {
        return new Office(same, vault);
    }

    static Fact fact(AgencyId agency, String ref, ChildRef child, Order order) {
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
                null);
    }

    List<Answer> say(List<Fact> facts) {
        return decider.record(facts).join();
    }

    Answer say(AgencyId agency, String ref, ChildRef child, Order order) {
        return say(List.of(fact(agency, ref, child, order))).getFirst();
    }

    Answer.Recorded recorded(AgencyId agency, String ref, ChildRef child, Order order) {
        return (Answer.Recorded) say(agency, ref, child, order);
    }

    Rule refused(AgencyId agency, String ref, ChildRef child, Order order) {
        return ((Answer.RefusedFact) say(agency, ref, child, order)).reason().rule();
    }

    List<RecordedEvent> events() {
        return log.read(0, 10_000).stream().map(codec::decode).toList();
    }

    <E> List<E> events(Class<E> type) {
        return events().stream()
                .map(RecordedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Where every record leads, as the log tells it to a reader. */
    private Map<ChildId, ChildId> joined() {
        var parents = new HashMap<ChildId, ChildId>();
        for (RecordedEvent recorded : events()) {
            if (recorded.event() instanceof RecordsMerged e) {
                parents.put(e.merged(), e.childId());
            } else if (recorded.event() instanceof MergeReverted e) {
                assert Objects.equals(parents.remove(e.restored()), e.childId());
            }
        }
        return parents;
    }

    private static ChildId survivor(Map<ChildId, ChildId> joined, ChildId id) {
        ChildId at = id;
        while (joined.containsKey(at)) {
            at = joined.get(at);
        }
        return at;
    }

    ChildId survivor(ChildId id) {
        return survivor(joined(), id);
    }

    /** Whose facts are whose: the references of each child's facts, ascending, and whether it is registered. */
    List<String> children() {
        var joined = joined();
        var refs = new HashMap<ChildId, List<String>>();
        var registered = new HashMap<ChildId, Boolean>();
        for (RecordedEvent recorded : events()) {
            if (recorded.event() instanceof ChildEvent event
                    && recorded.provenance().causationId() == null) {
                ChildId child = survivor(joined, event.childId());
                refs.computeIfAbsent(child, c -> new ArrayList<>())
                        .add(recorded.provenance().ref());
                boolean registers = event instanceof ChildRegistered
                        || event instanceof BirthRegistered
                                && recorded.provenance().agencyService() == Service.REGISTRY;
                registered.merge(child, registers, Boolean::logicalOr);
            }
        }
        return refs.entrySet().stream()
                .map(child -> child.getValue().stream().sorted().toList()
                        + (registered.getOrDefault(child.getKey(), false) ? " registered" : " unregistered"))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        decider.close();
    }

    /** Keys that die with the test. */
    private static final class KeysInMemory implements KeyVault {

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
