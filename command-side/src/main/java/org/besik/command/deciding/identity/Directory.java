package org.besik.command.deciding.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.besik.command.deciding.Arriving;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.IdBytes;
import org.besik.command.deciding.Identifying;
import org.besik.command.deciding.Pairing;
import org.besik.command.deciding.Pairing.Word;
import org.besik.command.deciding.identity.Description.Match;
import org.besik.command.deciding.identity.Entry.Kind;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Service;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.identity.IdentifierContested;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.RecordOpened;
import org.jspecify.annotations.Nullable;

/**
 * Answers: who is the child? An IIN or a local id leads to the record that claimed it first; records that one fact names
 * together are joined for good. A person leads to a record of its own, which is joined to the one record whose births
 * describe that person beyond a doubt, and leaves it again when a second appears that may be meant: so the order of arrival
 * decides nothing.
 *
 * <p>What it knows lives in the log's unique keys; this is a bounded cache of them that also holds what was decided but is
 * not durable yet. Used by the deciding thread only.
 */
public final class Directory {

    /** Where the positions of records begin that are not durable yet. */
    static final long PENDING = Long.MAX_VALUE / 2;

    private static final int BOUND = 100_000;

    /** The spaces of the unique keys it takes. */
    public static final Set<String> KEY_SPACES = DirectoryKeys.SPACES;

    private final EventLog log;
    private final DirectoryKeys keys;
    private final Map<ChildId, RecordState> records = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<UniqueKey, PersonState> persons = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<UniqueKey, ChildId> numbers = new LinkedHashMap<>(1024, 0.75f, true);
    private long pending = PENDING;

    /** A directory on what the log holds. */
    public Directory(EventLog log, KeyedDigest digests) {
        this.log = log;
        this.keys = new DirectoryKeys(digests);
    }

    /** Forgets everything that is only cached; what is not durable is gone. */
    public void clear() {
        records.clear();
        persons.clear();
        numbers.clear();
    }

    /** Keeps within its bounds. Only when everything it holds is durable. */
    public void trim() {
        trim(records);
        trim(persons);
        trim(numbers);
    }

    private static void trim(Map<?, ?> cache) {
        var eldest = cache.entrySet().iterator();
        for (int excess = cache.size() - BOUND; excess > 0; excess--) {
            eldest.next();
            eldest.remove();
        }
    }

    // ---- What is known

    /**
     * Finds out whom a fact is about, without changing anything.
     *
     * @param reporter what is known of the fact's agency
     */
    public Resolution resolve(Fact fact, AgencyDescribed reporter) {
        return new Resolution(this, plan(fact, reporter));
    }

    private Plan plan(Fact fact, AgencyDescribed reporter) {
        if (fact.child() instanceof ChildRef.ById named) {
            Refused.unless(
                    IdBytes.isId(named.id()) && record(new ChildId(named.id())) != null,
                    Rule.UNKNOWN_VALUE,
                    "child.id",
                    "there is no record with this id");
        }
        String region = fact.region() == null ? reporter.region() : fact.region();
        if (fact.order() instanceof Pairing order) {
            return pairing(named(fact.child(), region), fact.child(), order);
        }
        if (fact.order() instanceof Identifying order) {
            return order.beginsRecord() ? beginning(fact, order, reporter.service()) : numbering(fact, order, region);
        }
        return plain(fact, region, Set.of());
    }

    /** A fact that says no more about who the child is than by what it names it. */
    private Plan plain(Fact fact, String region, Set<Plan.Own> carries) {
        RecordState known = named(fact.child(), region);
        if (known != null) {
            return new Plan(
                    known, known.id, false, false, null, null, List.of(), List.of(), List.of(), carries, false, null);
        }
        return new Plan(
                null,
                fact.newChildId(),
                true,
                true,
                keys.number(fact.child()).orElse(null),
                fact.child() instanceof ChildRef.ByPerson ref ? own(ref.person(), region) : null,
                List.of(),
                List.of(),
                List.of(),
                carries,
                false,
                null);
    }

    /** A fact that gives a child a number: the record it names and the one that holds the number are one. */
    private Plan numbering(Fact fact, Identifying order, String region) {
        RecordState named = named(fact.child(), region);
        Plan plan = plain(fact, region, carried(null, false, order.person()));
        if (order.iin() == null) {
            return plan;
        }
        UniqueKey iin = keys.iin(order.iin());
        RecordState holder = number(iin);
        if (holder == null) {
            return new Plan(
                    named,
                    plan.written(),
                    plan.opens(),
                    plan.announced(),
                    plan.namedBy(),
                    plan.own(),
                    List.of(),
                    iin.equals(plan.namedBy()) ? List.of() : List.of(iin),
                    List.of(),
                    Set.of(),
                    false,
                    null);
        }
        if (named == null) {
            return new Plan(
                    holder,
                    holder.id,
                    true,
                    true,
                    plan.namedBy(),
                    plan.own(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Set.of(),
                    false,
                    null);
        }
        if (named == holder || (survivor(named) == survivor(holder) && named.registered && holder.registered)) {
            return plan;
        }
        boolean taken = named.registered && holder.registered;
        RecordState subject = taken ? named : surviving(List.of(named, holder));
        return new Plan(
                subject,
                subject.id,
                false,
                false,
                null,
                null,
                taken ? List.of() : List.of(subject == named ? holder : named),
                List.of(),
                List.of(),
                Set.of(),
                false,
                taken ? holder : null);
    }

    /** A birth or registration: everything that its identifiers lead to is one, but no two registered records. */
    private Plan beginning(Fact fact, Identifying order, @Nullable Service reporter) {
        var claims = new LinkedHashMap<UniqueKey, String>();
        keys.number(fact.child()).ifPresent(key -> claims.put(key, key.space()));
        if (order.iin() != null) {
            claims.put(keys.iin(order.iin()), "iin");
        }
        if (order.local() != null) {
            claims.put(keys.local(order.local()), "local");
        }
        boolean registers = order.registers(reporter);
        Person stated = order.person();
        String born = order.place() == null ? Place.UNKNOWN : order.place().region();
        if (claims.isEmpty() && fact.child() instanceof ChildRef.ByPerson ref) {
            return byPersonAlone(
                    fact, stated != null && DirectoryKeys.certain(stated) ? stated : ref.person(), born, registers);
        }
        RecordState named = fact.child() instanceof ChildRef.ByPerson ? null : named(fact.child(), born);
        var found = new LinkedHashSet<RecordState>();
        if (named != null) {
            found.add(named);
        }
        for (UniqueKey key : claims.keySet()) {
            RecordState holder = number(key);
            if (holder != null) {
                found.add(holder);
            }
        }
        RecordState subject = found.isEmpty() ? null : surviving(List.copyOf(found));
        RecordState refusing = null;
        var binds = new ArrayList<UniqueKey>();
        var contested = new ArrayList<Plan.Contest>();
        for (var claim : claims.entrySet()) {
            RecordState holder = number(claim.getKey());
            if (holder == null) {
                binds.add(claim.getKey());
            } else if (holder != subject && holder.registered) {
                if (claim.getValue().equals("iin")
                        && named != null
                        && named.registered
                        && survivor(holder) != survivor(named)) {
                    refusing = holder;
                }
                contested.add(new Plan.Contest(claim.getValue(), survivor(holder).id));
            }
        }
        return new Plan(
                subject,
                subject == null ? fact.newChildId() : subject.id,
                subject == null,
                false,
                null,
                null,
                found.stream()
                        .filter(record -> record != subject && !record.registered)
                        .toList(),
                binds,
                contested,
                carried(born, registers, stated, fact.child() instanceof ChildRef.ByPerson ref ? ref.person() : null),
                registers,
                refusing);
    }

    private Plan byPersonAlone(Fact fact, Person person, String born, boolean registers) {
        Plan.Own named = own(person, born);
        RecordState own = own(named.description());
        return new Plan(
                own,
                own == null ? fact.newChildId() : own.id,
                own == null,
                false,
                null,
                own == null ? named : null,
                List.of(),
                List.of(),
                List.of(),
                carried(born, registers, person),
                registers,
                null);
    }

    private Plan.Own own(Person person, @Nullable String region) {
        return new Plan.Own(keys.described(person, region), keys.slips(person));
    }

    /** The descriptions of those who are described well enough. */
    private Set<Plan.Own> carried(@Nullable String region, boolean registers, @Nullable Person... persons) {
        var carried = new LinkedHashSet<Plan.Own>();
        for (Person person : persons) {
            if (person != null && DirectoryKeys.certain(person)) {
                carried.add(registers ? new Plan.Own(keys.described(person, region), Set.of()) : own(person, region));
            }
        }
        return carried;
    }

    /** The first registered record, between unregistered ones the one that was opened first. */
    private static RecordState surviving(List<RecordState> found) {
        for (RecordState record : found) {
            if (record.registered) {
                return record;
            }
        }
        return found.stream()
                .min(Comparator.comparingLong(record -> record.openedAt))
                .orElseThrow();
    }

    /** The record that a reference leads to; null: nobody knows it. */
    private @Nullable RecordState named(ChildRef ref, String region) {
        return switch (ref) {
            case ChildRef.ById named -> root(must(new ChildId(named.id())));
            case ChildRef.ByIin named -> number(keys.iin(named.iin()));
            case ChildRef.ByLocalId named -> number(keys.local(named.local()));
            case ChildRef.ByPerson named -> own(keys.described(named.person(), region));
        };
    }

    private @Nullable RecordState number(UniqueKey key) {
        ChildId holder = numbers.get(key);
        if (holder == null) {
            Optional<TakenKey> taken = log.find(key);
            if (taken.isEmpty()) {
                return null;
            }
            holder = new ChildId(IdBytes.text(taken.get().value(), 0));
            numbers.put(key, holder);
        }
        return root(must(holder));
    }

    private @Nullable RecordState own(Description named) {
        ChildId own = person(named.identity()).own.get(named);
        return own == null ? null : root(must(own));
    }

    private RecordState must(ChildId id) {
        RecordState record = record(id);
        if (record == null) {
            throw new IllegalStateException("the log leads to a record that it does not hold");
        }
        return record;
    }

    private @Nullable RecordState record(ChildId id) {
        RecordState known = records.get(id);
        if (known != null) {
            return known;
        }
        Optional<TakenKey> taken = log.find(keys.record(id, 0));
        if (taken.isEmpty()) {
            return null;
        }
        var record = new RecordState(id, taken.get().position());
        while (taken.isPresent()) {
            Entry.decode(taken.get().value()).forEach(record::on);
            record.entries++;
            taken = log.find(keys.record(id, record.entries));
        }
        records.put(id, record);
        return record;
    }

    private PersonState person(UniqueKey key) {
        PersonState known = persons.get(key);
        if (known != null) {
            return known;
        }
        var person = new PersonState(key);
        for (Optional<TakenKey> taken = log.find(key);
                taken.isPresent();
                taken = log.find(keys.person(key, person.entries))) {
            Entry.decode(taken.get().value()).forEach(person::on);
            person.entries++;
        }
        persons.put(key, person);
        return person;
    }

    /** Where a record's identifiers lead. */
    private RecordState root(RecordState record) {
        RecordState at = record;
        while (at.parent != null && !at.byPerson) {
            at = must(at.parent);
        }
        return at;
    }

    /** The record under which identifiers and persons alone would show the child. */
    private RecordState family(RecordState record) {
        RecordState at = record;
        while (at.parent != null) {
            at = must(at.parent);
        }
        return at;
    }

    /** The record under which the child is shown. */
    private RecordState survivor(RecordState record) {
        RecordState family = family(record);
        return family.shownUnder == null ? family : must(family.shownUnder);
    }

    /** Every record of the child that a plan is about. */
    List<ChildId> everyRecord(Plan plan) {
        var all = new ArrayList<ChildId>();
        if (plan.subject() != null) {
            linked(family(plan.subject()), Set.of()).forEach(family -> collect(family, all));
        }
        return all;
    }

    private void collect(RecordState record, List<ChildId> into) {
        into.add(record.id);
        for (ChildId member : record.members) {
            collect(must(member), into);
        }
    }

    ChildId survivorOf(RecordState record) {
        return survivor(record).id;
    }

    // ---- What officers say of two records

    /**
     * An officer's link stands between the two records as named and not between children, so that what else is learnt of
     * either, before or after, changes nothing of it. The child is shown under one record of all that are linked.
     */
    private Plan pairing(@Nullable RecordState known, ChildRef child, Pairing order) {
        RecordState named = Objects.requireNonNull(known);
        Refused.unless(
                IdBytes.isId(order.other().value()) && record(order.other()) != null,
                Rule.UNKNOWN_VALUE,
                "other",
                "there is no record with this id");
        Refused.unless(
                !(child instanceof ChildRef.ById by
                        && by.id().equals(order.other().value())),
                Rule.SAME_RECORD,
                "other",
                "it takes two records");
        RecordState other = root(must(order.other()));
        return switch (order.word()) {
            case ONE -> {
                Refused.unless(
                        !saidOne(named).contains(other), Rule.ALREADY_MERGED, "other", "both ids lead to one child");
                yield merging(named, other);
            }
            case NOT_ONE -> {
                Refused.unless(
                        survivor(named) == survivor(other), Rule.NOT_MERGED, "other", "the ids lead to two children");
                yield parting(named, other);
            }
            case TWO -> {
                Refused.unless(!saidOne(named).contains(other), Rule.ALREADY_MERGED, "other", "unmerge them first");
                yield Plan.about(
                        named, new Plan.Pair(named, other, order.word(), List.of(new Plan.Link(named, other))));
            }
        };
    }

    /** Where the person made them one already, the link is kept all the same: the person may yet turn out to be another. */
    private Plan merging(RecordState named, RecordState other) {
        var link = List.of(new Plan.Link(named, other));
        RecordState stays = first(List.of(survivor(named), survivor(other)));
        RecordState joins = stays == survivor(named) ? survivor(other) : survivor(named);
        if (joins == stays) {
            joins = other == stays ? named : other;
        }
        return Plan.about(stays, new Plan.Pair(named, joins, Word.ONE, link));
    }

    private Plan parting(RecordState named, RecordState other) {
        List<Plan.Link> cut = takenBack(named, other);
        RecordState shown = survivor(named);
        RecordState leaves = leaving(named, other, shown, Set.copyOf(cut));
        if (leaves != shown) {
            return Plan.about(shown, new Plan.Pair(named, leaves, Word.NOT_ONE, cut));
        }
        // The person holds them together: what that joined leaves, to be joined again if it still is the same
        RecordState held = other.parent == null ? named : other;
        return Plan.about(must(Objects.requireNonNull(held.parent)), new Plan.Pair(named, held, Word.NOT_ONE, cut));
    }

    /**
     * The links between the two records. Where there is none, those of the other record within the child that the person made of
     * them, or those between the two children; where these are linked through others, all links of the other child.
     */
    private List<Plan.Link> takenBack(RecordState named, RecordState other) {
        List<Plan.Link> own = linksOf(forGood(other)).stream()
                .filter(link -> named != other && root(link.other()) != other)
                .toList();
        List<Plan.Link> between =
                own.stream().filter(link -> root(link.other()) == named).toList();
        if (!between.isEmpty()) {
            return between;
        }
        if (family(named) == family(other)) {
            List<Plan.Link> within = own.stream()
                    .filter(link -> family(link.other()) == family(named))
                    .toList();
            Refused.unless(
                    !within.isEmpty(),
                    Rule.JOINED_BY_IDENTITY,
                    "other",
                    "correct the identifier that joined them; if it was the person, say that they are two");
            return within;
        }
        List<Plan.Link> all = links(family(other));
        List<Plan.Link> direct = all.stream()
                .filter(link -> family(link.other()) == family(named))
                .toList();
        return direct.isEmpty() || linked(family(named), Set.copyOf(direct)).contains(family(other)) ? all : direct;
    }

    /** Of the two families the one that is no longer shown under the other's once the links are cut. */
    private RecordState leaving(RecordState named, RecordState other, RecordState shown, Set<Plan.Link> cut) {
        for (RecordState one : List.of(other, named)) {
            Set<RecordState> with = linked(family(one), cut);
            if (!with.contains(shown)) {
                return first(with);
            }
        }
        return family(other) == shown ? family(named) : family(other);
    }

    /** All links from a family to others. */
    private List<Plan.Link> links(RecordState family) {
        if (!family.near) {
            return List.of();
        }
        var records = new ArrayList<ChildId>();
        collect(family, records);
        return linksOf(records.stream().map(this::must).toList());
    }

    private List<Plan.Link> linksOf(Collection<RecordState> records) {
        var links = new ArrayList<Plan.Link>();
        for (RecordState record : records) {
            record.links.forEach(other -> links.add(new Plan.Link(record, must(other))));
        }
        return links;
    }

    /** The record that identifiers lead to, and all that they made one with it. */
    private List<RecordState> forGood(RecordState root) {
        var all = new ArrayList<>(List.of(root));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).members.stream()
                    .map(this::must)
                    .filter(member -> !member.byPerson)
                    .forEach(all::add);
        }
        return all;
    }

    /** The records that officers' links make one child with this one, whomever the person joins; itself too. */
    private Set<RecordState> saidOne(RecordState root) {
        var all = new LinkedHashSet<>(List.of(root));
        var waiting = new ArrayDeque<>(all);
        while (!waiting.isEmpty()) {
            RecordState next = waiting.remove();
            if (next.near) {
                linksOf(forGood(next)).stream()
                        .map(link -> root(link.other()))
                        .filter(all::add)
                        .forEach(waiting::add);
            }
        }
        return all;
    }

    /** The records of which an officer says that they are other children than this one, and did not take it back. */
    private Set<RecordState> rejected(RecordState root) {
        if (!root.near) {
            return Set.of();
        }
        var rejected = new LinkedHashSet<RecordState>();
        forGood(root).forEach(record -> record.rejected.forEach(other -> rejected.add(root(must(other)))));
        if (!rejected.isEmpty()) {
            rejected.removeAll(saidOne(root));
        }
        return rejected;
    }

    /** The families that officers' links make one child with this one; itself too. */
    private Set<RecordState> linked(RecordState family, Set<Plan.Link> without) {
        var all = new LinkedHashSet<RecordState>(List.of(family));
        var waiting = new ArrayDeque<>(all);
        while (!waiting.isEmpty()) {
            for (Plan.Link link : links(waiting.remove())) {
                boolean isCut = without.contains(link) || without.contains(link.turned());
                RecordState next = family(link.other());
                if (!isCut && all.add(next)) {
                    waiting.add(next);
                }
            }
        }
        return all;
    }

    /** The registered record that was opened first; where none is registered, the one that was. */
    private static RecordState first(Collection<RecordState> records) {
        return records.stream()
                .min(Comparator.comparing((RecordState record) -> !record.registered)
                        .thenComparingLong(record -> record.openedAt))
                .orElseThrow();
    }

    // ---- What is learnt

    /** What one fact changed: the keys to take, and the events around the fact's own. */
    private final class Change {

        private final Map<RecordState, List<Entry>> ofRecords = new LinkedHashMap<>();
        private final Map<PersonState, List<Entry>> ofPersons = new LinkedHashMap<>();
        private final List<ClaimedKey> claimed = new ArrayList<>();
        private final List<ChildEvent> after = new ArrayList<>();
        private final Set<RecordState> unsettled = new LinkedHashSet<>();
        private final Set<RecordState> regrouped = new LinkedHashSet<>();

        void learn(RecordState record, Entry entry) {
            ofRecords.computeIfAbsent(record, r -> new ArrayList<>()).add(entry);
            record.on(entry);
        }

        void learn(PersonState person, Entry entry) {
            ofPersons.computeIfAbsent(person, p -> new ArrayList<>()).add(entry);
            person.on(entry);
        }

        void bind(UniqueKey number, RecordState to) {
            claimed.add(new ClaimedKey(number, IdBytes.of(to.id.value())));
            numbers.put(number, to.id);
            number(to);
        }

        void number(RecordState record) {
            if (!record.numbered) {
                learn(record, Entry.of(Kind.NUMBERED));
                unsettled(record);
            }
        }

        void register(RecordState record) {
            if (!record.registered) {
                learn(record, Entry.of(Kind.REGISTERED));
                unsettled(record);
                regrouped.add(record);
            }
        }

        void carry(RecordState record, Plan.Own described) {
            Description stated = described.description();
            PersonState person = person(stated.identity());
            if (person.carriers.add(record.id)) {
                learn(person, Entry.of(Kind.CARRIER, record.id));
            }
            describe(record, Kind.CARRIES, record.carries, stated);
            if (!record.registered) {
                slips(person, described);
            }
            unsettled(record);
        }

        private void describe(RecordState record, Kind kind, Set<Description> known, Description described) {
            if (!known.contains(described)) {
                learn(record, Entry.said(described));
                learn(record, Entry.of(kind, described.identity()));
            }
        }

        /** The child has arrived in a region. */
        void live(RecordState record, long region) {
            if (region != 0 && !record.lived.contains(region)) {
                learn(record, Entry.lived(region));
                unsettled(record);
            }
        }

        /** The record of facts that describe their child so. */
        void own(RecordState record, Plan.Own named) {
            Description described = named.description();
            PersonState person = person(described.identity());
            describe(record, Kind.PERSON, record.persons, described);
            learn(person, Entry.said(described));
            learn(person, Entry.of(Kind.OWN, record.id));
            slips(person, named);
            unsettled.add(record);
        }

        private void slips(PersonState person, Plan.Own described) {
            for (UniqueKey slip : described.slips()) {
                slip(person, slip);
                slip(person(slip), person.key);
            }
        }

        private void slip(PersonState person, UniqueKey slip) {
            if (!person.slips.contains(slip)) {
                learn(person, Entry.of(Kind.SLIP, slip));
            }
        }

        /** Who names the child as the record describes it may have to move, and the record itself. */
        void unsettled(RecordState record) {
            unsettled.add(record);
            unsettled.addAll(meaning(record));
        }

        void join(RecordState record, RecordState to, String reason) {
            ungroup(record);
            ungroup(to);
            leave(record);
            if (family(to) == record) {
                leave(to);
            }
            Set<RecordState> one = saidOne(to);
            boolean isRejected = saidOne(record).stream()
                    .flatMap(each -> rejected(each).stream())
                    .anyMatch(one::contains);
            learn(record, Entry.of(Kind.MERGED, to.id));
            learn(to, Entry.of(Kind.MEMBER, record.id));
            after.add(new RecordsMerged(to.id, record.id, isRejected ? RecordsMerged.DESPITE_REJECTION : reason));
            if (record.numbered) {
                number(to);
            }
            record.persons.forEach(named -> describe(to, Kind.PERSON, to.persons, named));
            record.carries.forEach(stated -> describe(to, Kind.CARRIES, to.carries, stated));
            record.lived.forEach(region -> live(to, region));
            unsettled(to);
            near(record, to);
        }

        void leave(RecordState record) {
            if (record.parent != null) {
                ungroup(record);
                after.add(new MergeReverted(part(record).id, record.id, "person"));
            }
        }

        /** Parts a record from the one that its person joined it to, which is returned. */
        private RecordState part(RecordState record) {
            RecordState left = must(Objects.requireNonNull(record.parent));
            learn(record, Entry.of(Kind.LEFT, left.id));
            learn(left, Entry.of(Kind.MEMBER_LEFT, record.id));
            return left;
        }

        /** Joins what is known by a person to the one record that states it, and parts what is no longer certain. */
        void settle() {
            for (RecordState record : concerned()) {
                RecordState now = record.parent == null ? null : root(must(record.parent));
                RecordState meant = meant(record);
                RecordState right = meant == null || !mayJoin(record, meant) ? null : meant;
                if (now != right) {
                    leave(record);
                    if (right != null) {
                        ungroup(record);
                        ungroup(right);
                        learn(record, Entry.of(Kind.JOINED, right.id));
                        learn(right, Entry.of(Kind.MEMBER, record.id));
                        after.add(new RecordsMerged(right.id, record.id, "person"));
                    }
                }
            }
        }

        /** Those about whom something was learnt; where officers said something, all whose joins may rest on it, too. */
        private Set<RecordState> concerned() {
            var all = new LinkedHashSet<RecordState>();
            var reached = new LinkedHashSet<RecordState>();
            for (RecordState touched : unsettled) {
                RecordState record = root(touched);
                all.add(record);
                if (record.near && !reached.contains(record)) {
                    reach(record, reached, true);
                }
            }
            reached.forEach(this::near);
            all.addAll(reached);
            return all;
        }

        /** What an officer said; the word itself is the event that joins or parts the two, the rest is seen to by {@link #settle} and {@link #regroup}. */
        void pair(Plan.Pair pair, RecordState subject) {
            regrouped.addAll(linked(family(pair.named()), Set.of()));
            for (Plan.Link link : pair.links()) {
                say(pair.word(), link);
                say(pair.word(), link.turned());
            }
            RecordState moved = pair.moved();
            switch (pair.word()) {
                case ONE -> {
                    if (survivor(moved) != subject) {
                        learn(moved, Entry.of(Kind.SHOWN_UNDER, subject.id));
                    }
                }
                case NOT_ONE -> {
                    if (moved.shownUnder == null) {
                        part(moved);
                    } else {
                        learn(moved, Entry.of(Kind.SHOWN_AGAIN));
                    }
                    regrouped.add(moved);
                }
                case TWO -> {}
            }
        }

        private void say(Word word, Plan.Link link) {
            Kind said = switch (word) {
                case ONE -> Kind.LINKED;
                case NOT_ONE -> Kind.UNLINKED;
                case TWO -> Kind.REJECTED;
            };
            learn(link.one(), Entry.of(said, link.other().id));
            near(link.one());
            unsettled.add(link.one());
        }

        /** From the record to the one that shows its family: an officer's word concerns them. */
        private void near(RecordState record) {
            for (RecordState at = record; ; at = must(at.parent)) {
                if (!at.near) {
                    learn(at, Entry.of(Kind.NEAR));
                }
                if (at.parent == null) {
                    return;
                }
            }
        }

        private void near(RecordState record, RecordState to) {
            if (record.near) {
                near(to);
            }
        }

        /** Shows every family of a child by itself: who is joined to whom is about to change. */
        private void ungroup(RecordState record) {
            if (family(record).near) {
                Set<RecordState> all = linked(family(record), Set.of());
                regrouped.addAll(all);
                all.forEach(this::showAgain);
            }
        }

        private void showAgain(RecordState family) {
            if (family.shownUnder != null) {
                after.add(new MergeReverted(family.shownUnder, family.id, "officer"));
                learn(family, Entry.of(Kind.SHOWN_AGAIN));
            }
        }

        /** Shows families that are linked under the first of them. */
        void regroup() {
            for (RecordState touched : regrouped) {
                RecordState family = family(touched);
                if (family.near) {
                    Set<RecordState> all = linked(family, Set.of());
                    RecordState shown = first(all);
                    all.stream()
                            .filter(each -> !Objects.equals(each.shownUnder, each == shown ? null : shown.id))
                            .forEach(this::showAgain);
                    for (RecordState each : all) {
                        if (each != shown && each.shownUnder == null) {
                            after.add(new RecordsMerged(shown.id, each.id, "officer"));
                            learn(each, Entry.of(Kind.SHOWN_UNDER, shown.id));
                        }
                    }
                }
            }
        }

        List<ClaimedKey> keys() {
            ofRecords.forEach((record, entries) ->
                    claimed.add(new ClaimedKey(keys.record(record.id, record.entries++), Entry.encode(entries))));
            ofPersons.forEach((person, entries) ->
                    claimed.add(new ClaimedKey(keys.person(person.key, person.entries++), Entry.encode(entries))));
            return claimed;
        }
    }

    /** Who may mean the child that the record describes: by its person, or by what is known of it where it is not registered. */
    private Set<RecordState> meaning(RecordState record) {
        var meaning = new LinkedHashSet<RecordState>();
        for (Description stated : record.carries) {
            PersonState person = person(stated.identity());
            meaning(person, meaning);
            person.slips.forEach(slip -> meaning(person(slip), meaning));
        }
        return meaning;
    }

    private void meaning(PersonState person, Set<RecordState> into) {
        person.own.values().forEach(own -> into.add(root(must(own))));
        for (ChildId carrier : person.carriers) {
            RecordState record = root(must(carrier));
            if (!record.registered) {
                into.add(record);
            }
        }
    }

    /**
     * The record that one known by its person belongs to: one that facts name so, or of whose birth there is only a notice, also
     * if that gave it a number. Null: none for certain.
     */
    private @Nullable RecordState meant(RecordState record) {
        var all = new LinkedHashSet<RecordState>();
        var descriptions = new LinkedHashSet<>(record.persons);
        if (!record.registered) {
            record.carries.stream().filter(Description::tellsNamesakesApart).forEach(descriptions::add);
        }
        for (Description named : descriptions) {
            RecordState one = certain(named, record);
            if (one != null) {
                all.add(one);
            }
        }
        return all.size() == 1 ? all.iterator().next() : null;
    }

    /**
     * The child that is meant, if of those who may be meant, slips of the birth date included, there is only one. Where the
     * register itself says nothing of whoever is described, to which a notice of a birth and a new registration testify, all that
     * tells namesakes apart has to be said and to agree.
     */
    private @Nullable RecordState certain(Description named, RecordState by) {
        PersonState person = person(named.identity());
        Set<RecordState> certain = meant(person, named, Match.CERTAIN);
        var possible = new LinkedHashSet<>(meant(person, named, Match.POSSIBLE));
        possible.addAll(certain);
        for (UniqueKey slip : person.slips) {
            PersonState other = person(slip);
            possible.addAll(meant(other, named.as(slip), Match.POSSIBLE));
            possible.addAll(meant(other, named.as(slip), Match.CERTAIN));
        }
        possible.removeAll(rejected(by));
        int highest = possible.stream().mapToInt(RecordState::standing).max().orElse(by.standing());
        possible.removeIf(record -> record.standing() < highest);
        if (highest <= by.standing() || possible.size() != 1 || !certain.containsAll(possible)) {
            return null;
        }
        RecordState one = possible.iterator().next();
        return (one.registered && !by.registered) || named.saysAll() ? one : null;
    }

    private Set<RecordState> meant(PersonState person, Description named, Match match) {
        var meant = new LinkedHashSet<RecordState>();
        for (ChildId carrier : person.carriers) {
            RecordState record = root(must(carrier));
            if (named.matches(record.carries, record.lived) == match) {
                meant.add(record);
            }
        }
        return meant;
    }

    // ---- What officers' words keep apart

    /**
     * Whether nobody whom an officer rejected as another child would come together by this join. It looks at whom each record
     * means, not at who is joined by now, and so says the same in any order: of two rejected records that mean one child, neither
     * is joined to it.
     */
    private boolean mayJoin(RecordState record, RecordState to) {
        if (!record.near) {
            return true;
        }
        Set<RecordState> same = saidOne(record);
        if (same.contains(to)) {
            return true;
        }
        var withIt = new LinkedHashSet<>(same);
        for (RecordState one : same) {
            RecordState meant = one == record ? null : meant(one);
            if (meant != null && !withIt.contains(meant)) {
                reach(meant, withIt, false);
            }
        }
        var there = new LinkedHashSet<>(same);
        reach(to, there, false);
        there.removeAll(same);
        return withIt.stream().flatMap(one -> rejected(one).stream()).noneMatch(there::contains);
    }

    /**
     * Adds a record and all who are one child with it as far as officers' links and persons say, whatever keeps them apart.
     *
     * @param into where it does not go on from those that are in it already
     * @param alsoRejected goes on to those who were rejected as another child, too
     */
    private void reach(RecordState from, Set<RecordState> into, boolean alsoRejected) {
        into.add(from);
        var waiting = new ArrayDeque<>(List.of(from));
        while (!waiting.isEmpty()) {
            RecordState next = waiting.remove();
            var beside = new LinkedHashSet<>(saidOne(next));
            RecordState meant = meant(next);
            if (meant != null) {
                beside.add(meant);
            }
            meaning(next).stream().filter(one -> meant(one) == next).forEach(beside::add);
            if (alsoRejected) {
                beside.addAll(rejected(next));
            }
            beside.stream().filter(into::add).forEach(waiting::add);
        }
    }

    Learnt apply(Plan plan, Fact fact) {
        var change = new Change();
        RecordState opened = null;
        if (plan.opens()) {
            opened = new RecordState(fact.newChildId(), pending++);
            records.put(opened.id, opened);
            change.learn(opened, Entry.of(Kind.OPENED));
            if (plan.namedBy() != null) {
                change.bind(plan.namedBy(), opened);
            }
            if (plan.own() != null) {
                change.own(opened, plan.own());
            }
        }
        RecordState subject = plan.subject() == null ? Objects.requireNonNull(opened) : plan.subject();
        plan.binds().forEach(key -> change.bind(key, subject));
        if (opened != null && opened != subject) {
            change.join(opened, subject, "iin");
        }
        plan.joined().forEach(record -> change.join(record, subject, "identifier"));
        if (plan.registers()) {
            change.register(subject);
        }
        plan.carries().forEach(stated -> change.carry(subject, stated));
        if (fact.order() instanceof Arriving arrival) {
            change.live(subject, keys.region(arrival.to().region()));
        }
        if (plan.pair() != null) {
            change.pair(plan.pair(), subject);
        }
        change.settle();
        change.regroup();
        for (Plan.Contest contest : plan.contested()) {
            change.after.add(new IdentifierContested(subject.id, contest.holder(), contest.identifier()));
        }
        var before = opened != null && plan.announced() ? announcement(opened.id, fact.child()) : null;
        RecordState answered = plan.pair() == null ? subject : plan.pair().named();
        return new Learnt(before, change.after, change.keys(), survivor(answered).id, opened);
    }

    private static RecordOpened announcement(ChildId id, ChildRef child) {
        return switch (child) {
            case ChildRef.ByIin named -> new RecordOpened(id, named.iin(), List.of(), null);
            case ChildRef.ByLocalId named -> new RecordOpened(id, null, List.of(named.local()), null);
            case ChildRef.ByPerson named -> new RecordOpened(id, null, List.of(), named.person());
            case ChildRef.ById named -> throw new IllegalStateException("an id of ours opens no record");
        };
    }

    /**
     * What a fact taught.
     *
     * @param before the opening of a record, which precedes the fact's own event; null: none
     * @param after joins, partings and contests, which follow it
     * @param keys unique keys that the transaction has to take
     * @param survivor the id under which the child is shown
     * @param opened for {@link #durable}; null: no record was opened
     */
    public record Learnt(
            @Nullable ChildEvent before,
            List<ChildEvent> after,
            List<ClaimedKey> keys,
            ChildId survivor,
            @Nullable Object opened) {}

    /** A transaction is durable: the record it opened has its place among the others. */
    public void durable(Learnt learnt, long position) {
        if (learnt.opened() instanceof RecordState record) {
            record.openedAt = position;
        }
    }
}
