package org.besik.query.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.besik.events.ChildId;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.intake.Relating.Moved;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.ViewStore;

/**
 * Answers: had some records other facts than they have, when would they and others look like the same child? Nothing is
 * written. What a record looks like is kept only where it would be different, so most news cost nothing here.
 */
public final class Supposed {

    private final Folds folds;
    private final ViewStore views;
    private final OptionalInt place;
    private final Map<ChildId, Folded> was = new LinkedHashMap<>();
    private final Map<ChildId, Folded> is = new LinkedHashMap<>();

    Supposed(Folds folds, ViewStore views) {
        this.folds = folds;
        this.views = views;
        this.place = folds.relating();
    }

    /** What a record has, as it is stored; takes back what was said of what it would have. */
    public void has(RecordFacts facts) {
        place.ifPresent(at -> {
            was.put(facts.id(), folded(at, facts));
            is.remove(facts.id());
        });
    }

    /** What a record would have; one of which only {@link #has} is said would not be there. */
    public void would(RecordFacts facts) {
        place.ifPresent(at -> {
            Folded would = folded(at, facts);
            Folded has = was.get(facts.id());
            if (has != null && Difference.isSame(has.documents(), would.documents())) {
                was.remove(facts.id());
            } else {
                is.put(facts.id(), would);
            }
        });
    }

    /** How many records would look different. */
    public int different() {
        return Math.max(was.size(), is.size());
    }

    /** When others would look like the same child: of every record that would look different, and of those that this makes a difference for. */
    public Map<ChildId, List<Suspicion>> suspected() {
        var all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        if (all.isEmpty()) {
            return Map.of();
        }
        var moved = new LinkedHashMap<ChildId, Moved>();
        all.forEach(id -> moved.put(
                id, new Moved(was.getOrDefault(id, Projection.NOTHING), is.getOrDefault(id, Projection.NOTHING))));
        return folds.relating(place.orElseThrow()).relate(moved, views).suspected();
    }

    /** Alone: what it says of itself does not depend on what others look like. */
    private Folded folded(int at, RecordFacts facts) {
        return facts.events().isEmpty()
                ? Projection.NOTHING
                : folds.relating(at).fold(facts);
    }
}
