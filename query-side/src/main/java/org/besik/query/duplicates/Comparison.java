package org.besik.query.duplicates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.besik.events.ChildId;
import org.besik.query.duplicates.PairsOnFile.Side;
import org.besik.query.intake.Relating.Moved;
import org.besik.query.intake.Relating.Related;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * What a batch means for the pairs. In a crowd of namesakes each record is compared with hundreds of others, nearly all of
 * whom are somebody else; so the comparisons are made some thousand at a time, and only what comes of them is kept.
 */
final class Comparison {

    /** So many pairs are looked at together: as many traits are in memory. */
    private static final int PAIRS_AT_ONCE = 10_000;

    private final DuplicatePairs of;
    private final ViewStore views;
    private final Map<String, Moved> moved = new LinkedHashMap<>();
    private final Map<String, Set<String>> keysWere = new HashMap<>();
    private final Map<String, Set<String>> keysAre = new HashMap<>();
    private final Map<String, @Nullable TraitsOnFile> movedTraits = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();
    /** The blocks that are read again, by each record in them. */
    private final Map<String, List<Block>> reopened = new LinkedHashMap<>();

    private final Map<String, Boolean> otherBlocks = new HashMap<>();
    private final Map<String, PairsOnFile> pairs = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    Comparison(DuplicatePairs of, Map<ChildId, Moved> moved, ViewStore views) {
        this.of = of;
        this.views = views;
        moved.forEach((id, record) -> {
            String one = once(id.value());
            this.moved.put(one, record);
            keysWere.put(one, DuplicatePairs.keys(record.was()));
            keysAre.put(one, DuplicatePairs.keys(record.is()));
            movedTraits.put(one, DuplicatePairs.traits(record.is()));
        });
    }

    /** The records that share a key, before a batch and after it. */
    private record Block(Collection<String> was, Collection<String> is) {

        boolean wasRead() {
            return was.size() <= DuplicatePairs.LARGEST_BLOCK;
        }

        boolean isRead() {
            return is.size() <= DuplicatePairs.LARGEST_BLOCK;
        }
    }

    Related related() {
        readBlocks();
        Set<String> subjects = subjects();
        Map<String, Map<String, List<Suspicion>>> now = new TreeMap<>();
        var some = new LinkedHashMap<String, Set<String>>();
        int size = 0;
        for (String subject : subjects) {
            Set<String> others = others(subject);
            some.put(subject, others);
            size += others.size();
            if (size >= PAIRS_AT_ONCE) {
                compare(some, now);
                some.clear();
                size = 0;
            }
        }
        compare(some, now);
        var related = new HashMap<ChildId, List<Suspicion>>();
        moved.keySet().forEach(id -> related.put(new ChildId(id), pairsOf(id).together()));
        Related changed = PairsOnFile.changed(now, views);
        related.putAll(changed.suspected());
        return new Related(changed.changes(), related);
    }

    private PairsOnFile pairsOf(String id) {
        return pairs.getOrDefault(id, PairsOnFile.NONE);
    }

    /** The ids of a crowd come again with each of its keys. */
    private String once(String id) {
        String known = ids.putIfAbsent(id, id);
        return known == null ? id : known;
    }

    private void readBlocks() {
        var left = new TreeMap<String, Set<String>>();
        var entered = new TreeMap<String, Set<String>>();
        keysWere.forEach((id, all) -> all.forEach(
                key -> left.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id)));
        keysAre.forEach((id, all) -> all.forEach(
                key -> entered.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id)));
        var touched = new TreeSet<>(left.keySet());
        touched.addAll(entered.keySet());
        for (String key : touched) {
            Set<String> leaving = left.getOrDefault(key, Set.of());
            // Enough to know on which side of the bound the block is afterwards
            Set<String> was = members(key, DuplicatePairs.LARGEST_BLOCK + 1 + leaving.size());
            var is = new LinkedHashSet<>(was);
            is.removeAll(leaving);
            is.addAll(entered.getOrDefault(key, Set.of()));
            blocks.put(key, new Block(List.copyOf(was), List.copyOf(is)));
        }
    }

    private Set<String> members(String key, int limit) {
        var members = new LinkedHashSet<String>();
        views.find(DuplicatePairs.sharing(key, limit)).forEach(row -> members.add(once(DuplicatePairs.record(row))));
        return members;
    }

    /** Whose pairs may have come or gone, themselves or by those they are compared with; their pairs are known then. */
    private Set<String> subjects() {
        var closed = new LinkedHashSet<>(moved.keySet());
        for (Block block : blocks.values()) {
            if (block.isRead() && !block.wasRead()) {
                block.is()
                        .forEach(id -> reopened.computeIfAbsent(id, record -> new ArrayList<>())
                                .add(block));
            } else if (!block.isRead() && block.wasRead()) {
                closed.addAll(block.was());
            }
        }
        var subjects = new LinkedHashSet<>(closed);
        subjects.addAll(reopened.keySet());
        pairs.putAll(DuplicatePairs.pairs(subjects, views));
        return subjects;
    }

    /** With whom a subject is compared. */
    private Set<String> others(String subject) {
        var others = new LinkedHashSet<>(pairsOf(subject).others().keySet());
        for (String key : keysAre.getOrDefault(subject, Set.of())) {
            Block block = blocks.get(key);
            if (block != null && block.isRead()) {
                others.addAll(block.is());
            }
        }
        reopened.getOrDefault(subject, List.of()).forEach(block -> others.addAll(block.is()));
        // Two that moved meet from either side
        others.removeIf(other -> other.equals(subject)
                || (moved.containsKey(other) && moved.containsKey(subject) && isLess(other, subject)));
        return others;
    }

    private static boolean isLess(String one, String other) {
        return one.compareTo(other) < 0;
    }

    private void compare(Map<String, Set<String>> some, Map<String, Map<String, List<Suspicion>>> now) {
        var unknown = new HashSet<String>();
        some.forEach((subject, others) -> {
            unknown.add(subject);
            unknown.addAll(others);
        });
        unknown.removeAll(moved.keySet());
        Map<String, @Nullable TraitsOnFile> traits = new HashMap<>(DuplicatePairs.traits(unknown, views));
        traits.putAll(movedTraits);
        some.forEach((subject, others) -> {
            TraitsOnFile one = traits.get(subject);
            for (String other : others) {
                List<Suspicion> suspected = suspected(one, traits.get(other));
                if (!suspected.isEmpty() || pairsOf(subject).others().containsKey(other)) {
                    PairsOnFile.put(now, new Side(subject, one), new Side(other, traits.get(other)), suspected);
                }
            }
        });
    }

    private List<Suspicion> suspected(@Nullable TraitsOnFile one, @Nullable TraitsOnFile other) {
        if (one == null || other == null) {
            return List.of();
        }
        List<Suspicion> suspected = of.suspected(one, other);
        return !suspected.isEmpty() && share(one, other) ? suspected : List.of();
    }

    /** Whether they share a key that not too many share. */
    private boolean share(TraitsOnFile one, TraitsOnFile other) {
        Set<String> both = of.shared(one);
        both.retainAll(of.shared(other));
        return both.stream().anyMatch(this::isRead);
    }

    private boolean isRead(String key) {
        Block block = blocks.get(key);
        return block == null
                ? otherBlocks.computeIfAbsent(
                        key, k -> members(k, DuplicatePairs.LARGEST_BLOCK + 1).size() <= DuplicatePairs.LARGEST_BLOCK)
                : block.isRead();
    }
}
