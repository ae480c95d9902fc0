package org.besik.query.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.records.FoldOrder;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.rules.RulesOnFile.Heard;
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

    /** Facts in hand; as many are being written meanwhile. */
    static final int AT_ONCE = 16_000;

    private static final int SUSPECTED_AT_ONCE = 500;

    private final Generation generation;
    private final ViewStore store;
    private final EventCodec codec;
    private final int atOnce;
    private final Counters counters = new Counters();
    private final Set<ChildId> suspected = new LinkedHashSet<>();
    private volatile long gathered;
    private final AtomicLong lived = new AtomicLong();
    private Folds folds;
    private boolean isGathered;
    private @Nullable ChildId folded;

    /** @param atOnce so many facts are folded at once */
    FirstBuild(Generation generation, ViewStore store, EventCodec codec, Folds folds, int atOnce) {
        this.generation = generation;
        this.store = store;
        this.codec = codec;
        this.folds = folds;
        this.atOnce = atOnce;
    }

    /** How far it is, in events of which each is looked at twice: put with its record, and folded. */
    long reached() {
        return (gathered + Math.min(gathered, lived.get())) / 2;
    }

    /**
     * Builds everything, from what the log holds now or, if it is shorter, from what the feed has of it.
     *
     * @param next events after a position, in log order; none: the feed has no more at the moment
     * @return false if it was stopped before the end
     */
    boolean run(LongFunction<List<StoredEvent>> next, long head, BooleanSupplier isStopped) {
        if (!isGathered) {
            var read = new long[] {gathered};
            if (!inTurn(() -> gather(next, read, head), this::put, isStopped)) {
                return false;
            }
            isGathered = true;
            // Now that all rules are known
            folds = generation.foldByAllHeard();
        }
        var after = new ChildId[] {folded};
        if (!inTurn(() -> fold(after), this::put, isStopped)) {
            return false;
        }
        if (!suspect(isStopped)) {
            return false;
        }
        store.apply(List.of(RulesOnFile.foldedBy(generation.foldedBy())), gathered);
        return true;
    }

    /** Makes a piece while the one before it is written. */
    private static <T> boolean inTurn(Supplier<@Nullable T> make, Consumer<T> write, BooleanSupplier isStopped) {
        try (var writer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("besik-intake-writer").factory())) {
            Future<?> writing = CompletableFuture.completedFuture(null);
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
        var all = new ArrayList<RecordedEvent>(events.size());
        List<News> news = generation.decode(events, all, changes);
        return new Gathered(news, all, changes, read[0]);
    }

    private void put(Gathered some) {
        List<Change> changes = some.changes();
        var identity = new ArrayList<IdentityEvent>();
        for (News one : some.news()) {
            changes.add(Generation.fact(one));
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
        gathered = some.upTo();
    }

    /** What some records come to. */
    private record Lives(
            List<Change> changes, List<Count> counts, Map<ChildId, Relating.Moved> moved, ChildId last, long facts) {}

    private @Nullable Lives fold(@Nullable ChildId[] after) {
        Map<ChildId, List<StoredEvent>> records = StoredFacts.following(after[0], atOnce, store);
        if (records.isEmpty()) {
            return null;
        }
        Map<ChildId, ChildId> survivors = Memberships.survivors(records.keySet(), store);
        Map<ChildId, List<ChildId>> former =
                Memberships.of(records.keySet(), store).formerIds();
        var changes = new ArrayList<Change>();
        var counts = new ArrayList<Count>();
        var moved = new LinkedHashMap<ChildId, Relating.Moved>();
        ChildId last = null;
        for (var record : records.entrySet()) {
            last = record.getKey();
            // What was joined to another one is folded when it is that one's turn
            if (last.equals(survivors.get(last))) {
                RecordFacts facts = facts(last, former.getOrDefault(last, List.of()), record.getValue());
                RecordCache.Known life = folds.begin(facts);
                folds.relating()
                        .ifPresent(place -> moved.put(
                                facts.id(), new Relating.Moved(Projection.NOTHING, Generation.folded(life, place))));
                for (Folded folded : life.folded()) {
                    folded.documents().forEach(each -> changes.add(new Change.Upsert(each.table(), each.document())));
                    counts.addAll(folded.counts());
                }
            }
        }
        after[0] = last;
        long facts = records.values().stream().mapToLong(List::size).sum();
        return last == null ? null : new Lives(changes, counts, moved, last, facts);
    }

    /** Finds out which records look alike; what that means for their own views waits until all are there. */
    private void relate(Map<ChildId, Relating.Moved> moved, List<Change> changes) {
        folds.relating().ifPresent(place -> {
            Relating.Related related = folds.relating(place).relate(moved, store);
            changes.addAll(related.changes());
            suspected.addAll(related.suspected().keySet());
        });
    }

    /** Folds the few records again that look like others. */
    private boolean suspect(BooleanSupplier isStopped) {
        while (!suspected.isEmpty()) {
            if (isStopped.getAsBoolean()) {
                return false;
            }
            List<ChildId> some = suspected.stream().limit(SUSPECTED_AT_ONCE).toList();
            generation.suspect(some);
            some.forEach(suspected::remove);
        }
        return true;
    }

    private RecordFacts facts(ChildId id, List<ChildId> former, Collection<StoredEvent> own) {
        var events = new ArrayList<RecordedEvent>();
        own.forEach(event -> events.add(codec.decode(event)));
        StoredFacts.of(former, store, codec::decode).values().forEach(events::addAll);
        events.sort(FoldOrder.COMPARATOR);
        return new RecordFacts(id, former, events);
    }

    private void put(Lives some) {
        try {
            some.counts().forEach(count -> counters.add(count, 1));
            List<Change> changes = some.changes();
            changes.addAll(counters.changes(store));
            relate(some.moved(), changes);
            store.apply(changes, 0);
            counters.written();
            folded = some.last();
            lived.addAndGet(some.facts());
        } catch (RuntimeException failed) {
            counters.forget();
            throw failed;
        }
    }
}
