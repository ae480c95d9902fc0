package org.besik.query.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.StoredEvent;
import org.besik.events.custody.PersonalDataErased;
import org.besik.events.identity.IdentityEvent;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.intake.RecordCache.Known;
import org.besik.query.records.FoldOrder;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.SharedWords;
import org.besik.query.records.StoredFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.rules.RulesOnFile.Heard;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * One generation of all views, and how a batch of news gets into it: the records it touches are folded as they were and as
 * they are, and the difference is written together with the facts and the position. Folds are pure, so what was written
 * before need not be remembered: it can always be folded again. One thread only.
 */
final class Generation implements AutoCloseable {

    /**
     * So many records a batch touches at most: what changes is in memory until it is written. A country whose schools begin has
     * tens of thousands of flags at once.
     */
    static final int MOST_RECORDS = 4_000;

    /** So many are in memory as they were and as they are, in each lane; what is made of them lives too short to cost. */
    private static final int RECORDS_AT_ONCE = 64;

    /** So many records are read at a time: of those who read a store, half are left to questions. */
    private static final int MOST_LANES = 4;

    /** Fewer are done before other threads have heard of them. */
    private static final int FEW = 8;

    private final String name;
    private final ViewStore store;
    private final EventCodec codec;
    private final Folds standard;
    private final SharedWords words = new SharedWords();
    private final RecordCache cache = new RecordCache();
    private final Counters counters = new Counters();
    private final Remembered remembered;
    private final GiveWay giveWay;
    private volatile @Nullable FirstBuild firstBuild;
    private volatile List<Heard> heard;
    private volatile long foldedBy;
    private volatile Folds folds;

    Generation(String name, ViewStore store, EventCodec codec, Folds folds) {
        this(name, store, codec, folds, List.of(), new GiveWay());
    }

    /**
     * @param folds by the rules that come with Besik
     * @param rules what is known of others; the documents of one that was begun before rest on what was known then
     * @param giveWay to whom
     */
    Generation(String name, ViewStore store, EventCodec codec, Folds folds, List<Heard> rules, GiveWay giveWay) {
        this.giveWay = giveWay;
        this.name = name;
        this.store = store;
        this.remembered = new Remembered(store);
        this.codec = codec;
        this.standard = folds;
        List<Heard> stored = RulesOnFile.heard(store);
        this.heard = RulesOnFile.last(stored) < RulesOnFile.last(rules) ? rules : stored;
        long begun = RulesOnFile.foldedBy(store);
        this.foldedBy = begun < 0 ? RulesOnFile.last(heard) : begun;
        this.folds = folds.under(RulesOnFile.book(folds.rules(), heard, foldedBy));
    }

    String name() {
        return name;
    }

    Remembered remembered() {
        return remembered;
    }

    /** What its documents rest on. */
    RuleBook rules() {
        return folds.rules();
    }

    /** Up to which position it was folded by what the log says of rules. */
    long foldedBy() {
        return foldedBy;
    }

    /** The rules that it has heard of, by which or not it was folded. */
    List<Heard> heard() {
        return heard;
    }

    /** Whether it has heard of rules by which it was not folded. */
    boolean isOutdated() {
        return RulesOnFile.last(heard) > foldedBy;
    }

    /** Nothing was folded yet, so that it is folded by all that is known of rules. */
    Folds foldByAllHeard() {
        foldedBy = RulesOnFile.last(heard);
        folds = standard.under(RulesOnFile.book(standard.rules(), heard, foldedBy));
        return folds;
    }

    /** Notes what some events say of rules; {@link #learnt} once that is written. */
    static List<Heard> rules(List<RecordedEvent> events, List<Change> changes) {
        List<Heard> news = RulesOnFile.in(events);
        news.forEach(one -> changes.add(RulesOnFile.keep(one)));
        return news;
    }

    void learnt(List<Heard> news) {
        if (!news.isEmpty() && RulesOnFile.last(news) > RulesOnFile.last(heard)) {
            var more = new ArrayList<>(heard);
            news.stream()
                    .filter(one -> one.position() > RulesOnFile.last(heard))
                    .forEach(more::add);
            heard = List.copyOf(more);
        }
    }

    ViewStore store() {
        return store;
    }

    /** What came in, decoded once. */
    record News(StoredEvent stored, RecordedEvent recorded, ChildId written) {}

    /** What joins, splits and erasures touch: records as they were and as they will be; those put together anew. */
    private record Touched(Map<ChildId, RecordFacts> before, Map<ChildId, RecordFacts> after, Set<ChildId> regrouped) {

        boolean has(ChildId survivor) {
            return before.containsKey(survivor) || after.containsKey(survivor);
        }
    }

    /**
     * What news make of a record that they do not join or split.
     *
     * @param suspected who was known to look like it
     * @param moved what others may look like since; null: that is as it was
     * @param kept what to go on with next time; null: it is not likely to be soon
     */
    private record Outcome(
            ChildId id,
            List<Suspicion> suspected,
            Relating.@Nullable Moved moved,
            Difference difference,
            @Nullable Known kept) {}

    /** Events that were taken in: more than {@link ViewStore#position()} says only while everything is built at first. */
    long reached() {
        FirstBuild begun = firstBuild;
        return begun == null ? store.position() : Math.max(begun.reached(), store.position());
    }

    /** How far it is while everything is built at first; null: it is not. */
    IntakeHealth.@Nullable Building building(long head) {
        FirstBuild begun = firstBuild;
        if (begun == null) {
            return null;
        }
        for (IntakeHealth.Step step : IntakeHealth.Step.values()) {
            if (begun.part(step) < 1) {
                return new IntakeHealth.Building(step, begun.part(step), Math.min(1, (double) begun.reached() / head));
            }
        }
        return new IntakeHealth.Building(IntakeHealth.Step.LIKENESS, 1, 1);
    }

    /**
     * Builds everything from the log's beginning; what failed on the way may be tried again.
     *
     * @param next events after a position, in log order
     * @param head of the log
     * @return false if it was stopped before the end
     */
    boolean build(LongFunction<List<StoredEvent>> next, long head, BooleanSupplier isStopped) {
        FirstBuild begun = firstBuild == null
                ? new FirstBuild(this, store, codec, standard, FirstBuild.AT_ONCE, FirstBuild.IN_HAND)
                : firstBuild;
        firstBuild = begun;
        boolean isDone = begun.run(next, head, isStopped);
        firstBuild = isDone ? null : begun;
        return isDone;
    }

    /**
     * Writes what the events change, or the first of them, if they are about too many records: {@link ViewStore#position()}
     * says how far it came.
     *
     * @param events in log order, the next after {@link ViewStore#position()} first
     * @return the records that changed, by survivor
     */
    List<ChildId> apply(List<StoredEvent> events) {
        try {
            return write(events);
        } catch (RuntimeException | Error failed) {
            cache.clear();
            counters.forget();
            remembered.forget();
            throw failed;
        }
    }

    private List<ChildId> write(List<StoredEvent> events) {
        var changes = new ArrayList<Change>();
        Decoded decoded = decode(events, MOST_RECORDS, changes);
        List<News> news = decoded.news();
        List<RecordedEvent> all = decoded.all();
        for (News one : news) {
            changes.add(fact(one));
        }
        List<Heard> rules = rules(all, changes);
        if (store.position() == 0) {
            learnt(rules);
            foldByAllHeard();
            changes.add(RulesOnFile.foldedBy(foldedBy));
        }
        Map<ChildId, ChildId> survivors = survivors(news);
        var erased = new HashSet<ChildId>();
        Touched touched = touched(news, survivors, erased, changes);
        var was = new LinkedHashMap<ChildId, Known>();
        var is = new LinkedHashMap<ChildId, Known>();
        fold(touched, erased, was, is);
        Map<ChildId, List<News>> alone = new LinkedHashMap<>();
        for (News one : news) {
            ChildId survivor = survivors.getOrDefault(one.written(), one.written());
            if (!touched.has(survivor)) {
                alone.computeIfAbsent(survivor, s -> new ArrayList<>()).add(one);
            }
        }
        Map<ChildId, Outcome> outcomes = outcomes(alone);
        folds.relating().ifPresent(place -> relate(place, was, is, erased, alone, outcomes, changes));
        outcomes.values().forEach(outcome -> outcome.difference().into(changes, counters));
        var together = new LinkedHashSet<>(is.keySet());
        together.addAll(was.keySet());
        sideBySide(together, id -> Difference.of(folded(was.get(id)), folded(is.get(id)), erased.contains(id)))
                .forEach(difference -> difference.into(changes, counters));
        changes.addAll(counters.changes(store));
        for (FeedProjection projection : folds.feedProjections()) {
            changes.addAll(projection.project(all, store));
        }
        // All of an erased record is written anew, whatever was stored
        WrittenBatch batch = erased.isEmpty() ? new WrittenBatch(changes, counters.pending()) : null;
        remembered.goOn(() -> store.apply(changes, decoded.upTo()), batch);
        counters.written();
        learnt(rules);
        was.keySet().forEach(cache::remove);
        is.values().forEach(cache::put);
        outcomes.values().forEach(outcome -> {
            if (outcome.kept() != null) {
                cache.put(outcome.kept());
            }
        });
        survivors.forEach(cache::putSurvivor);
        var changed = new TreeSet<>(is.keySet());
        changed.addAll(outcomes.keySet());
        return List.copyOf(changed);
    }

    /** What news make of records that they leave alone, some at a time on all processors: records know nothing of each other. */
    private Map<ChildId, Outcome> outcomes(Map<ChildId, List<News>> news) {
        var known = new HashMap<ChildId, Known>();
        var kept = new HashSet<ChildId>();
        for (ChildId id : news.keySet()) {
            Known cached = cache.get(id);
            if (cached != null) {
                known.put(id, cached);
            }
            if (cache.isUsedAgain(id)) {
                kept.add(id);
            }
        }
        var outcomes = new LinkedHashMap<ChildId, Outcome>();
        sideBySide(lanes(List.copyOf(news.keySet())), lane -> outcomes(lane, news, known, kept), 2)
                .forEach(lane -> lane.forEach(outcome -> outcomes.put(outcome.id(), outcome)));
        return outcomes;
    }

    private List<Outcome> outcomes(
            List<ChildId> lane, Map<ChildId, List<News>> news, Map<ChildId, Known> known, Set<ChildId> kept) {
        giveWay.begin();
        try {
            return outcomesInTurn(lane, news, known, kept);
        } finally {
            giveWay.end();
        }
    }

    private List<Outcome> outcomesInTurn(
            List<ChildId> lane, Map<ChildId, List<News>> news, Map<ChildId, Known> known, Set<ChildId> kept) {
        var outcomes = new ArrayList<Outcome>(lane.size());
        for (List<ChildId> some : parts(lane)) {
            Map<ChildId, RecordFacts> loaded =
                    load(some.stream().filter(id -> !known.containsKey(id)).toList());
            for (ChildId id : some) {
                giveWay.between();
                Known cached = known.get(id);
                Known was = cached == null ? folds.begin(loaded.getOrDefault(id, nobody(id))) : cached;
                RecordFacts after = with(was.facts(), news.getOrDefault(id, List.of()));
                outcomes.add(outcome(was, folds.goOn(was, after), kept.contains(id)));
            }
        }
        return outcomes;
    }

    private Outcome outcome(Known was, Known is, boolean isKept) {
        OptionalInt place = folds.relating();
        Relating.Moved moved =
                place.isPresent() ? moved(folded(was, place.getAsInt()), folded(is, place.getAsInt())) : null;
        return new Outcome(
                is.facts().id(),
                is.facts().suspected(),
                moved,
                Difference.of(was.folded(), is.folded(), false),
                isKept ? is : null);
    }

    /** Null: others look at it as before. */
    @SuppressWarnings("ReferenceEquality")
    private static Relating.@Nullable Moved moved(Folded was, Folded is) {
        return was == is || Difference.isSame(was.documents(), is.documents()) ? null : new Relating.Moved(was, is);
    }

    /** Records beside each other: which of them, touched by the news or not, now look like others' child, or no longer do. */
    private void relate(
            int place,
            Map<ChildId, Known> was,
            Map<ChildId, Known> is,
            Set<ChildId> erased,
            Map<ChildId, List<News>> news,
            Map<ChildId, Outcome> outcomes,
            List<Change> changes) {
        var moved = new LinkedHashMap<ChildId, Relating.Moved>();
        var all = new LinkedHashSet<>(is.keySet());
        all.addAll(was.keySet());
        for (ChildId id : all) {
            Folded old = folded(was.get(id), place);
            Folded now = folded(is.get(id), place);
            Relating.Moved one = erased.contains(id) ? new Relating.Moved(old, now) : moved(old, now);
            if (one != null) {
                moved.put(id, one);
            }
        }
        outcomes.forEach((id, outcome) -> {
            if (outcome.moved() != null) {
                moved.put(id, outcome.moved());
            }
        });
        if (moved.isEmpty()) {
            return;
        }
        Relating.Related related = folds.relating(place).relate(moved, store);
        changes.addAll(related.changes());
        // Few: those that were done without knowing it are done again
        Set<ChildId> others = new LinkedHashSet<>(related.suspected().keySet());
        others.removeAll(all);
        others.removeIf(id -> outcomes.containsKey(id)
                && outcomes.get(id).suspected().equals(related.suspected().get(id)));
        before(others).forEach((id, facts) -> {
            Known known = known(facts);
            was.put(id, known);
            is.put(
                    id,
                    outcomes.remove(id) == null ? known : folds.begin(with(facts, news.getOrDefault(id, List.of()))));
        });
        related.suspected().forEach((id, suspected) -> {
            Known now = is.get(id);
            if (now != null && !now.facts().suspected().equals(suspected)) {
                is.put(id, folds.begin(now.facts().suspected(suspected)));
            }
        });
    }

    /** What it means for these records, which were folded without, that others look like them. */
    List<Difference> suspicions(List<ChildId> records, Written written) {
        List<RecordFacts> suspected = load(records, written).values().stream()
                .filter(facts -> !facts.suspected().isEmpty())
                .toList();
        return sideBySide(
                suspected,
                facts -> Difference.of(
                        folds.begin(facts.suspected(List.of())).folded(),
                        folds.begin(facts).folded(),
                        false));
    }

    static Folded folded(@Nullable Known known, int place) {
        return known == null || known.folded().isEmpty()
                ? Projection.NOTHING
                : known.folded().get(place);
    }

    /** The event with its record. */
    static Change fact(News one) {
        return new Change.Upsert(
                StoredFacts.TABLE,
                StoredFacts.document(
                        one.stored(), one.written(), one.recorded().provenance().recordedAt()));
    }

    /** Events as far as they were decoded. */
    record Decoded(List<News> news, List<RecordedEvent> all, long upTo) {}

    /**
     * An event that cannot be read is set aside; one of a kind not known yet stops intake: a newer Besik wrote it.
     *
     * @param mostRecords ends before the event that is about one more
     */
    Decoded decode(List<StoredEvent> events, int mostRecords, List<Change> changes) {
        var news = new ArrayList<News>(events.size());
        var all = new ArrayList<RecordedEvent>(events.size());
        var records = new HashSet<ChildId>();
        long upTo = 0;
        for (StoredEvent stored : events) {
            RecordedEvent recorded;
            try {
                recorded = read(stored);
            } catch (IllegalArgumentException unknown) {
                throw new UnknownEventException(stored.position(), unknown);
            } catch (RuntimeException unreadable) {
                TableDocument note = folds.setAside("event/" + stored.position(), "intake", unreadable);
                changes.add(new Change.Upsert(note.table(), note.document()));
                upTo = stored.position();
                continue;
            }
            if (recorded.event() instanceof ChildEvent event) {
                if (records.add(event.childId()) && records.size() > mostRecords) {
                    break;
                }
                news.add(new News(stored, recorded, event.childId()));
            }
            all.add(recorded);
            upTo = stored.position();
        }
        return new Decoded(news, all, upTo);
    }

    private RecordedEvent read(StoredEvent stored) {
        return words.shared(codec.decode(stored));
    }

    /**
     * The records that joins, splits and erasures touch.
     *
     * @param survivors of all records that there is news about; those that join or part are put right
     * @param erased is told of them
     */
    private Touched touched(
            List<News> news, Map<ChildId, ChildId> survivors, Set<ChildId> erased, List<Change> changes) {
        var identity = new ArrayList<IdentityEvent>();
        var moving = new LinkedHashSet<ChildId>();
        for (News one : news) {
            if (one.recorded().event() instanceof IdentityEvent event) {
                identity.add(event);
                Memberships.touched(event).forEach(id -> moving.add(survivors.getOrDefault(id, id)));
            }
        }
        // Most of a batch has nothing to do with the joins in it
        Predicate<ChildId> moves = id -> moving.contains(survivors.getOrDefault(id, id));
        Map<Boolean, List<News>> parts =
                news.stream().collect(Collectors.partitioningBy(one -> moves.test(one.written())));
        var before = new LinkedHashMap<ChildId, RecordFacts>();
        var after = new LinkedHashMap<ChildId, RecordFacts>();
        Set<ChildId> regrouped = Set.of();
        if (!moving.isEmpty()) {
            List<ChildId> ids = survivors.keySet().stream().filter(moves).toList();
            Memberships groups = Memberships.of(moving, store);
            identity.forEach(groups::on);
            changes.addAll(groups.changes());
            before.putAll(before(moving));
            Regrouped anew = regrouped(before, groups, ids, parts.getOrDefault(true, List.of()));
            survivors.putAll(anew.survivors());
            after.putAll(anew.after());
            regrouped = anew.after().keySet();
        }
        for (News one : news) {
            if (one.recorded().event() instanceof PersonalDataErased) {
                erased.add(survivors.getOrDefault(one.written(), one.written()));
            }
        }
        Set<ChildId> alone = new LinkedHashSet<>(erased);
        alone.removeAll(after.keySet());
        before(alone).forEach((id, facts) -> {
            before.put(id, facts);
            after.put(
                    id,
                    with(
                            facts,
                            news.stream()
                                    .filter(one -> survivors
                                            .getOrDefault(one.written(), one.written())
                                            .equals(id))
                                    .toList()));
        });
        forget(erased, news, after);
        erased.forEach(id -> remove(id, changes));
        return new Touched(before, after, regrouped);
    }

    /** Where the records lead that there is news about. */
    private Map<ChildId, ChildId> survivors(List<News> news) {
        var ids = new LinkedHashSet<ChildId>();
        for (News one : news) {
            ids.add(one.written());
            if (one.recorded().event() instanceof IdentityEvent event) {
                ids.addAll(Memberships.touched(event));
            }
        }
        return survivors((Collection<ChildId>) ids);
    }

    private Map<ChildId, ChildId> survivors(Collection<ChildId> ids) {
        Map<ChildId, ChildId> survivors = cache.survivors(ids);
        List<ChildId> unknown =
                ids.stream().filter(id -> !survivors.containsKey(id)).toList();
        survivors.putAll(Memberships.survivors(unknown, store));
        return survivors;
    }

    /** The records as they are stored, decoded; empty ones too. */
    private Map<ChildId, RecordFacts> before(Set<ChildId> survivors) {
        var before = new LinkedHashMap<ChildId, RecordFacts>();
        var missing = new ArrayList<ChildId>();
        for (ChildId survivor : survivors) {
            Known known = cache.get(survivor);
            before.put(survivor, known == null ? nobody(survivor) : known.facts());
            if (known == null) {
                missing.add(survivor);
            }
        }
        sideBySide(lanes(missing), this::load, 2).forEach(before::putAll);
        return before;
    }

    private Map<ChildId, RecordFacts> load(List<ChildId> survivors) {
        return load(survivors, ids -> StoredFacts.of(ids, store, this::read));
    }

    private Map<ChildId, RecordFacts> load(List<ChildId> survivors, Written written) {
        Map<ChildId, List<Suspicion>> suspected = folds.suspected(survivors, store);
        Map<ChildId, RecordFacts> loaded = alone(survivors, written);
        loaded.replaceAll((id, facts) -> facts.suspected(suspected.getOrDefault(id, List.of())));
        return loaded;
    }

    /** The facts written to each of some records; records without any are left out. */
    @FunctionalInterface
    interface Written {
        Map<ChildId, List<RecordedEvent>> to(Collection<ChildId> records);
    }

    /** Records with all that was joined to them, as if nobody looked like them. */
    Map<ChildId, RecordFacts> alone(List<ChildId> survivors, Written written) {
        var loaded = new LinkedHashMap<ChildId, RecordFacts>();
        if (survivors.isEmpty()) {
            return loaded;
        }
        Map<ChildId, List<ChildId>> former = Memberships.of(survivors, store).formerIds();
        var ids = new ArrayList<>(survivors);
        former.values().forEach(ids::addAll);
        Map<ChildId, List<RecordedEvent>> facts = written.to(ids);
        for (ChildId survivor : survivors) {
            List<ChildId> merged = former.getOrDefault(survivor, List.of());
            var events = new ArrayList<>(facts.getOrDefault(survivor, List.of()));
            merged.forEach(id -> events.addAll(facts.getOrDefault(id, List.of())));
            loaded.put(survivor, sorted(survivor, merged, events));
        }
        return loaded;
    }

    private static RecordFacts sorted(ChildId id, List<ChildId> formerIds, List<RecordedEvent> events) {
        events.sort(FoldOrder.COMPARATOR);
        return new RecordFacts(id, formerIds, Collections.unmodifiableList(events));
    }

    private static RecordFacts with(RecordFacts was, List<News> news) {
        List<RecordedEvent> added = news.stream().map(News::recorded).toList();
        return new RecordFacts(was.id(), was.formerIds(), inserted(was.events(), added), was.suspected());
    }

    /** A few events into a long sorted list: by bisection, most come at the end. */
    private static List<RecordedEvent> inserted(List<RecordedEvent> sorted, List<RecordedEvent> added) {
        var events = new ArrayList<RecordedEvent>(sorted.size() + added.size());
        events.addAll(sorted);
        if (added.size() > 8) {
            events.addAll(added);
            events.sort(FoldOrder.COMPARATOR);
        } else {
            for (RecordedEvent event : added) {
                int at = Collections.binarySearch(events, event, FoldOrder.COMPARATOR);
                events.add(at < 0 ? -at - 1 : at, event);
            }
        }
        return Collections.unmodifiableList(events);
    }

    private record Regrouped(Map<ChildId, RecordFacts> after, Map<ChildId, ChildId> survivors) {}

    /** After merges and splits each fact goes where the record it was written to belongs now. */
    private static Regrouped regrouped(
            Map<ChildId, RecordFacts> before, Memberships groups, List<ChildId> ids, List<News> news) {
        Map<ChildId, List<ChildId>> former = groups.formerIds();
        var survivors = new HashMap<ChildId, ChildId>();
        ids.forEach(id -> survivors.put(id, groups.survivor(id)));
        var events = new LinkedHashMap<ChildId, List<RecordedEvent>>();
        before.keySet().forEach(id -> events.computeIfAbsent(groups.survivor(id), s -> new ArrayList<>()));
        survivors.values().forEach(id -> events.computeIfAbsent(id, s -> new ArrayList<>()));
        for (RecordFacts facts : before.values()) {
            for (RecordedEvent event : facts.events()) {
                ChildId survivor = groups.survivor(((ChildEvent) event.event()).childId());
                events.computeIfAbsent(survivor, s -> new ArrayList<>()).add(event);
            }
        }
        for (News one : news) {
            events.computeIfAbsent(groups.survivor(one.written()), s -> new ArrayList<>())
                    .add(one.recorded());
        }
        former.forEach((survivor, merged) -> merged.forEach(id -> survivors.put(id, survivor)));
        var after = new LinkedHashMap<ChildId, RecordFacts>();
        events.forEach((survivor, of) -> after.put(
                survivor,
                sorted(survivor, former.getOrDefault(survivor, List.of()), of)
                        .suspected(
                                before.getOrDefault(survivor, nobody(survivor)).suspected())));
        return new Regrouped(after, survivors);
    }

    /** Erased records are read anew, so that nothing decoded while the key was there stays in memory. */
    private void forget(Set<ChildId> erased, List<News> news, Map<ChildId, RecordFacts> after) {
        for (ChildId survivor : erased) {
            RecordFacts facts = after.getOrDefault(survivor, nobody(survivor));
            var ids = new ArrayList<>(facts.formerIds());
            ids.add(survivor);
            var events = new ArrayList<RecordedEvent>();
            StoredFacts.of(ids, store, this::read).values().forEach(events::addAll);
            for (News one : news) {
                if (ids.contains(one.written())) {
                    events.add(read(one.stored()));
                }
            }
            after.put(survivor, sorted(survivor, facts.formerIds(), events).suspected(facts.suspected()));
        }
    }

    /**
     * Whatever is stored of an erased record goes, before it is written anew: without the key no fold knows any more by which
     * names it was found.
     */
    private void remove(ChildId erased, List<Change> changes) {
        for (Table table : folds.ownTables()) {
            changes.add(new Change.Delete(table, erased.value()));
            var own =
                    new Query(table, List.of(new Condition.Of(List.of(erased.value()))), List.of(), Integer.MAX_VALUE);
            store.find(own.only(Set.of())).forEach(found -> changes.add(new Change.Delete(table, found.id())));
        }
    }

    private static RecordFacts nobody(ChildId id) {
        return new RecordFacts(id, List.of(), List.of());
    }

    private Known known(RecordFacts facts) {
        Known known = cache.get(facts.id());
        return known == null ? folds.begin(facts) : known;
    }

    /** What records came to before the news, and what they come to now. */
    private void fold(Touched touched, Set<ChildId> erased, Map<ChildId, Known> was, Map<ChildId, Known> is) {
        var missing = new ArrayList<Map.Entry<ChildId, RecordFacts>>();
        touched.before().entrySet().forEach(one -> {
            Known known = cache.get(one.getKey());
            if (known == null) {
                missing.add(one);
            } else {
                was.put(one.getKey(), known);
            }
        });
        sideBySide(missing, one -> Map.entry(one.getKey(), folds.begin(one.getValue())))
                .forEach(one -> was.put(one.getKey(), one.getValue()));
        sideBySide(touched.after().entrySet(), one -> {
                    ChildId id = one.getKey();
                    Known known = was.get(id);
                    boolean goesOn =
                            !erased.contains(id) && !touched.regrouped().contains(id);
                    return Map.entry(
                            id,
                            known != null && goesOn ? folds.goOn(known, one.getValue()) : folds.begin(one.getValue()));
                })
                .forEach(one -> is.put(one.getKey(), one.getValue()));
    }

    /** Done on all processors: records know nothing of each other. */
    private static <F, T> List<T> sideBySide(Collection<F> records, Function<F, T> work) {
        return sideBySide(records, work, FEW);
    }

    private static <F, T> List<T> sideBySide(Collection<F> pieces, Function<F, T> work, int enough) {
        return (pieces.size() < enough ? pieces.stream() : pieces.parallelStream())
                .map(work)
                .toList();
    }

    private static List<List<ChildId>> lanes(List<ChildId> records) {
        return parts(records, Math.max(RECORDS_AT_ONCE, Math.ceilDiv(records.size(), MOST_LANES)));
    }

    /** What the processors take side by side. */
    static List<List<ChildId>> parts(List<ChildId> records) {
        return parts(records, RECORDS_AT_ONCE);
    }

    private static List<List<ChildId>> parts(List<ChildId> records, int atOnce) {
        return IntStream.rangeClosed(0, (records.size() - 1) / atOnce)
                .mapToObj(part -> records.subList(part * atOnce, Math.min(records.size(), (part + 1) * atOnce)))
                .toList();
    }

    private static List<Folded> folded(@Nullable Known known) {
        return known == null ? List.of() : known.folded();
    }

    @Override
    public void close() {
        store.close();
    }
}
