package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.command.CommandSide;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.InMemoryEventLog;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
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

    static final AgencyId REGISTRY = AgencyDirectory.REGISTRY;
    static final AgencyId CLINIC = new AgencyId("clinic-KZ-71-0");
    static final AgencyId SCHOOL = new AgencyId("school-KZ-71-7");

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
        this(log, new Facts.KeysInMemory());
    }

    private Office(EventLog log, KeyVault vault) {
        this.log = log;
        this.vault = vault;
        this.codec = new EventCodec(vault);
        this.decider = new Decider(log, codec, vault, Facts.DIGEST, CommandSide.slices(), agencies, meters);
    }

    /** Another decider on the same log and keys. */
    Office restarted() {
        return new Office(log, vault);
    }

    /** A decider of another node: on a log that holds the same, with the same keys. */
    Office onSameKeys(EventLog same) {
        return new Office(same, vault);
    }

    List<Answer> say(List<Fact> facts) {
        return decider.record(facts).join();
    }

    Answer say(AgencyId agency, String ref, ChildRef child, Order order) {
        return say(List.of(Facts.fact(agency, ref, child, order))).getFirst();
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
                // A reader joins whole children, and leaves alone what is joined already
                ChildId joining = survivor(parents, e.merged());
                if (!joining.equals(survivor(parents, e.childId()))) {
                    parents.put(joining, e.childId());
                }
            } else if (recorded.event() instanceof MergeReverted e) {
                assertThat(parents.remove(e.restored())).isEqualTo(e.childId());
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

    /**
     * Whose facts are whose: the references of each child's facts, ascending, and whether it is registered. What officers
     * said stays with the record that survived, which is a matter of positions.
     */
    List<String> children() {
        var joined = joined();
        var refs = new HashMap<ChildId, List<String>>();
        var registered = new HashMap<ChildId, Boolean>();
        for (RecordedEvent recorded : events()) {
            if (recorded.event() instanceof ChildEvent event
                    && recorded.provenance().causationId() == null
                    && recorded.provenance().officer() == null) {
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
}
