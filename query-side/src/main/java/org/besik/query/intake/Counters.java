package org.besik.query.intake;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Views.RegionKey;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;

/**
 * Answers: how many on a day? What changed on each day is kept as sums of the day, of its month and of its year, so a
 * figure on any day is the years before, the months before in that year and the days of that month: a few dozen numbers,
 * however many children there are.
 */
final class Counters {

    static final Table TABLE = new Table(
            "counters",
            List.of(
                    new Table.Field("figure", Table.Type.TEXT),
                    new Table.Field("bucket", Table.Type.TEXT),
                    new Table.Field("region", Table.Type.TEXT),
                    new Table.Field("key", Table.Type.TEXT),
                    new Table.Field("n", Table.Type.LONG)),
            // All of it, so that summing reads the index alone
            List.of(List.of("figure", "bucket", "region", "key", "n")));

    private static final int MOST_CACHED = 100_000;

    /** What the store says about the counters touched last. */
    private final Map<String, Long> stored = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CACHED;
        }
    };

    private final Map<Bucket, Long> pending = new HashMap<>();
    private final Map<String, Long> unwritten = new HashMap<>();

    private record Bucket(String figure, String region, String key, String bucket) {
        String id() {
            return figure + '|' + region + '|' + key + '|' + bucket;
        }
    }

    /** Takes note of counts that came (or, with -1, went). */
    void add(Map<CountKey, Long> deltas) {
        deltas.forEach((count, delta) -> {
            if (delta != 0) {
                for (String bucket : List.of(day(count.from()), month(count.from()), year(count.from()))) {
                    pending.merge(new Bucket(count.figure(), count.region(), count.key(), bucket), delta, Long::sum);
                }
            }
        });
    }

    record CountKey(String figure, String region, String key, LocalDate from) {
        static CountKey of(Count count) {
            return new CountKey(count.figure(), count.region(), count.key(), count.from());
        }
    }

    /** What has to be written for all that was noted. */
    List<Change> changes(ViewStore views) {
        pending.values().removeIf(delta -> delta == 0);
        var unknown = new ArrayList<String>();
        for (Bucket bucket : pending.keySet()) {
            if (!stored.containsKey(bucket.id())) {
                unknown.add(bucket.id());
            }
        }
        Map<String, Document> read = views.getAll(TABLE, unknown);
        var changes = new ArrayList<Change>(pending.size());
        pending.forEach((bucket, delta) -> {
            String id = bucket.id();
            Document document = read.get(id);
            long before = document == null ? Objects.requireNonNull(stored.getOrDefault(id, 0L)) : document.number("n");
            long now = before + delta;
            unwritten.put(id, now);
            changes.add(now == 0 ? new Change.Delete(TABLE, id) : new Change.Upsert(TABLE, document(bucket, now)));
        });
        return changes;
    }

    private static Document document(Bucket bucket, long n) {
        return new Document(
                bucket.id(),
                Map.of(
                        "figure", bucket.figure(),
                        "bucket", bucket.bucket(),
                        "region", bucket.region(),
                        "key", bucket.key(),
                        "n", n),
                new byte[0]);
    }

    /** The changes are in the store. */
    void written() {
        stored.putAll(unwritten);
        pending.clear();
        unwritten.clear();
    }

    /** They are not; nothing that was noted counts. */
    void forget() {
        stored.clear();
        pending.clear();
        unwritten.clear();
    }

    /** A figure at the end of a day, by region and key; regions empty: all; zeros are left out. */
    static Map<RegionKey, Long> figure(ViewStore views, String figure, LocalDate asOf, Collection<String> regions) {
        var month = YearMonth.from(asOf);
        var sums = new HashMap<RegionKey, Long>();
        sum(views, figure, regions, "Y", "Y%04d".formatted(asOf.getYear() - 1), sums);
        if (month.getMonthValue() > 1) {
            sum(
                    views,
                    figure,
                    regions,
                    year(asOf).replace('Y', 'M'),
                    month(month.minusMonths(1).atDay(1)),
                    sums);
        }
        sum(views, figure, regions, month(asOf).replace('M', 'D'), day(asOf), sums);
        sums.values().removeIf(n -> n == 0);
        return sums;
    }

    /** @param after a bucket's beginning, so that it sorts before all that begin with it */
    private static void sum(
            ViewStore views,
            String figure,
            Collection<String> regions,
            String after,
            String last,
            Map<RegionKey, Long> sums) {
        var where = new ArrayList<Condition>(List.of(
                new Condition.Equal("figure", figure),
                new Condition.MoreThan("bucket", after),
                new Condition.AtMost("bucket", last)));
        if (!regions.isEmpty()) {
            where.add(new Condition.In("region", List.copyOf(regions)));
        }
        views.sum(new Query(TABLE, where, List.of(), 0), List.of("region", "key"), "n")
                .forEach((group, n) ->
                        sums.merge(new RegionKey((String) group.get(0), (String) group.get(1)), n, Long::sum));
    }

    private static String day(LocalDate day) {
        return "D" + day;
    }

    private static String month(LocalDate day) {
        return "M" + day.toString().substring(0, 7);
    }

    private static String year(LocalDate day) {
        return "Y" + day.toString().substring(0, 4);
    }
}
