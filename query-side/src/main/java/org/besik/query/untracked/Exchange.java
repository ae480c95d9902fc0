package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.besik.events.ChildId;
import org.besik.query.feeds.Silences;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.viewstore.ViewStore;

/**
 * What an answer shows in another way than the views have it: some listings go, others come in their place. So a question
 * need not change what is stored.
 *
 * @param gone as the views list them
 * @param come in their stead; one all of whose reasons are explained is on no list
 */
record Exchange(List<Stored> gone, List<Shown> come) {

    /** A listing without the reasons that silent agencies explain. */
    record Shown(Stored stored, Set<Reason> without) {}

    /**
     * What would have been said by whoever knew less: the records that differ as they were known then, and feeds that were
     * stale then.
     */
    static Exchange known(
            ViewStore store, LocalDate day, List<String> levels, Silences silences, Hindsight.Difference difference) {
        var gone = new ArrayList<Stored>();
        var come = new ArrayList<Shown>();
        Exchange others = Explained.read(store, day, levels, silences).exchange();
        for (int i = 0; i < others.gone().size(); i++) {
            if (!difference.now().containsKey(new ChildId(others.gone().get(i).childId()))) {
                gone.add(others.gone().get(i));
                come.add(others.come().get(i));
            }
        }
        for (OnADay now : difference.now().values()) {
            Stored listed = now.listed();
            if (listed != null && isAt(levels, listed)) {
                gone.add(listed);
            }
        }
        for (OnADay then : difference.then()) {
            Stored listed = then.listed();
            if (listed != null && isAt(levels, listed)) {
                come.add(new Shown(listed, explained(listed, day, silences)));
            }
        }
        return new Exchange(gone, come);
    }

    private static boolean isAt(List<String> levels, Stored listed) {
        return levels.contains(listed.text(UntrackedProjection.LEVEL));
    }

    /** The reasons of a listing that silent agencies explain on a day. */
    static Set<Reason> explained(Stored stored, LocalDate day, Silences silences) {
        var explained = EnumSet.noneOf(Reason.class);
        List<String> expected = stored.expected();
        if (!expected.isEmpty() && silent(stored, day, silences).size() == expected.size()) {
            explained.add(Reason.SILENT);
        }
        String elsewhere = stored.text(UntrackedProjection.ELSEWHERE);
        if (elsewhere != null && silences.stale().contains(elsewhere)) {
            explained.add(Reason.SINGLE_SOURCE);
        }
        return explained;
    }

    /** Those of the agencies that should have told of a child that were silent themselves, while that explains anything. */
    private static List<String> silent(Stored stored, LocalDate day, Silences silences) {
        if (stored.number(UntrackedProjection.EXPLAINED_UNTIL) < day.toEpochDay()) {
            return List.of();
        }
        return IntStream.range(0, stored.expected().size())
                .filter(at -> silences.stale().contains(stored.expected().get(at)) || isAwaited(at, stored, silences))
                .mapToObj(at -> stored.expected().get(at))
                .toList();
    }

    private static boolean isAwaited(int at, Stored stored, Silences silences) {
        return at < stored.rolls().size()
                && stored.reasons(Set.of()).stream()
                        .anyMatch(why -> why.reason() == Reason.SILENT
                                && silences.isAwaited(
                                        stored.rolls().get(at), stored.missedFrom(), Clocks.day(why.dueOn())));
    }

    /** The silent agencies that an item shows. */
    static List<String> shown(Stored stored, LocalDate day, Silences silences) {
        var shown = new TreeSet<>(silences.among(stored.expectedOn(day)));
        shown.addAll(silent(stored, day, silences));
        return List.copyOf(shown);
    }
}
