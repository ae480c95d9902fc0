package org.besik.query.duplicates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.identity.DuplicateRejected;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.duplicates.TraitsOnFile.Rejected;
import org.besik.query.duplicates.TraitsOnFile.Version;
import org.besik.query.intake.Relating;
import org.besik.query.records.ChildState;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers: which records may be one child, and when did they look like it? A record folds to its traits and to the keys by
 * which it is found; two records are a pair if they share a key that not too many share, are alike enough, and nobody
 * rejected them. So the pairs follow from the records as they are, in whatever order they came to be so.
 */
public final class DuplicatePairs implements Relating {

    /**
     * A key that more records share says too little, and comparing them all costs too much: it suggests nothing. What is not
     * found by another key of the same two records is then not suggested.
     */
    public static final int LARGEST_BLOCK = 200;

    static final String KEY = "key";

    static final Table TRAITS = new Table("duplicate_traits", List.of(), List.of());
    static final Table KEYS =
            new Table("duplicate_keys", List.of(new Table.Field(KEY, Table.Type.TEXT)), List.of(List.of(KEY)));
    static final Table PAIRS = new Table("duplicate_pairs", List.of(), List.of());

    private static final int CODE_VERSION = 1;
    private static final byte[] NO_BODY = new byte[0];
    private static final JsonMapper JSON = new JsonMapper();

    private final Weights weights;
    private final LookupKeys keys;

    public DuplicatePairs(Weights weights, LookupKeys keys) {
        this.weights = weights;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "duplicate_pairs";
    }

    @Override
    public String version() {
        return CODE_VERSION + "/" + weights.version();
    }

    @Override
    public List<Table> tables() {
        return List.of(TRAITS, KEYS, PAIRS);
    }

    // ---- One record

    @Override
    public Fold begin(ChildState state) {
        return new TraitsFold(state);
    }

    /** What traits are made of, to see without making them that nothing changed. */
    private record Said(
            Object person, @Nullable Object iin, @Nullable Object mother, Object localIds, Object rest) {}

    private final class TraitsFold implements Fold {

        private final ChildState state;
        private final List<Version> settled = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private @Nullable RecordedEvent last;
        private @Nullable Said said;
        private @Nullable Traits traits;
        private @Nullable TraitsOnFile shown;
        private Folded folded = NOTHING;

        TraitsFold(ChildState state) {
            this.state = state;
        }

        @Override
        public void passTo(LocalDate day) {
            settle(settled);
        }

        @Override
        public void add(RecordedEvent event) {
            last = event;
            if (event.event() instanceof DuplicateRejected word) {
                rejected.add(
                        new Rejected(word.other().value(), event.provenance().occurredOn()));
            }
        }

        /** Puts what the last day came to behind the versions, if it is something else. */
        private void settle(List<Version> versions) {
            if (last != null) {
                Traits now = traits();
                Traits before = versions.isEmpty() ? null : versions.getLast().traits();
                if (!Objects.equals(now, before)) {
                    versions.add(new Version(last.provenance().occurredOn(), now));
                }
            }
        }

        private @Nullable Traits traits() {
            if (state.isSealed() || state.isErased()) {
                return null;
            }
            var now = new Said(
                    state.person(),
                    state.iin(),
                    state.mother(),
                    Set.copyOf(state.localIds().stream()
                            .filter(java.util.Objects::nonNull)
                            .toList()),
                    state.region() + state.isRegistered());
            if (!now.equals(said)) {
                said = now;
                traits = Traits.of(
                        state.isRegistered(),
                        state.person(),
                        state.iin(),
                        state.mother(),
                        state.localIds(),
                        state.region(),
                        keys);
            }
            return traits;
        }

        @Override
        public Folded folded() {
            var versions = new ArrayList<>(settled);
            settle(versions);
            var ids = new TreeSet<>(Set.of(state.id().value()));
            state.formerIds().forEach(id -> ids.add(id.value()));
            var now = new TraitsOnFile(List.copyOf(ids), List.copyOf(rejected), List.copyOf(versions));
            if (!now.equals(shown)) {
                shown = now;
                // Of an erased record what was written is written over
                boolean isNothing = versions.isEmpty() && !state.isErased();
                folded = isNothing ? NOTHING : documents(state.id().value(), now);
            }
            return folded;
        }
    }

    /** What a record shares with others; names are in it, so only digests are kept. */
    private Set<String> shared(TraitsOnFile traits) {
        return traits.keys().stream().map(keys::shared).collect(Collectors.toCollection(TreeSet::new));
    }

    private Folded documents(String id, TraitsOnFile traits) {
        var documents = new ArrayList<TableDocument>();
        documents.add(new TableDocument(TRAITS, new Document(id, Map.of(), JSON.writeValueAsBytes(traits))));
        int number = 0;
        for (String key : shared(traits)) {
            documents.add(new TableDocument(KEYS, new Document(id + "/" + number++, Map.of(KEY, key), NO_BODY)));
        }
        return new Folded(documents, List.of());
    }

    private static @Nullable TraitsOnFile traits(Folded folded) {
        return folded.documents().stream()
                .filter(document -> document.table().equals(TRAITS))
                .findFirst()
                .map(document -> read(document.document()))
                .orElse(null);
    }

    private static TraitsOnFile read(Document document) {
        return JSON.readValue(document.body(), TraitsOnFile.class);
    }

    private static Set<String> keys(Folded folded) {
        return folded.documents().stream()
                .filter(document -> document.table().equals(KEYS))
                .map(document -> document.document().text(KEY))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // ---- Records beside each other

    /** The pairs of one record: when each other one looked like the same child. */
    record PairsOnFile(Map<String, List<Suspicion>> others) {

        static final PairsOnFile NONE = new PairsOnFile(Map.of());

        List<Suspicion> together() {
            return TraitsOnFile.together(
                    others.values().stream().flatMap(List::stream).toList());
        }
    }

    /** Two records, the lesser id first. */
    private record Pair(String one, String other) {

        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** The records that share a key, before a batch and after it. */
    private record Block(Set<String> was, Set<String> is) {

        boolean wasRead() {
            return was.size() <= LARGEST_BLOCK;
        }

        boolean isRead() {
            return is.size() <= LARGEST_BLOCK;
        }
    }

    @Override
    public Related relate(Map<ChildId, Moved> moved, ViewStore views) {
        return new Comparison(moved, views).related();
    }

    @Override
    public Map<ChildId, List<Suspicion>> suspected(Collection<ChildId> records, ViewStore views) {
        var suspected = new HashMap<ChildId, List<Suspicion>>();
        pairs(records.stream().map(ChildId::value).toList(), views)
                .forEach((id, pairs) -> suspected.put(new ChildId(id), pairs.together()));
        return suspected;
    }

    /** The pairs of records that have any. */
    static Map<String, PairsOnFile> pairs(Collection<String> records, ViewStore views) {
        var pairs = new HashMap<String, PairsOnFile>();
        views.getAll(PAIRS, records)
                .forEach((id, document) -> pairs.put(id, JSON.readValue(document.body(), PairsOnFile.class)));
        return pairs;
    }

    /** The traits of those records that have any. */
    static Map<String, TraitsOnFile> traits(Collection<String> records, ViewStore views) {
        var traits = new HashMap<String, TraitsOnFile>();
        views.getAll(TRAITS, records).forEach((id, document) -> traits.put(id, read(document)));
        return traits;
    }

    static Query sharing(String key, int limit) {
        return new Query(KEYS, List.of(new Condition.Equal(KEY, key)), List.of(new Sort(KEY, false)), limit);
    }

    /** What a batch means for the pairs. */
    private final class Comparison {

        private final ViewStore views;
        private final Map<String, Moved> moved = new LinkedHashMap<>();
        private final Map<String, Set<String>> keysWere = new HashMap<>();
        private final Map<String, Set<String>> keysAre = new HashMap<>();
        private final Map<String, Block> blocks = new LinkedHashMap<>();
        private final Map<String, Boolean> otherBlocks = new HashMap<>();
        private final Map<String, @Nullable TraitsOnFile> traits = new HashMap<>();
        private final Map<String, PairsOnFile> pairs = new HashMap<>();

        Comparison(Map<ChildId, Moved> moved, ViewStore views) {
            this.views = views;
            moved.forEach((id, record) -> {
                this.moved.put(id.value(), record);
                keysWere.put(id.value(), keys(record.was()));
                keysAre.put(id.value(), keys(record.is()));
                traits.put(id.value(), traits(record.is()));
            });
        }

        Related related() {
            readBlocks();
            Set<Pair> candidates = candidates();
            learn(candidates);
            Map<String, Map<String, List<Suspicion>>> now = new TreeMap<>();
            for (Pair pair : candidates) {
                List<Suspicion> suspected = suspected(pair);
                put(now, pair.one(), pair.other(), suspected);
                put(now, pair.other(), pair.one(), suspected);
            }
            var changes = new ArrayList<Change>();
            var related = new HashMap<ChildId, List<Suspicion>>();
            moved.keySet()
                    .forEach(id -> related.put(new ChildId(id), pairsOf(id).together()));
            now.forEach((id, others) -> {
                PairsOnFile before = pairsOf(id);
                var after = new TreeMap<>(before.others());
                after.putAll(others);
                after.values().removeIf(List::isEmpty);
                var pairsNow = new PairsOnFile(after);
                if (!pairsNow.equals(before)) {
                    changes.add(
                            after.isEmpty()
                                    ? new Change.Delete(PAIRS, id)
                                    : new Change.Upsert(
                                            PAIRS, new Document(id, Map.of(), JSON.writeValueAsBytes(pairsNow))));
                    related.put(new ChildId(id), pairsNow.together());
                }
            });
            return new Related(changes, related);
        }

        private static void put(
                Map<String, Map<String, List<Suspicion>>> now, String id, String other, List<Suspicion> suspected) {
            now.computeIfAbsent(id, one -> new TreeMap<>()).put(other, suspected);
        }

        private PairsOnFile pairsOf(String id) {
            return pairs.getOrDefault(id, PairsOnFile.NONE);
        }

        private void readBlocks() {
            var left = new TreeMap<String, Set<String>>();
            var entered = new TreeMap<String, Set<String>>();
            keysWere.forEach((id, all) -> all.forEach(
                    key -> left.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id)));
            keysAre.forEach((id, all) -> all.forEach(key ->
                    entered.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id)));
            var touched = new TreeSet<>(left.keySet());
            touched.addAll(entered.keySet());
            for (String key : touched) {
                Set<String> leaving = left.getOrDefault(key, Set.of());
                // Enough to know on which side of the bound the block is afterwards
                Set<String> was = members(key, LARGEST_BLOCK + 1 + leaving.size());
                var is = new LinkedHashSet<>(was);
                is.removeAll(leaving);
                is.addAll(entered.getOrDefault(key, Set.of()));
                blocks.put(key, new Block(was, is));
            }
        }

        private Set<String> members(String key, int limit) {
            return views.find(sharing(key, limit)).stream()
                    .map(row -> row.id().substring(0, row.id().indexOf('/')))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** Every pair that may have come or gone. */
        private Set<Pair> candidates() {
            var candidates = new LinkedHashSet<Pair>();
            var closed = new HashSet<String>();
            for (Block block : blocks.values()) {
                if (block.isRead()) {
                    Predicate<String> compared = block.wasRead() ? moved::containsKey : any -> true;
                    for (String one : block.is()) {
                        if (compared.test(one)) {
                            block.is().stream()
                                    .filter(other -> !other.equals(one))
                                    .forEach(other -> candidates.add(Pair.of(one, other)));
                        }
                    }
                } else if (block.wasRead()) {
                    closed.addAll(block.was());
                }
            }
            closed.addAll(moved.keySet());
            pairs.putAll(DuplicatePairs.pairs(closed, views));
            for (String id : closed) {
                pairsOf(id).others().keySet().forEach(other -> candidates.add(Pair.of(id, other)));
            }
            return candidates;
        }

        private void learn(Set<Pair> candidates) {
            var ids = new HashSet<String>();
            candidates.forEach(pair -> ids.addAll(List.of(pair.one(), pair.other())));
            Set<String> unknown =
                    ids.stream().filter(id -> !traits.containsKey(id)).collect(Collectors.toSet());
            traits.putAll(DuplicatePairs.traits(unknown, views));
            ids.removeAll(pairs.keySet());
            pairs.putAll(DuplicatePairs.pairs(ids, views));
        }

        private List<Suspicion> suspected(Pair pair) {
            TraitsOnFile one = traits.get(pair.one());
            TraitsOnFile other = traits.get(pair.other());
            if (one == null || other == null) {
                return List.of();
            }
            List<Suspicion> suspected = TraitsOnFile.suspected(one, other, weights);
            return !suspected.isEmpty() && share(one, other) ? suspected : List.of();
        }

        /** Whether they share a key that not too many share. */
        private boolean share(TraitsOnFile one, TraitsOnFile other) {
            Set<String> both = shared(one);
            both.retainAll(shared(other));
            return both.stream().anyMatch(this::isRead);
        }

        private boolean isRead(String key) {
            Block block = blocks.get(key);
            return block == null
                    ? otherBlocks.computeIfAbsent(
                            key, k -> members(k, LARGEST_BLOCK + 1).size() <= LARGEST_BLOCK)
                    : block.isRead();
        }
    }
}
