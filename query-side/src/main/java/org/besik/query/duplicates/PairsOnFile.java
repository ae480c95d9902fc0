package org.besik.query.duplicates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.besik.events.ChildId;
import org.besik.query.intake.Relating.Related;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The pairs of one record: when each other one looked like the same child. */
record PairsOnFile(Map<String, List<Suspicion>> others) {

    static final PairsOnFile NONE = new PairsOnFile(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    static PairsOnFile read(Document document) {
        return JSON.readValue(document.body(), PairsOnFile.class);
    }

    List<Suspicion> together() {
        return TraitsOnFile.together(
                others.values().stream().flatMap(List::stream).toList());
    }

    /** A record and what it says; null: nothing. */
    record Side(String id, @Nullable TraitsOnFile traits) {

        private List<Suspicion> of(List<Suspicion> suspected) {
            return traits == null
                    ? suspected
                    : suspected.stream()
                            .map(days -> days.of(traits.seen(), traits.places(), traits.gone()))
                            .toList();
        }
    }

    /**
     * Notes with both when they look like one child, and with each what is told of the other; never: they are no pair, whatever
     * is stored.
     */
    static void put(Map<String, Map<String, List<Suspicion>>> found, Side one, Side other, List<Suspicion> suspected) {
        found.computeIfAbsent(one.id(), record -> new TreeMap<>()).put(other.id(), other.of(suspected));
        found.computeIfAbsent(other.id(), record -> new TreeMap<>()).put(one.id(), one.of(suspected));
    }

    /** What has to be written for that; of the records whose pairs are others now, when they are suspected. */
    static Related changed(Map<String, Map<String, List<Suspicion>>> found, ViewStore views) {
        Map<String, PairsOnFile> stored = DuplicatePairs.pairs(found.keySet(), views);
        var changes = new ArrayList<Change>();
        var suspected = new HashMap<ChildId, List<Suspicion>>();
        found.forEach((id, others) -> {
            PairsOnFile before = stored.getOrDefault(id, NONE);
            var after = new TreeMap<>(before.others());
            after.putAll(others);
            after.values().removeIf(List::isEmpty);
            var now = new PairsOnFile(after);
            if (!now.equals(before)) {
                changes.add(
                        after.isEmpty()
                                ? new Change.Delete(DuplicatePairs.PAIRS, id)
                                : new Change.Upsert(
                                        DuplicatePairs.PAIRS, new Document(id, Map.of(), JSON.writeValueAsBytes(now))));
                suspected.put(new ChildId(id), now.together());
            }
        });
        return new Related(changes, suspected);
    }
}
