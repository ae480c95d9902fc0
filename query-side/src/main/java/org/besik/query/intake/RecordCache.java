package org.besik.query.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.events.ChildId;
import org.besik.query.intake.Folds.Guarded;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.records.RecordFacts;
import org.jspecify.annotations.Nullable;

/**
 * Records that there is news of again and again, decoded, and their folds, ready to go on. Bounded by events and documents, not by records: a
 * seventeen-year-old has a hundred times the facts of a newborn.
 */
final class RecordCache {

    /** About half a KiB each. */
    private static final int MOST_PIECES = 240_000;

    /** So many more records are remembered to have had news than are kept. */
    private static final int LATELY = 4;

    private static final int FEWEST_LATELY = 10_000;

    /** Ids and where they lead; most are their own survivors. */
    private static final int MOST_IDS = 200_000;

    /** With what each was counted as: more of it may be made later. */
    private final LinkedHashMap<ChildId, Held> records = new LinkedHashMap<>(1024, 0.75f, true);

    /** Whose turn it was lately. */
    private final LinkedHashMap<ChildId, Boolean> lately = new LinkedHashMap<>(1024, 0.75f, true);

    private final LinkedHashMap<ChildId, ChildId> survivors = new LinkedHashMap<>(1024, 0.75f, true);
    private long pieces;

    /**
     * A record as it was folded last.
     *
     * @param life where it can go on; null: it cannot, because it is empty or a fold failed
     * @param folded what each projection makes of it, in their order
     */
    record Known(RecordFacts facts, @Nullable Life life, List<Guarded> folds, List<Folded> folded) {
        int pieces() {
            int held = folded.stream()
                    .flatMap(each -> each.parts().stream())
                    .mapToInt(Projection.Part::held)
                    .sum();
            return 4 + facts.events().size() + held;
        }
    }

    private record Held(Known known, int pieces) {}

    @Nullable
    Known get(ChildId survivor) {
        Held held = records.get(survivor);
        return held == null ? null : held.known();
    }

    /**
     * Notes that there is news of a record, and says whether there was some lately. Of a nation's children most are heard of
     * once in weeks: to keep each would only move what lives long through the collector, and push out those that return.
     */
    boolean isUsedAgain(ChildId survivor) {
        boolean isAgain = lately.put(survivor, true) != null || records.containsKey(survivor);
        while (lately.size() > Math.max(FEWEST_LATELY, LATELY * records.size())) {
            lately.pollFirstEntry();
        }
        return isAgain;
    }

    Map<ChildId, ChildId> survivors(Collection<ChildId> ids) {
        var known = new HashMap<ChildId, ChildId>();
        for (ChildId id : ids) {
            ChildId survivor = survivors.get(id);
            if (survivor != null) {
                known.put(id, survivor);
            }
        }
        return known;
    }

    void put(Known known) {
        remove(known.facts().id());
        var held = new Held(known, known.pieces());
        records.put(known.facts().id(), held);
        pieces += held.pieces();
        while (pieces > MOST_PIECES && records.size() > 1) {
            var eldest = records.pollFirstEntry();
            if (eldest != null) {
                pieces -= eldest.getValue().pieces();
            }
        }
    }

    void remove(ChildId survivor) {
        Held held = records.remove(survivor);
        if (held != null) {
            pieces -= held.pieces();
        }
    }

    void putSurvivor(ChildId id, ChildId survivor) {
        survivors.put(id, survivor);
        if (survivors.size() > MOST_IDS) {
            survivors.pollFirstEntry();
        }
    }

    void clear() {
        records.clear();
        lately.clear();
        survivors.clear();
        pieces = 0;
    }
}
