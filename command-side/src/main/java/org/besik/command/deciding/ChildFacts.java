package org.besik.command.deciding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.TracingEvent;

/**
 * What decisions ask about one child, from all the records that were joined to it.
 *
 * @param handoffs in the order in which they were learnt
 * @param contacts who reported each contact
 * @param cases searches for the child, in the order in which they were opened
 * @param resolved contradictions that officers settled
 */
public record ChildFacts(
        List<Handoff> handoffs, Map<EventId, AgencyId> contacts, List<CaseFile> cases, Set<String> resolved) {

    public static final ChildFacts NONE = new ChildFacts(List.of(), Map.of(), List.of(), Set.of());

    /** A handoff that was initiated; {@code ref} is the sender's reference. */
    public record Handoff(HandoffId id, AgencyId from, String ref, AgencyId to) {

        /** Whether an agency sends or receives it. */
        public boolean concerns(AgencyId agency) {
            return from.equals(agency) || to.equals(agency);
        }
    }

    /** How much it is, for whoever keeps many. */
    int pieces() {
        return handoffs.size() + contacts.size() + cases.size() + resolved.size();
    }

    /** The facts with some events more; contacts, of which there may be a thousand, are copied once. */
    ChildFacts onAll(List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return this;
        }
        var more = new HashMap<>(contacts);
        ChildFacts facts = this;
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof ContactRecorded) {
                more.put(recorded.provenance().eventId(), recorded.provenance().agency());
            } else if (recorded.event() instanceof ChildEvent event) {
                facts = facts.on(event, recorded.provenance());
            }
        }
        return new ChildFacts(facts.handoffs, Map.copyOf(more), facts.cases, facts.resolved);
    }

    /** The facts with one event more; most events change nothing here. */
    public ChildFacts on(ChildEvent event, Provenance provenance) {
        return switch (event) {
            case HandoffInitiated e -> {
                var more = new ArrayList<>(handoffs);
                more.add(new Handoff(e.handoffId(), provenance.agency(), provenance.ref(), e.to()));
                yield new ChildFacts(List.copyOf(more), contacts, cases, resolved);
            }
            case ContactRecorded e -> {
                var more = new HashMap<>(contacts);
                more.put(provenance.eventId(), provenance.agency());
                yield new ChildFacts(handoffs, Map.copyOf(more), cases, resolved);
            }
            case CaseOpened e -> {
                var more = new ArrayList<>(cases);
                more.add(CaseFile.of(e));
                yield new ChildFacts(handoffs, contacts, List.copyOf(more), resolved);
            }
            case ContradictionResolved e -> {
                var more = new HashSet<>(resolved);
                more.add(e.contradiction());
                yield new ChildFacts(handoffs, contacts, cases, Set.copyOf(more));
            }
            case TracingEvent e ->
                new ChildFacts(
                        handoffs,
                        contacts,
                        cases.stream().map(file -> file.on(e)).toList(),
                        resolved);
            default -> this;
        };
    }
}
