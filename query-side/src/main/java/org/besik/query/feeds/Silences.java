package org.besik.query.feeds;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which agencies were silent themselves on a day, so that the silence of a child says nothing: those whose feed is stale,
 * and those who tell by the month and have not told since. For one question; it remembers what it has read.
 */
public final class Silences {

    /**
     * What comes due so long after the newest day in the log may still wait for a month's report; beyond it is not known
     * whether there will be one.
     */
    private static final int FORESEEN_DAYS = 7;

    /** Nobody was silent. */
    public static final Silences NONE = new Silences(Set.of(), 0, agencies -> Map.of());

    private final Set<String> stale;
    private final int counted;
    private final Function<Collection<String>, Map<String, Integer>> toldUpTo;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Integer> told = new HashMap<>();

    /**
     * @param counted the day, or the newest in the log if that is earlier
     * @param toldUpTo reads up to which day agencies that tell by the month have told of all their children
     */
    Silences(Set<String> stale, int counted, Function<Collection<String>, Map<String, Integer>> toldUpTo) {
        this.stale = stale;
        this.counted = counted;
        this.toldUpTo = toldUpTo;
    }

    /** The ids of the agencies whose feed is stale. */
    public Set<String> stale() {
        return stale;
    }

    /** Reads at once what will be asked of some agencies. */
    public void prepare(Collection<String> agencies) {
        var unread = new HashSet<>(agencies);
        unread.removeAll(asked);
        if (!unread.isEmpty()) {
            told.putAll(toldUpTo.apply(unread));
            asked.addAll(unread);
        }
    }

    /**
     * Whether an agency tells by the month and had told of nobody on a day or later.
     *
     * @param missedFrom the first day since the last news on which it could have seen the child
     * @param dueOn the day on which its silence came due
     */
    public boolean isAwaited(String agency, int missedFrom, int dueOn) {
        if (dueOn > counted + FORESEEN_DAYS) {
            return false;
        }
        prepare(List.of(agency));
        Integer upTo = told.get(agency);
        return upTo != null && missedFrom > upTo;
    }

    /** Those of some agencies whose feed is stale, ascending. */
    public List<String> among(Collection<String> agencies) {
        var found = new TreeSet<>(agencies);
        found.retainAll(stale);
        return List.copyOf(found);
    }
}
