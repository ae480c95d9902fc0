package org.besik.query.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.StoredEvent;
import org.besik.events.identity.IdentityEvent;
import org.besik.query.intake.Generation.News;
import org.besik.query.intake.Generation.Written;
import org.besik.query.intake.IntakeHealth.Step;
import org.besik.query.intake.Projection.Count;
import org.besik.query.records.Memberships;
import org.besik.query.records.StoredFacts;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.rules.RulesOnFile.Heard;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * Builds the views of a generation that has none yet: first every event is put with its record, then each record is folded
 * once, with its whole life, instead of again with each batch that has news of it. While one piece is written, the next one
 * is made. The position stays 0 to the end, so a build that a crash cut short is begun anew; one that failed goes on where
 * it was.
 */
final class FirstBuild {

    /** Facts worked on; as many are being written meanwhile. */
    static final int AT_ONCE = 16_000;

    /** Facts kept from the first step for the second: as much memory as the cache takes once everything is built. */
    static final int IN_HAND = 240_000;

    private static final int SUSPECTED_AT_ONCE = 500;

    /** Figures kept in memory until they are written. */
    private static final int COUNTED_AT_ONCE = 50_000;

    private final Generation generation;
    private final ViewStore store;
    private final EventCodec codec;
    private final int atOnce;
    private final Counters counters = new Counters();
    private final FactsInHand inHand;
    private final Set<ChildId> suspected = new LinkedHashSet<>();
    private volatile long goal;
    private volatile long gathered;
    private volatile double indexed;
    private volatile double alike;
    private final AtomicLong lived = new AtomicLong();
    private Folds folds;
    private boolean isBegun;
    private boolean isGathered;
    private @Nullable ChildId folded;

    /**
     * Nothing is built yet.
     *
     * @param atOnce so many facts are folded at once
     * @param inHand so many are kept in memory between the two steps
     */
    FirstBuild(Generation generation, ViewStore store, EventCodec codec, Folds folds, int atOnce, int inHand) {
        this.generation = generation;
        this.store = store;
        this.codec = codec;
        this.folds = folds;
        this.atOnce = atOnce;
        this.inHand = new FactsInHand(inHand);
    }

    /** How far it is, in events. They are all folded some time before the end, so a fifth of each is kept back until then. */
    long reached() {
        long taken = gathered;
        return (3 * taken + 5 * Math.min(taken, lived.get()) + (long) (taken * (indexed + alike))) / 10;
    }

    /** How much of a step is done, from 0 to 1. */
    double part(Step step) {
        return switch (step) {
            case FACTS -> part(gathered, goal);
            case LIVES -> part(lived.get(), gathered);
            case INDEXES -> indexed;
            case LIKENESS -> alike;
        };
    }

    private static double part(long done, long of) {
        return of == 0 ? 0 : Math.min(1, (double) done / of);
    }

    /**
     * Builds everything, from what the log holds now or, if it is shorter, from what the feed has of it.
     *
     * @param next events after a position, in log order; none: the feed has no more at the moment
     * @return false if it was stopped before the end
     */
    boolean run(LongFunction<List<StoredEvent>> next, long head, BooleanSupplier isStopped) {
        goal = head;
        if (!isBegun) {
            store.fill(gathering(), false);
            store.fill(folds.recordTables(), true);
            isBegun = true;
        }
        if (!isGathered) {
            var read = new long[] {gathered};
            if (!inTurn(() -> {}, () -> gather(next, read, head), this::put, isStopped)) {
                return false;
            }
            isGathered = true;
            goal = gathered;
            // Now that all rules are known
            folds = generation.foldByAllHeard();
        }
        if (!inHand.isWhole()) {
            store.filled(List.of(StoredFacts.TABLE));
        }
        var after = new ChildId[] {folded};
        if (!inTurn(() -> store.filled(gathering()), () -> fold(after), this::put, isStopped)) {
            return false;
        }
        // Of those that are no child's nothing is folded
        lived.set(gathered);
        count();
        index(folds.recordTables());
        if (!relate(isStopped) || !suspect(isStopped)) {
            return false;
        }
        store.apply(List.of(RulesOnFile.foldedBy(generation.foldedBy())), gathered);
        return true;
    }

    private void index(List<Table> tables) {
        for (int done = 0; done < tables.size(); done++) {
            indexed = (double) done / tables.size();
            store.filled(List.of(tables.get(done)));
        }
        indexed = 1;
    }

    /** What the first step only adds to; the second one does so to all tables of records. */
    private List<Table> gathering() {
        var tables = new ArrayList<>(List.of(StoredFacts.TABLE));
        folds.feedProjections().forEach(projection -> tables.addAll(projection.writtenOnce()));
        return tables;
    }

    /** Makes a piece while the one before it is written, and the first one while something else is. */
    private static <T> boolean inTurn(
            Runnable first, Supplier<@Nullable T> make, Consumer<T> write, BooleanSupplier isStopped) {
        try (var writer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("besik-intake-writer").factory())) {
            Future<?> writing = writer.submit(first);
            for (T piece = make.get(); piece != null && !isStopped.getAsBoolean(); piece = make.get()) {
                finish(writing);
                T made = piece;
                writing = writer.submit(() -> write.accept(made));
            }
            finish(writing);
            return !isStopped.getAsBoolean();
        }
    }

    private static void finish(Future<?> writing) {
        try {
            writing.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    /** Some events, decoded. */
    private record Gathered(List<News> news, List<RecordedEvent> all, List<Change> changes, long upTo) {}

    private @Nullable Gathered gather(LongFunction<List<StoredEvent>> next, long[] read, long head) {
        List<StoredEvent> events = read[0] >= head ? List.of() : next.apply(read[0]);
        if (events.isEmpty()) {
            return null;
        }
        read[0] = events.getLast().position();
        var changes = new ArrayList<Change>(events.size());
        Generation.Decoded decoded = generation.decode(events, Integer.MAX_VALUE, changes);
        decoded.news().forEach(one -> changes.add(Generation.fact(one)));
        return new Gathered(decoded.news(), decoded.all(), changes, read[0]);
    }

    private void put(Gathered some) {
        List<Change> changes = some.changes();
        var identity = new ArrayList<IdentityEvent>();
        for (News one : some.news()) {
            if (one.recorded().event() instanceof IdentityEvent event) {
                identity.add(event);
            }
        }
        if (!identity.isEmpty()) {
            var joined = new HashSet<ChildId>();
            identity.forEach(event -> joined.addAll(Memberships.touched(event)));
            Memberships groups = Memberships.of(
                    new LinkedHashSet<>(Memberships.survivors(joined, store).values()), store);
            identity.forEach(groups::on);
            changes.addAll(groups.changes());
        }
        folds.feedProjections().forEach(projection -> changes.addAll(projection.project(some.all(), store)));
        List<Heard> rules = Generation.rules(some.all(), changes);
        store.apply(changes, 0);
        generation.learnt(rules);
        inHand.add(some.news());
        gathered = some.upTo();
    }

    /** What some records come to. */
    private record Lives(List<Change> changes, List<Count> counts, ChildId last, long facts) {}

    /** Some records, and how to get the facts written to these and others. */
    private record Records(Collection<ChildId> ids, long facts, Written written) {}

    private Records following(@Nullable ChildId after) {
        if (inHand.isWhole()) {
            Set<ChildId> ids = inHand.following(after, atOnce);
            return new Records(ids, count(inHand.of(ids)), inHand::of);
        }
        Map<ChildId, List<StoredEvent>> page = StoredFacts.following(after, atOnce, store);
        return new Records(page.keySet(), count(page), ids -> decoded(ids, page));
    }

    private static long count(Map<ChildId, ? extends List<?>> facts) {
        return facts.values().stream().mapToLong(List::size).sum();
    }

    private Map<ChildId, List<RecordedEvent>> decoded(Collection<ChildId> ids, Map<ChildId, List<StoredEvent>> page) {
        var elsewhere = ids.stream().filter(id -> !page.containsKey(id)).toList();
        Map<ChildId, List<RecordedEvent>> facts = StoredFacts.of(elsewhere, store, codec::decode);
        for (ChildId id : ids) {
            List<StoredEvent> stored = page.get(id);
            if (stored != null) {
                facts.put(id, stored.stream().map(codec::decode).toList());
            }
        }
        return facts;
    }

    private @Nullable Lives fold(@Nullable ChildId[] after) {
        Records records = following(after[0]);
        if (records.ids().isEmpty()) {
            return null;
        }
        Map<ChildId, ChildId> survivors = Memberships.survivors(records.ids(), store);
        var own = new ArrayList<ChildId>();
        ChildId last = null;
        for (ChildId id : records.ids()) {
            last = id;
            // What was joined to another one is folded when it is that one's turn
            if (id.equals(survivors.get(id))) {
                own.add(id);
            }
        }
        var changes = new ArrayList<Change>();
        var counts = new ArrayList<Count>();
        Generation.parts(own).parallelStream()
                .flatMap(part -> generation.alone(part, records.written()).values().stream())
                .flatMap(facts -> folds.begin(facts).folded().stream())
                .toList()
                .forEach(folded -> {
                    folded.documents().forEach(each -> changes.add(new Change.Upsert(each.table(), each.document())));
                    counts.addAll(folded.counts());
                });
        after[0] = last;
        return last == null ? null : new Lives(changes, counts, last, records.facts());
    }

    /** Finds out which records look alike, now that all are there. */
    private boolean relate(BooleanSupplier isStopped) {
        OptionalInt place = folds.relating();
        if (place.isEmpty()) {
            return true;
        }
        Relating.Walk walk = folds.relating(place.getAsInt()).relateAll(store);
        return inTurn(() -> {}, () -> next(walk), this::put, isStopped);
    }

    private Relating.@Nullable Found next(Relating.Walk walk) {
        Relating.Found found = walk.next(part -> alike = part / 2);
        alike = found == null ? 0.5 : alike;
        return found;
    }

    private void put(Relating.Found some) {
        Relating.Related related = some.in(store);
        store.apply(related.changes(), 0);
        suspected.addAll(related.suspected().keySet());
    }

    /** What it means for some records that others look like them. */
    private record Suspicions(List<ChildId> of, List<Difference> differences) {}

    /** Folds the few records again that look like others. */
    private boolean suspect(BooleanSupplier isStopped) {
        Written written = inHand.isWhole() ? inHand::of : ids -> StoredFacts.of(ids, store, codec::decode);
        List<ChildId> all = List.copyOf(suspected);
        var next = new int[1];
        Supplier<@Nullable Suspicions> some = () -> {
            List<ChildId> ids = all.subList(next[0], Math.min(all.size(), next[0] + SUSPECTED_AT_ONCE));
            next[0] += ids.size();
            return ids.isEmpty() ? null : new Suspicions(ids, generation.suspicions(ids, written));
        };
        boolean isDone = inTurn(() -> {}, some, each -> put(each, all.size()), isStopped);
        count();
        alike = isDone ? 1 : alike;
        return isDone;
    }

    private void put(Suspicions some, int all) {
        store.apply(
                some.differences().stream()
                        .flatMap(each -> each.changes().stream())
                        .toList(),
                0);
        some.differences().forEach(each -> each.count(counters));
        some.of().forEach(suspected::remove);
        alike = 1 - 0.5 * suspected.size() / all;
        if (counters.noted() > COUNTED_AT_ONCE) {
            count();
        }
    }

    private void put(Lives some) {
        store.apply(some.changes(), 0);
        some.counts().forEach(count -> counters.add(count, 1));
        folded = some.last();
        lived.addAndGet(some.facts());
        if (counters.noted() > COUNTED_AT_ONCE) {
            count();
        }
    }

    /** Writes the figures: seldom, since every piece changes many of them. */
    private void count() {
        try {
            store.apply(counters.changes(store), 0);
            counters.written();
        } catch (RuntimeException | Error failed) {
            counters.keep();
            throw failed;
        }
    }
}
