package org.besik.benchmark.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Relative;
import org.besik.events.Sex;
import org.besik.events.names.NameSound;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.duplicates.BlockKeys;
import org.besik.query.duplicates.DuplicatePairs;
import org.besik.query.duplicates.Likeness;
import org.besik.query.duplicates.Traits;
import org.besik.query.duplicates.Weights;
import org.besik.simulator.LookAlikes;

/**
 * The pairs of records that are compared, as the views compare them, and whether each is one child.
 *
 * @param missed pairs of one child that share no key
 */
record LabelledPairs(List<Labelled> compared, long missed) {

    private static final LookupKeys KEYS = new LookupKeys("measured".getBytes(UTF_8), NameSound::of);

    /** @param isOne the truth */
    record Labelled(boolean isOne, boolean areTwins, boolean areSiblings, Likeness likeness) {}

    static LabelledPairs of(List<LookAlikes.Entry> entries, Weights weights) {
        List<Traits> traits = entries.stream().map(LabelledPairs::traits).toList();
        Map<String, List<Integer>> blocks = new HashMap<>();
        for (int i = 0; i < traits.size(); i++) {
            for (String key : BlockKeys.of(traits.get(i))) {
                blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            }
        }
        Set<Long> seen = new HashSet<>();
        var compared = new ArrayList<Labelled>();
        long found = 0;
        for (List<Integer> block : blocks.values()) {
            if (block.size() > DuplicatePairs.LARGEST_BLOCK) {
                continue;
            }
            for (int one : block) {
                for (int other : block) {
                    if (one < other && seen.add(((long) one << 32) | other)) {
                        var pair = labelled(entries.get(one), entries.get(other), traits, one, other, weights);
                        compared.add(pair);
                        found += pair.isOne() ? 1 : 0;
                    }
                }
            }
        }
        long children = entries.stream().map(LookAlikes.Entry::child).distinct().count();
        return new LabelledPairs(compared, entries.size() - children - found);
    }

    private static Labelled labelled(
            LookAlikes.Entry a, LookAlikes.Entry b, List<Traits> traits, int one, int other, Weights weights) {
        return new Labelled(
                a.child() == b.child(),
                a.twin() == b.child(),
                a.household() == b.household() && a.child() != b.child() && a.twin() != b.child(),
                Likeness.of(traits.get(one), traits.get(other), weights));
    }

    private static Traits traits(LookAlikes.Entry entry) {
        return Objects.requireNonNull(Traits.of(
                entry.registered(),
                person(entry),
                entry.iin() == null ? null : new Iin(entry.iin()),
                entry.mother() == null ? null : new Relative(entry.mother(), null, null, null, null, null),
                Set.of(local(entry)),
                entry.region(),
                KEYS));
    }

    static Person person(LookAlikes.Entry entry) {
        return new Person(
                entry.surname(), entry.given(), entry.patronymic(), entry.female() ? Sex.F : Sex.M, entry.born(), null);
    }

    static LocalId local(LookAlikes.Entry entry) {
        return new LocalId(entry.number().startsWith("B") ? "registry" : "clinic", entry.number());
    }
}
