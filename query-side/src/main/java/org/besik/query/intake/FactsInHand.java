package org.besik.query.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.query.intake.Generation.News;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a first build has decoded, by the record they were written to, while there are few enough to keep: of a log
 * that fits nothing is read or decoded twice. Of a longer one nothing is kept.
 */
final class FactsInHand {

    private final int most;
    private final NavigableMap<ChildId, List<RecordedEvent>> records = new TreeMap<>();
    private int kept;
    private boolean isWhole = true;

    /** @param most so many facts are kept */
    FactsInHand(int most) {
        this.most = most;
    }

    /** Takes what has just been stored with its records. */
    void add(List<News> news) {
        kept += news.size();
        isWhole = isWhole && kept <= most;
        if (isWhole) {
            news.forEach(one -> records.computeIfAbsent(one.written(), id -> new ArrayList<>())
                    .add(one.recorded()));
        } else {
            records.clear();
        }
    }

    /** Whether every fact is here. */
    boolean isWhole() {
        return isWhole;
    }

    /**
     * Records in order of their ids; empty when there are no more.
     *
     * @param after the last record seen; null: begin with the first
     * @param facts about so many
     */
    Set<ChildId> following(@Nullable ChildId after, int facts) {
        var ids = new LinkedHashSet<ChildId>();
        int found = 0;
        for (var record : (after == null ? records : records.tailMap(after, false)).entrySet()) {
            ids.add(record.getKey());
            found += record.getValue().size();
            if (found >= facts) {
                break;
            }
        }
        return ids;
    }

    /** The facts of these records, in no particular order; records without facts are left out. */
    Map<ChildId, List<RecordedEvent>> of(Collection<ChildId> ids) {
        var facts = new HashMap<ChildId, List<RecordedEvent>>();
        for (ChildId id : ids) {
            List<RecordedEvent> known = records.get(id);
            if (known != null) {
                facts.put(id, known);
            }
        }
        return facts;
    }
}
