package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.events.ChildId;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.ViewStore;

/**
 * What an answer shows in another way than the views have it: some listings go, others come in their place. So a question
 * need not change what is stored.
 *
 * @param gone as the views list them
 * @param come in their stead; one all of whose reasons are explained is on no list
 */
record Exchange(List<Stored> gone, List<Shown> come) {

    private static final int ALL = 1_000_000;

    /** A listing without the reasons that stale feeds explain. */
    record Shown(Stored stored, Set<Reason> without) {}

    /**
     * What stale feeds explain on a day: SILENT where all who should have told of the child are silent themselves, for a
     * while; SINGLE_SOURCE where the other one who would have seen it is.
     */
    static Exchange explained(ViewStore store, LocalDate day, List<String> levels, Set<String> stale) {
        var gone = new LinkedHashMap<String, Stored>();
        if (!stale.isEmpty()) {
            for (String level : levels) {
                for (String bucket : Untracked.buckets(day)) {
                    var silent = new Condition.MoreThan(UntrackedProjection.EXPLAINED_UNTIL, day.toEpochDay() - 1);
                    find(store, level, bucket, UntrackedProjection.EXPECTED, List.of(silent), day, stale, gone);
                    find(store, level, bucket, UntrackedProjection.ELSEWHERE, List.of(), day, stale, gone);
                }
            }
        }
        return new Exchange(
                List.copyOf(gone.values()),
                gone.values().stream()
                        .map(stored -> new Shown(stored, explained(stored, day, stale)))
                        .toList());
    }

    /**
     * What would have been said by whoever knew less: the records that differ as they were known then, and feeds that were
     * stale then.
     */
    static Exchange known(
            ViewStore store, LocalDate day, List<String> levels, Set<String> stale, Hindsight.Difference difference) {
        var gone = new ArrayList<Stored>();
        var come = new ArrayList<Shown>();
        Exchange others = explained(store, day, levels, stale);
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
                come.add(new Shown(listed, explained(listed, day, stale)));
            }
        }
        return new Exchange(gone, come);
    }

    private static boolean isAt(List<String> levels, Stored listed) {
        return levels.contains(listed.text(UntrackedProjection.LEVEL));
    }

    private static void find(
            ViewStore store,
            String level,
            String bucket,
            String field,
            List<Condition> more,
            LocalDate day,
            Set<String> stale,
            Map<String, Stored> into) {
        var where = new ArrayList<Condition>(List.of(
                new Condition.Equal(UntrackedProjection.LEVEL, level),
                new Condition.Equal(UntrackedProjection.BUCKET, bucket),
                new Condition.In(field, List.copyOf(stale)),
                new Condition.AtMost(UntrackedProjection.FROM, day.toEpochDay()),
                new Condition.MoreThan(UntrackedProjection.UNTIL, day.toEpochDay())));
        where.addAll(more);
        for (Document document : store.find(new Query(UntrackedProjection.TABLE, where, List.of(), ALL))) {
            if (!into.containsKey(document.id())) {
                var stored = Stored.of(document);
                if (!explained(stored, day, stale).isEmpty()) {
                    into.put(document.id(), stored);
                }
            }
        }
    }

    /** The reasons of a listing that stale feeds explain on a day. */
    static Set<Reason> explained(Stored stored, LocalDate day, Set<String> stale) {
        var explained = EnumSet.noneOf(Reason.class);
        boolean isFresh = stored.number(UntrackedProjection.EXPLAINED_UNTIL) >= day.toEpochDay();
        if (isFresh && !stored.expected().isEmpty() && stale.containsAll(stored.expected())) {
            explained.add(Reason.SILENT);
        }
        String elsewhere = stored.text(UntrackedProjection.ELSEWHERE);
        if (elsewhere != null && stale.contains(elsewhere)) {
            explained.add(Reason.SINGLE_SOURCE);
        }
        return explained;
    }
}
