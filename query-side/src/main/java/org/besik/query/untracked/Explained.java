package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.besik.query.access.TooMuchSilence;
import org.besik.query.feeds.Silences;
import org.besik.query.intake.WrittenBatch;
import org.besik.query.untracked.Exchange.Shown;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * What silent agencies explain on a day: SILENT where all who should have told of the child are silent themselves, for a
 * while; SINGLE_SOURCE where the other one who would have seen it is. And who is only warned about, and missing from a roll
 * that is there early. Each listing is shown in another way or not by itself, so that a batch changes it for those which it
 * wrote, and so that they are read in pieces where there are too many to be held: of those only the ones are kept that are on
 * the list all the same.
 */
final class Explained {

    /** A listing takes some two kilobytes while it is looked at: all together a fifth of the memory at most. */
    static final int MOST = (int) Math.min(Untracked.ALL, Runtime.getRuntime().maxMemory() / 10_240);

    private static final int READ_AT_ONCE = 1_000;

    /** Each has an index range of its own; the pieces of all of them are merged. */
    private static final int AGENCIES_AT_ONCE = 64;

    private final LocalDate day;
    private final List<String> levels;
    private final Silences silences;

    /** By region, since most questions are about one, and by id. */
    private final Map<String, Map<String, Shown>> byRegion;

    private final boolean whole;
    private final int most;

    private Explained(
            LocalDate day,
            List<String> levels,
            Silences silences,
            Map<String, Map<String, Shown>> byRegion,
            boolean whole,
            int most) {
        this.day = day;
        this.levels = levels;
        this.silences = silences;
        this.byRegion = byRegion;
        this.whole = whole;
        this.most = most;
    }

    /**
     * Reads what is explained on a day.
     *
     * @param most so many are held in memory
     * @throws TooMuchSilence if more than that stay on the list for another reason
     */
    static Explained read(ViewStore store, LocalDate day, List<String> levels, Silences silences, int most) {
        var all = new HashMap<String, Map<String, Shown>>();
        var rest = new HashMap<String, Map<String, Shown>>();
        var count = new AtomicInteger();
        var listed = new AtomicInteger();
        unread(day, levels, silences, most).read(store, shown -> {
            if (shown.isListed()) {
                put(rest, shown);
                if (listed.incrementAndGet() > most) {
                    throw new TooMuchSilence(most);
                }
            }
            if (count.incrementAndGet() <= most) {
                put(all, shown);
            } else {
                all.clear();
            }
        });
        boolean whole = count.get() <= most;
        return new Explained(day, levels, silences, whole ? all : rest, whole, most);
    }

    private static void put(Map<String, Map<String, Shown>> byRegion, Shown shown) {
        byRegion.computeIfAbsent(region(shown.stored()), region -> new LinkedHashMap<>())
                .put(shown.stored().document().id(), shown);
    }

    private static String region(Stored listing) {
        return listing.document().text(UntrackedProjection.REGION);
    }

    /** None is held, each is read when it is asked for. */
    static Explained unread(LocalDate day, List<String> levels, Silences silences, int most) {
        return new Explained(day, levels, silences, Map.of(), false, most);
    }

    /** Of those who are only warned about, whom a roll leaves out; piece by piece. */
    void missing(ViewStore store, Consumer<Shown> to) {
        read(store, below(levels), to);
    }

    private void read(ViewStore store, Consumer<Shown> to) {
        var all = new TreeSet<>(levels);
        all.addAll(below(levels));
        read(store, all, to);
    }

    /** Reads them piece by piece; one that is found in two ways is given once. */
    private void read(ViewStore store, Set<String> at, Consumer<Shown> to) {
        List<Way> explained = ways(day, silences);
        List<Way> missing = missing(day, silences);
        for (String level : at) {
            var ways = new ArrayList<>(missing);
            ways.addAll(levels.contains(level) ? explained : List.of());
            for (String bucket : Untracked.buckets(day)) {
                var before = new ArrayList<Way>();
                for (Way way : ways) {
                    way.read(store, day, level, bucket, Math.min(READ_AT_ONCE, most + 1), piece -> {
                        List<Stored> stored = piece.stream()
                                .filter(document -> before.stream().noneMatch(other -> other.finds(document)))
                                .map(Stored::of)
                                .toList();
                        silences.prepare(stored.stream()
                                .flatMap(listing -> listing.rolls().stream())
                                .toList());
                        stored.forEach(listing -> show(listing, to));
                    });
                    before.add(way);
                }
            }
        }
    }

    private void show(Stored listing, Consumer<Shown> to) {
        Shown shown = Exchange.instead(listing, day, levels, silences);
        if (shown != null) {
            to.accept(shown);
        }
    }

    /** An index range in which listings are found that may be explained. */
    private record Way(List<Condition> conditions, List<Sort> sort) {

        void read(ViewStore store, LocalDate day, String level, String bucket, int size, Consumer<List<Document>> to) {
            var where = new ArrayList<Condition>(List.of(
                    new Condition.Equal(UntrackedProjection.LEVEL, level),
                    new Condition.Equal(UntrackedProjection.BUCKET, bucket),
                    new Condition.AtMost(UntrackedProjection.FROM, day.toEpochDay()),
                    new Condition.MoreThan(UntrackedProjection.UNTIL, day.toEpochDay())));
            where.addAll(conditions);
            Table table = UntrackedProjection.table(bucket);
            List<Document> piece = store.find(new Query(table, where, sort, size));
            while (!piece.isEmpty()) {
                to.accept(piece);
                Document last = piece.getLast();
                var next = new ArrayList<>(where);
                next.add(new Condition.After(
                        sort.stream()
                                .map(field -> last.fields().get(field.field()))
                                .toList(),
                        last.id()));
                piece = piece.size() < size ? List.of() : store.find(new Query(table, next, sort, size));
            }
        }

        boolean finds(Document document) {
            return conditions.stream()
                    .allMatch(condition -> fits(document.fields().get(condition.field()), condition));
        }

        private static boolean fits(@Nullable Object value, Condition condition) {
            return value != null
                    && switch (condition) {
                        case Condition.Equal equal -> value.equals(equal.value());
                        case Condition.In in -> in.values().contains(value);
                        case Condition.AtMost most -> (long) value <= (long) most.value();
                        case Condition.MoreThan more -> (long) value > (long) more.value();
                        case Condition.Of of -> throw new IllegalArgumentException("not a field");
                        case Condition.After after -> throw new IllegalArgumentException("a place in an order");
                    };
        }
    }

    private static List<Way> ways(LocalDate day, Silences silences) {
        long today = day.toEpochDay();
        var ways = new ArrayList<Way>();
        ways.add(new Way(
                List.of(
                        new Condition.MoreThan(UntrackedProjection.BY_ROLL, today - Timeline.AWAITED_DAYS - 1),
                        new Condition.AtMost(UntrackedProjection.BY_ROLL, today)),
                List.of(new Sort(UntrackedProjection.BY_ROLL, false))));
        // Many agencies were silent once, and most of their children come due some day: those due already are a range
        for (List<String> some : some(silences.silent())) {
            ways.add(new Way(
                    List.of(
                            new Condition.In(UntrackedProjection.EXPECTED, some),
                            new Condition.MoreThan(UntrackedProjection.EXPLAINED_UNTIL, today - 1),
                            new Condition.AtMost(
                                    UntrackedProjection.EXPLAINED_UNTIL, today + Timeline.EXPLAINED_AT_MOST)),
                    List.of(new Sort(UntrackedProjection.EXPLAINED_UNTIL, false))));
        }
        for (List<String> some : some(silences.stale())) {
            ways.add(new Way(List.of(new Condition.In(UntrackedProjection.ELSEWHERE, some)), List.of()));
        }
        return ways;
    }

    /**
     * Who may be missing from a roll that is there early; whoever stands on it is so no longer. In the order of rolls, so that
     * the store reads some of them at once: by the end there are thousands, of a few children each.
     */
    private static List<Way> missing(LocalDate day, Silences silences) {
        return some(silences.toldEarly()).stream()
                .map(some -> new Way(
                        List.of(
                                new Condition.In(UntrackedProjection.MISSING_AT, some),
                                new Condition.MoreThan(UntrackedProjection.UNTIL, day.toEpochDay())),
                        List.of(new Sort(UntrackedProjection.MISSING_AT, false))))
                .toList();
    }

    /** The levels of those who are only warned about, beside the levels of those who are listed. */
    private static Set<String> below(List<String> levels) {
        return levels.stream()
                .filter(UntrackedProjection.FLAGGED::contains)
                .map(UntrackedProjection::warned)
                .collect(Collectors.toSet());
    }

    /** Agencies or rolls, as many at once as are looked for. */
    private static List<List<String>> some(Set<String> agencies) {
        List<String> all = agencies.stream().sorted().toList();
        var some = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += AGENCIES_AT_ONCE) {
            some.add(all.subList(from, Math.min(all.size(), from + AGENCIES_AT_ONCE)));
        }
        return some;
    }

    /** Whether all of them are held. */
    boolean isWhole() {
        return whole;
    }

    /**
     * All of some regions, and perhaps others; where there are too many to be held they are read.
     *
     * @param regions empty: all
     */
    void each(ViewStore store, Collection<String> regions, Consumer<Shown> to) {
        if (whole) {
            held(regions).forEach(to);
        } else {
            read(store, to);
        }
    }

    /**
     * Those of some regions that stay on the list for another reason, and perhaps others.
     *
     * @param regions empty: all
     */
    Stream<Shown> held(Collection<String> regions) {
        Collection<String> some = regions.isEmpty() ? byRegion.keySet() : regions;
        return some.stream().distinct().flatMap(region -> byRegion.getOrDefault(region, Map.of()).values().stream());
    }

    /** Whether a listing of the views is shown in another way. */
    boolean isAnother(Stored listing) {
        return whole
                ? byRegion.getOrDefault(region(listing), Map.of())
                        .containsKey(listing.document().id())
                : Exchange.instead(listing, day, levels, silences) != null;
    }

    /** About so many kilobytes. */
    int weight() {
        return weight(silences) + size(byRegion);
    }

    private static int size(Map<String, Map<String, Shown>> byRegion) {
        return byRegion.values().stream().mapToInt(Map::size).sum();
    }

    static int weight(Silences silences) {
        return 10 + silences.size() / 10;
    }

    /** The same after a batch; null: agencies may be silent that were not, or the other way round, or it grew too large. */
    @Nullable
    Explained after(WrittenBatch batch) {
        if (!silences.standAfter(batch)) {
            return null;
        }
        var after = new HashMap<>(byRegion);
        var moved = new HashSet<String>();
        for (Change change : UntrackedProjection.changes(batch).toList()) {
            String id = id(change);
            for (String region : List.copyOf(after.keySet())) {
                if (after.getOrDefault(region, Map.of()).containsKey(id)) {
                    copied(region, after, moved).remove(id);
                }
            }
            if (change instanceof Change.Upsert upsert && isOf(upsert.document(), day, levels, silences)) {
                show(Stored.of(upsert.document()), shown -> {
                    if (whole || shown.isListed()) {
                        copied(region(shown.stored()), after, moved).put(id, shown);
                    }
                });
            }
        }
        if (size(after) > most) {
            return null;
        }
        return moved.isEmpty() ? this : new Explained(day, levels, silences, after, whole, most);
    }

    /** What is held of a region, to be changed: a batch leaves most regions as they were. */
    private static Map<String, Shown> copied(String region, Map<String, Map<String, Shown>> after, Set<String> moved) {
        if (moved.add(region)) {
            after.put(region, new LinkedHashMap<>(after.getOrDefault(region, Map.of())));
        }
        return after.getOrDefault(region, Map.of());
    }

    private static String id(Change change) {
        return switch (change) {
            case Change.Upsert upsert -> upsert.document().id();
            case Change.Delete delete -> delete.id();
        };
    }

    /** Whether a listing of a day may be shown in another way. */
    static boolean isOf(Document document, LocalDate day, List<String> levels, Silences silences) {
        String level = document.text(UntrackedProjection.LEVEL);
        boolean isAsked = levels.contains(level)
                || (silences.mayTellEarly() && levels.contains(UntrackedProjection.flagged(level)));
        return isAsked
                && document.number(UntrackedProjection.FROM) <= day.toEpochDay()
                && document.number(UntrackedProjection.UNTIL) > day.toEpochDay()
                && Untracked.buckets(day).contains(document.text(UntrackedProjection.BUCKET));
    }
}
