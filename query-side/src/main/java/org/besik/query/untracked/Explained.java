package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.query.access.TooMuchSilence;
import org.besik.query.feeds.Silences;
import org.besik.query.intake.WrittenBatch;
import org.besik.query.untracked.Exchange.Shown;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * What silent agencies explain on a day: SILENT where all who should have told of the child are silent themselves, for a
 * while; SINGLE_SOURCE where the other one who would have seen it is. Each listing is explained or not by itself, so that a
 * batch changes it for those which it wrote.
 */
final class Explained {

    /** A listing takes some two kilobytes while it is looked at: all together a fifth of the memory at most. */
    private static final int MOST =
            (int) Math.min(Untracked.ALL, Runtime.getRuntime().maxMemory() / 10_240);

    private final LocalDate day;
    private final List<String> levels;
    private final Silences silences;
    private final Map<String, Shown> byId;
    private final Exchange exchange;

    private Explained(LocalDate day, List<String> levels, Silences silences, Map<String, Shown> byId) {
        this.day = day;
        this.levels = levels;
        this.silences = silences;
        this.byId = byId;
        List<Shown> come = List.copyOf(byId.values());
        this.exchange = new Exchange(come.stream().map(Shown::stored).toList(), come);
    }

    /** @throws TooMuchSilence if they do not fit into memory */
    static Explained read(ViewStore store, LocalDate day, List<String> levels, Silences silences) {
        return read(store, day, levels, silences, MOST);
    }

    static Explained read(ViewStore store, LocalDate day, List<String> levels, Silences silences, int most) {
        var found = new LinkedHashMap<String, Document>();
        for (String level : levels) {
            for (String bucket : Untracked.buckets(day)) {
                for (List<Condition> some : conditions(day, silences)) {
                    var where = new ArrayList<Condition>(List.of(
                            new Condition.Equal(UntrackedProjection.LEVEL, level),
                            new Condition.Equal(UntrackedProjection.BUCKET, bucket),
                            new Condition.AtMost(UntrackedProjection.FROM, day.toEpochDay()),
                            new Condition.MoreThan(UntrackedProjection.UNTIL, day.toEpochDay())));
                    where.addAll(some);
                    store.find(new Query(UntrackedProjection.TABLE, where, List.of(), most + 1))
                            .forEach(document -> found.put(document.id(), document));
                    if (found.size() > most) {
                        throw new TooMuchSilence(most);
                    }
                }
            }
        }
        List<Stored> stored = found.values().stream().map(Stored::of).toList();
        silences.prepare(
                stored.stream().flatMap(listing -> listing.rolls().stream()).toList());
        var byId = new LinkedHashMap<String, Shown>();
        stored.forEach(listing -> put(listing, day, silences, byId));
        return new Explained(day, levels, silences, byId);
    }

    /** By which listings are found that may be explained. */
    private static List<List<Condition>> conditions(LocalDate day, Silences silences) {
        long today = day.toEpochDay();
        var conditions = new ArrayList<List<Condition>>();
        conditions.add(List.of(
                new Condition.MoreThan(UntrackedProjection.BY_ROLL, today - Timeline.EXPLAINED_DAYS - 1),
                new Condition.AtMost(UntrackedProjection.BY_ROLL, today)));
        if (!silences.stale().isEmpty()) {
            List<String> stale = List.copyOf(silences.stale());
            conditions.add(List.of(
                    new Condition.In(UntrackedProjection.EXPECTED, stale),
                    new Condition.MoreThan(UntrackedProjection.EXPLAINED_UNTIL, today - 1)));
            conditions.add(List.of(new Condition.In(UntrackedProjection.ELSEWHERE, stale)));
        }
        return conditions;
    }

    private static void put(Stored listing, LocalDate day, Silences silences, Map<String, Shown> byId) {
        Set<Reason> explained = Exchange.explained(listing, day, silences);
        if (!explained.isEmpty()) {
            byId.put(listing.document().id(), new Shown(listing, explained));
        }
    }

    Exchange exchange() {
        return exchange;
    }

    /** About so many kilobytes. */
    int weight() {
        return weight(silences) + byId.size();
    }

    private static int weight(Silences silences) {
        return 10 + silences.size() / 10;
    }

    /** The same after a batch; null: agencies may be silent that were not, or the other way round, or it grew too large. */
    @Nullable
    Explained after(WrittenBatch batch) {
        if (!silences.standAfter(batch)) {
            return null;
        }
        var after = new LinkedHashMap<>(byId);
        boolean isOther = false;
        for (Change change : batch.to(UntrackedProjection.TABLE)) {
            isOther |= after.remove(id(change)) != null;
            if (change instanceof Change.Upsert upsert && isListed(upsert.document(), day, levels)) {
                int before = after.size();
                put(Stored.of(upsert.document()), day, silences, after);
                isOther |= after.size() != before;
            }
        }
        if (after.size() > MOST) {
            return null;
        }
        return isOther ? new Explained(day, levels, silences, after) : this;
    }

    private static String id(Change change) {
        return switch (change) {
            case Change.Upsert upsert -> upsert.document().id();
            case Change.Delete delete -> delete.id();
        };
    }

    private static boolean isListed(@Nullable Document document, LocalDate day, List<String> levels) {
        return document != null
                && document.number(UntrackedProjection.FROM) <= day.toEpochDay()
                && document.number(UntrackedProjection.UNTIL) > day.toEpochDay()
                && levels.contains(document.text(UntrackedProjection.LEVEL))
                && Untracked.buckets(day).contains(document.text(UntrackedProjection.BUCKET));
    }

    /** How many of those on the list on the day are on none because of it, by region. */
    Unlisted unlisted() {
        var byRegion = new HashMap<String, Long>();
        byId.values().forEach(shown -> byRegion.merge(Untracked.region(shown.stored()), isUnlisted(shown), Long::sum));
        return new Unlisted(day, levels, silences, byRegion);
    }

    private static long isUnlisted(Shown shown) {
        return shown.stored().reasons(Set.of()).isEmpty()
                        || !shown.stored().reasons(shown.without()).isEmpty()
                ? 0
                : 1;
    }

    /** What figures of a past day need of it: small enough to be kept for each day of a chart. */
    record Unlisted(LocalDate day, List<String> levels, Silences silences, Map<String, Long> byRegion) {

        /** About so many kilobytes. */
        int weight() {
            return Explained.weight(silences);
        }

        /** @param regions empty: all */
        long in(List<String> regions) {
            return byRegion.entrySet().stream()
                    .filter(entry -> regions.isEmpty() || regions.contains(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** The same after a batch; null: agencies may be silent that were not, or the other way round. */
        @Nullable
        Unlisted after(WrittenBatch batch) {
            if (!silences.standAfter(batch)) {
                return null;
            }
            var after = new HashMap<>(byRegion);
            for (Change change : batch.to(UntrackedProjection.TABLE)) {
                switch (change) {
                    case Change.Upsert upsert -> {
                        count(upsert.old(), -1, after);
                        count(upsert.document(), 1, after);
                    }
                    case Change.Delete delete -> count(delete.old(), -1, after);
                }
            }
            return new Unlisted(day, levels, silences, after);
        }

        private void count(@Nullable Document document, long times, Map<String, Long> into) {
            if (document != null && isListed(document, day, levels)) {
                var listing = Stored.of(document);
                var shown = new Shown(listing, Exchange.explained(listing, day, silences));
                into.merge(Untracked.region(listing), times * isUnlisted(shown), Long::sum);
            }
        }
    }
}
