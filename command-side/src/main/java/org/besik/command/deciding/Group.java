package org.besik.command.deciding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.besik.command.deciding.identity.Directory;
import org.besik.command.deciding.identity.Resolution;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.Place;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.handoff.HandoffInitiated;
import org.jspecify.annotations.Nullable;

/** Facts that are decided one after the other and become durable together. */
final class Group {

    private final Desk desk;
    private final List<LogTransaction> transactions = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Map<UniqueKey, Slot> references = new HashMap<>();
    private final Map<AgencyId, AgencyDescribed> agencies = new HashMap<>();
    private final List<Learnt> learnt = new ArrayList<>();
    private final List<Shown> shownAgencies = new ArrayList<>();

    private record Learnt(Directory.Learnt what, int transaction) {}

    private record Shown(AgencyDescribed agency, int transaction) {}

    /** What one fact waits for: a transaction, the same fact earlier in the group, or nothing. */
    record Slot(
            Decider.Line line,
            @Nullable RefEntry entry,
            int transaction,
            @Nullable Slot first,
            @Nullable Answer answer) {}

    Group(Desk desk) {
        this.desk = desk;
    }

    List<LogTransaction> transactions() {
        return transactions;
    }

    List<Slot> slots() {
        return slots;
    }

    void decide(Decider.Line line) {
        Fact fact = line.fact();
        UniqueKey reference = RefEntry.key(desk.digests(), fact);
        Slot before = references.get(reference);
        if (before != null) {
            boolean same = before.entry() != null && before.entry().sameContent(fact);
            slots.add(same ? new Slot(line, null, -1, before, null) : answered(line, reused()));
            return;
        }
        Optional<TakenKey> taken = desk.log().find(reference);
        if (taken.isPresent()) {
            var entry = RefEntry.decode(taken.get());
            boolean same = entry.sameContent(fact);
            slots.add(answered(line, same ? entry.duplicate(taken.get().position()) : reused()));
            return;
        }
        try {
            slots.add(decide(line, fact, reference));
        } catch (Refused refused) {
            slots.add(answered(line, new Answer.RefusedFact(refused, null)));
        }
    }

    private static Slot answered(Decider.Line line, Answer answer) {
        return new Slot(line, null, -1, null, answer);
    }

    private static Answer reused() {
        return new Answer.RefusedFact(
                new Refused(Rule.REFERENCE_REUSED, "ref", "the agency used this reference for another fact"), null);
    }

    /** Nothing is learnt before nothing can refuse the fact any more: a refused fact leaves no trace. */
    private Slot decide(Decider.Line line, Fact fact, UniqueKey reference) {
        AgencyDescribed known = agencies.get(fact.agency());
        if (known == null) {
            known = desk.agencies().find(fact.agency()).orElse(null);
        }
        AgencyDescribed shown = AgencyDirectory.shownBy(fact, known);
        if (shown != null && !desk.agencies().changing().isHeldByCurrentThread()) {
            // Somebody may be describing it this moment
            desk.agencies().changing().lock();
            known = desk.agencies().find(fact.agency()).orElse(null);
            shown = AgencyDirectory.shownBy(fact, known);
        }
        AgencyDescribed agency = shown == null ? answering(fact, known) : shown;
        Resolution child = desk.directory().resolve(fact, agency);
        Optional<ChildId> holder = child.holderOfIin();
        if (holder.isPresent()) {
            return answered(
                    line,
                    new Answer.RefusedFact(
                            new Refused(Rule.IIN_TAKEN, "data.iin", "the IIN is held by a registered record"),
                            holder.get()));
        }
        Slice<?> slice = desk.slice(fact.order());
        ChildFacts rests =
                slice.restsOn().isEmpty() ? ChildFacts.NONE : desk.reader().read(child.everyRecord(), slice.restsOn());
        ChildEvent event = slice.decide(child.settled(fact), child.written(), rests);

        Directory.Learnt what = child.learn(fact);
        learnt.add(new Learnt(what, transactions.size()));
        if (shown != null) {
            agencies.put(shown.agency(), shown);
            shownAgencies.add(new Shown(shown, transactions.size()));
        }
        var provenance = new Provenances(fact, agency);
        var events = new ArrayList<NewEvent>();
        if (shown != null) {
            add(events, shown, provenance);
        }
        if (what.before() != null) {
            add(events, what.before(), provenance);
        }
        var entry = new RefEntry(
                what.survivor(),
                fact.newEventId(),
                events.size(),
                event instanceof HandoffInitiated,
                fact.fingerprint());
        events.add(desk.encode(event, provenance.own()));
        desk.reader().decided(event, provenance.own());
        what.after().forEach(more -> add(events, more, provenance));

        var keys = new ArrayList<ClaimedKey>(what.keys().size() + 1);
        keys.add(new ClaimedKey(reference, entry.encode()));
        keys.addAll(what.keys());
        transactions.add(new LogTransaction(events, keys, null));
        var slot = new Slot(line, entry, transactions.size() - 1, null, null);
        references.put(reference, slot);
        return slot;
    }

    /** An officer's account may speak for no agency, or for one that never reported anything. */
    private static AgencyDescribed answering(Fact fact, @Nullable AgencyDescribed known) {
        return known == null && fact.officer() != null
                ? new AgencyDescribed(fact.agency(), null, null, Place.UNKNOWN, null)
                : Objects.requireNonNull(known);
    }

    private void add(List<NewEvent> events, BesikEvent event, Provenances provenance) {
        events.add(desk.encode(event, provenance.caused()));
    }

    /** What is in the log by now holds. */
    void appended(List<AppendResult> results) {
        for (Learnt one : learnt) {
            if (results.get(one.transaction) instanceof AppendResult.Appended appended) {
                desk.directory().durable(one.what, appended.firstPosition());
            }
        }
        for (Shown one : shownAgencies) {
            if (results.get(one.transaction) instanceof AppendResult.Appended) {
                desk.agencies().learn(one.agency);
            }
        }
    }

    /** Lets others change agencies again. */
    void close() {
        if (desk.agencies().changing().isHeldByCurrentThread()) {
            desk.agencies().changing().unlock();
        }
    }

    /** The answer to a fact that is in the log or needs nothing there; null: its transaction was rejected. */
    static @Nullable Answer answer(Slot slot, List<AppendResult> results) {
        if (slot.answer() != null) {
            return slot.answer();
        }
        Slot recorded = slot.first() == null ? slot : slot.first();
        if (recorded.entry() != null && results.get(recorded.transaction()) instanceof AppendResult.Appended appended) {
            return slot.first() == null
                    ? recorded.entry().recorded(appended.firstPosition())
                    : recorded.entry().duplicate(appended.firstPosition());
        }
        return null;
    }
}
