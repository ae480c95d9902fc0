package org.besik.query.intake;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Views.RegionKey;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;

/**
 * Answers: how many on a day? What changed on each day is kept by year: one row says by how much a figure changed over the
 * year, and its body on which days. A figure on any day is the sum of the years before, read from the index alone, and of
 * that year's steps up to the day, however many children there are.
 */
final class Counters {

    static final Table TABLE = new Table(
            "counters",
            List.of(
                    new Table.Field("figure", Table.Type.TEXT),
                    new Table.Field("year", Table.Type.LONG),
                    new Table.Field("region", Table.Type.TEXT),
                    new Table.Field("key", Table.Type.TEXT),
                    new Table.Field("n", Table.Type.LONG)),
            // All of it, so that summing reads the index alone
            List.of(List.of("figure", "year", "region", "key", "n")));

    /** A nation's: five figures, some two hundred districts and eighteen ages, thirty-six years. */
    private static final int MOST_CACHED = 50_000;

    /** What the store says about the years touched last. */
    private final Map<Year, Steps> known = new LinkedHashMap<>(1024, 0.75f, true);

    private final Map<Year, Steps> pending = new HashMap<>();

    /** Whose changes are kept together. */
    record Year(String figure, String region, String key, int year) {

        String id() {
            return figure + '|' + region + '|' + key + '|' + year;
        }
    }

    /** Takes note of a count that came, or with -1 went. */
    void add(Count count, int times) {
        LocalDate from = count.from();
        pending.computeIfAbsent(
                        new Year(count.figure(), count.region(), count.key(), from.getYear()), year -> new Steps())
                .add(from.getDayOfYear(), times * count.delta());
    }

    /** What has to be written for all that was noted. */
    List<Change> changes(ViewStore views) {
        pending.values().removeIf(Steps::isEmpty);
        learn(views);
        var changes = new ArrayList<Change>(pending.size());
        pending.forEach((year, steps) -> {
            Steps now = known.computeIfAbsent(year, unheardOf -> new Steps());
            now.add(steps);
            changes.add(
                    now.isEmpty()
                            ? new Change.Delete(TABLE, year.id())
                            : new Change.Upsert(TABLE, document(year, now)));
        });
        return changes;
    }

    private void learn(ViewStore views) {
        var unknown = new HashMap<String, Year>();
        for (Year year : pending.keySet()) {
            if (!known.containsKey(year)) {
                unknown.put(year.id(), year);
            }
        }
        views.getAll(TABLE, unknown.keySet()).forEach((id, document) -> {
            Year year = unknown.get(id);
            if (year != null) {
                known.put(year, Steps.decode(document.body()));
            }
        });
    }

    private static Document document(Year year, Steps steps) {
        return new Document(
                year.id(),
                Map.of(
                        "figure", year.figure(),
                        "year", (long) year.year(),
                        "region", year.region(),
                        "key", year.key(),
                        "n", steps.sum()),
                steps.encode());
    }

    /** By how much each figure changes; empty once that is written. */
    Map<Year, Steps> pending() {
        return pending;
    }

    /** The changes are in the store. */
    void written() {
        pending.clear();
        var eldest = known.entrySet().iterator();
        for (int excess = known.size() - MOST_CACHED; excess > 0; excess--) {
            eldest.next();
            eldest.remove();
        }
    }

    /** How much has to be written. */
    int noted() {
        return pending.size();
    }

    /** They are not, but all that was noted still counts. */
    void keep() {
        known.clear();
    }

    /** They are not; nothing that was noted counts. */
    void forget() {
        known.clear();
        pending.clear();
    }

    /** A figure at the end of a day, by region and key; regions empty: all; zeros are left out. */
    static Map<RegionKey, Long> figure(ViewStore views, String figure, LocalDate asOf, Collection<String> regions) {
        var sums = new HashMap<RegionKey, Long>();
        views.sum(
                        new Query(
                                TABLE,
                                where(figure, new Condition.AtMost("year", asOf.getYear() - 1L), regions),
                                List.of(),
                                0),
                        List.of("region", "key"),
                        "n")
                .forEach((group, n) -> sums.put(new RegionKey((String) group.get(0), (String) group.get(1)), n));
        for (Document document : views.find(stepsOf(figure, asOf.getYear(), regions))) {
            long steps = Steps.decode(document.body()).sumUpTo(asOf.getDayOfYear());
            sums.merge(new RegionKey(document.text("region"), document.text("key")), steps, Long::sum);
        }
        sums.values().removeIf(n -> n == 0);
        return sums;
    }

    /**
     * A figure over all keys at the end of each of some days in a row.
     *
     * @param regions empty: all
     */
    static long[] series(ViewStore views, String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
        var changes = new long[Math.toIntExact(ChronoUnit.DAYS.between(from, upTo)) + 1];
        changes[0] = figure(views, figure, from, regions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        for (int year = from.getYear(); year <= upTo.getYear(); year++) {
            LocalDate newYearsEve = LocalDate.ofYearDay(year, 1).minusDays(1);
            for (Document document : views.find(stepsOf(figure, year, regions))) {
                Steps.decode(document.body()).forEach((day, change) -> {
                    long at = ChronoUnit.DAYS.between(from, newYearsEve.plusDays(day));
                    if (at > 0 && at < changes.length) {
                        changes[(int) at] += change;
                    }
                });
            }
        }
        Arrays.parallelPrefix(changes, Long::sum);
        return changes;
    }

    /** The rows of one year. */
    static Query stepsOf(String figure, int year, Collection<String> regions) {
        return new Query(
                TABLE,
                where(figure, new Condition.Equal("year", (long) year), regions),
                List.of(new Sort("region", false), new Sort("key", false), new Sort("n", false)),
                Integer.MAX_VALUE);
    }

    private static List<Condition> where(String figure, Condition years, Collection<String> regions) {
        var where = new ArrayList<>(List.of(new Condition.Equal("figure", figure), years));
        if (!regions.isEmpty()) {
            where.add(new Condition.In("region", List.copyOf(regions)));
        }
        return where;
    }
}
