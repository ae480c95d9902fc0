package org.besik.query.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.query.records.FoldOrder;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.viewstore.ViewStore;

/** Reads the generation that is live at the moment. */
final class LiveViews implements Views {

    private static final int TRIES = 4;

    private final EventCodec codec;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Generation live;

    LiveViews(Generation live, EventCodec codec) {
        this.live = live;
        this.codec = codec;
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
    public Optional<RecordFacts> record(ChildId id) {
        return undisturbed(views -> record(id, views));
    }

    private Optional<RecordFacts> record(ChildId id, ViewStore views) {
        ChildId survivor = Memberships.survivors(List.of(id), views).getOrDefault(id, id);
        List<ChildId> former =
                Memberships.of(List.of(survivor), views).formerIds().getOrDefault(survivor, List.of());
        var ids = new ArrayList<>(former);
        ids.add(survivor);
        var events = new ArrayList<RecordedEvent>();
        StoredFacts.of(ids, views, codec::decode).values().forEach(events::addAll);
        events.sort(FoldOrder.COMPARATOR);
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecordFacts(survivor, former, Collections.unmodifiableList(events)));
    }

    @Override
    public Map<RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions) {
        return undisturbed(views -> Counters.figure(views, figure, asOf, regions));
    }

    @Override
    public long[] series(String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
        return undisturbed(views -> Counters.series(views, figure, from, upTo, regions));
    }

    /** Several readings that should see one state: once more if a batch came in between, which is rare. */
    private <T> T undisturbed(Function<ViewStore, T> reading) {
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
    public void onChange(Listener listener) {
        listeners.add(listener);
    }
}
