package org.besik.query.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.StoredEvent;
import org.besik.events.rules.RuleBook;
import org.besik.query.records.FoldOrder;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/** Reads the generation that is live at the moment. */
final class LiveViews implements Views {

    private static final int TRIES = 4;

    private final EventCodec codec;
    private final Folds folds;
    private final GiveWay giveWay;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Generation live;

    LiveViews(Generation live, EventCodec codec, Folds folds, GiveWay giveWay) {
        this.giveWay = giveWay;
        this.live = live;
        this.codec = codec;
        this.folds = folds;
    }

    Generation live() {
        return live;
    }

    void swap(Generation next) {
        live = next;
    }

    void changed(List<ChildId> records, long position) {
        listeners.forEach(l -> l.changed(records, position));
    }

    @Override
    public ViewStore store() {
        return live.store();
    }

    @Override
    public String generation() {
        return live.name();
    }

    @Override
    public RuleBook rules() {
        return live.rules();
    }

    @Override
    public Optional<RecordFacts> record(ChildId id) {
        return undisturbed(views -> records(List.of(id), views)).stream().findFirst();
    }

    @Override
    public List<RecordFacts> records(Collection<ChildId> ids) {
        return undisturbed(views -> records(ids, views));
    }

    private List<RecordFacts> records(Collection<ChildId> ids, ViewStore views) {
        Set<ChildId> survivors = new TreeSet<>(Memberships.survivors(ids, views).values());
        Map<ChildId, List<ChildId>> former = Memberships.of(survivors, views).formerIds();
        var all = new ArrayList<>(survivors);
        former.values().forEach(all::addAll);
        Map<ChildId, List<RecordedEvent>> facts = StoredFacts.of(all, views, codec::decode);
        Map<ChildId, List<Suspicion>> suspected = folds.suspected(survivors, views);
        var records = new ArrayList<RecordFacts>();
        for (ChildId survivor : survivors) {
            List<ChildId> joined = former.getOrDefault(survivor, List.of());
            var events = new ArrayList<>(facts.getOrDefault(survivor, List.of()));
            joined.forEach(id -> events.addAll(facts.getOrDefault(id, List.of())));
            if (!events.isEmpty()) {
                events.sort(FoldOrder.COMPARATOR);
                records.add(new RecordFacts(
                        survivor,
                        joined,
                        Collections.unmodifiableList(events),
                        suspected.getOrDefault(survivor, List.of())));
            }
        }
        return records;
    }

    @Override
    public Supposed suppose() {
        return new Supposed(folds, live.store());
    }

    @Override
    public Stretch following(@Nullable ChildId after, int facts) {
        ViewStore views = live.store();
        Map<ChildId, List<StoredEvent>> stored = StoredFacts.following(after, facts, views);
        Map<ChildId, ChildId> survivors = Memberships.survivors(stored.keySet(), views);
        Map<ChildId, List<ChildId>> former =
                Memberships.of(stored.keySet(), views).formerIds();
        Map<ChildId, List<Suspicion>> suspected = folds.suspected(stored.keySet(), views);
        var records = new ArrayList<RecordFacts>();
        long read = 0;
        ChildId last = null;
        for (var record : stored.entrySet()) {
            last = record.getKey();
            read += record.getValue().size();
            // What was joined to another one is looked at when it is that one's turn
            if (last.equals(survivors.get(last))) {
                List<ChildId> joined = former.getOrDefault(last, List.of());
                var events = new ArrayList<RecordedEvent>();
                record.getValue().forEach(event -> events.add(codec.decode(event)));
                StoredFacts.of(joined, views, codec::decode).values().forEach(events::addAll);
                events.sort(FoldOrder.COMPARATOR);
                records.add(new RecordFacts(last, joined, events, suspected.getOrDefault(last, List.of())));
            }
        }
        return new Stretch(records, read, last);
    }

    @Override
    public Map<RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions) {
        return Figures.onADay(this, figure, asOf, regions);
    }

    @Override
    public long[] series(String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
        return Figures.overDays(this, figure, from, upTo, regions);
    }

    @Override
    public <T> T remembered(Object question, Supplier<T> answer, ToIntFunction<T> weigh, @Nullable GoesOn<T> goesOn) {
        return live.remembered().answer(question, answer, weigh, goesOn);
    }

    /** Several readings that should see one state: once more if a batch came in between, which is rare. */
    <T> T undisturbed(Function<ViewStore, T> reading) {
        T answer;
        int tries = 0;
        ViewStore views;
        long position;
        do {
            views = live.store();
            position = views.position();
            answer = reading.apply(views);
            tries++;
        } while (views.position() != position && tries < TRIES);
        return answer;
    }

    @Override
    public void asked() {
        giveWay.asked();
    }

    @Override
    public void answered() {
        giveWay.answered();
    }

    @Override
    public void awaitNews() {
        giveWay.awaitNews();
    }

    @Override
    public void onChange(Listener listener) {
        listeners.add(listener);
    }
}
