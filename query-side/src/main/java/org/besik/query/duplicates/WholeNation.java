package org.besik.query.duplicates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.besik.query.duplicates.PairsOnFile.Side;
import org.besik.query.intake.Relating.Found;
import org.besik.query.intake.Relating.Walk;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of records none of which was ever compared: one walk through all keys in their order, in which those that share
 * a key stand side by side. So no record has to look for its own, and no more is in memory than a few thousand rows of the
 * way. Two that share several keys are found several times, which is the same as once.
 */
final class WholeNation implements Walk {

    private static final int KEYS_AT_ONCE = 5_000;

    /** Of a key, enough to know how far it is in the order of all. */
    private static final int DIGITS = 4;

    /** Enough for one piece of work, so that a crowd of namesakes is written down piece by piece. */
    private static final int MOST_PAIRS = 20_000;

    private final DuplicatePairs of;
    private final ViewStore views;
    private final List<List<String>> blocks = new ArrayList<>();
    private final Map<String, TraitsOnFile> traits = new HashMap<>();
    private @Nullable Document last;
    private List<String> block = new ArrayList<>();
    private boolean isAtTheEnd;

    WholeNation(DuplicatePairs of, ViewStore views) {
        this.of = of;
        this.views = views;
    }

    @Override
    public @Nullable Found next(DoubleConsumer behind) {
        Found found = null;
        while (found == null && !(isAtTheEnd && blocks.isEmpty())) {
            found = some();
            behind.accept(behind());
        }
        return found;
    }

    /** Keys are digests, so as many begin with any letter as with any other. */
    private double behind() {
        return last == null ? 1 : Integer.parseInt(DuplicatePairs.key(last), 0, DIGITS, 16) / Math.pow(16, DIGITS);
    }

    /** What comes of the next blocks; null: nothing. */
    private @Nullable Found some() {
        if (blocks.isEmpty()) {
            read();
        }
        Map<String, Map<String, List<Suspicion>>> found = new HashMap<>();
        int pairs = 0;
        while (!blocks.isEmpty() && pairs < MOST_PAIRS) {
            pairs += compare(blocks.removeLast(), found);
        }
        return found.isEmpty() ? null : stored -> PairsOnFile.changed(found, stored);
    }

    private void read() {
        List<Document> rows = views.find(DuplicatePairs.keysAfter(last, KEYS_AT_ONCE));
        for (Document row : rows) {
            if (last == null || !DuplicatePairs.key(last).equals(DuplicatePairs.key(row))) {
                take(block);
                block = new ArrayList<>();
            }
            // One more than is read is enough to know that it is too large
            if (block.size() <= DuplicatePairs.LARGEST_BLOCK) {
                block.add(DuplicatePairs.record(row));
            }
            last = row;
        }
        if (rows.size() < KEYS_AT_ONCE) {
            take(block);
            block = new ArrayList<>();
            isAtTheEnd = true;
        }
        var records = new HashSet<String>();
        blocks.forEach(records::addAll);
        traits.clear();
        traits.putAll(DuplicatePairs.traits(records, views));
    }

    private void take(List<String> members) {
        if (members.size() > 1 && members.size() <= DuplicatePairs.LARGEST_BLOCK) {
            blocks.add(members);
        }
    }

    private int compare(List<String> members, Map<String, Map<String, List<Suspicion>>> found) {
        int pairs = 0;
        for (int i = 0; i < members.size(); i++) {
            TraitsOnFile one = traits.get(members.get(i));
            for (int j = i + 1; one != null && j < members.size(); j++) {
                TraitsOnFile other = traits.get(members.get(j));
                List<Suspicion> suspected = other == null ? List.of() : of.suspected(one, other);
                if (!suspected.isEmpty()) {
                    PairsOnFile.put(found, new Side(members.get(i), one), new Side(members.get(j), other), suspected);
                    pairs++;
                }
            }
        }
        return pairs;
    }
}
