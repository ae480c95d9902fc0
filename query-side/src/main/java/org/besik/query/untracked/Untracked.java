package org.besik.query.untracked;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.query.access.BadQuestion;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Views;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers: which children were, are or will be untracked on a day, and how many? Reads index ranges of the listings of
 * that day and never a child. Silence that stale feeds explain is taken out when asked, because whether a feed is stale
 * depends on all its children.
 */
public final class Untracked {

    private static final int ALL = 1_000_000;

    private final Views views;
    private final StaleFeeds staleFeeds;

    public Untracked(Views views, StaleFeeds staleFeeds) {
        this.views = views;
        this.staleFeeds = staleFeeds;
    }

    /**
     * A page of the list.
     *
     * @throws BadQuestion if the cursor is not one of ours
     */
    public UntrackedPage page(UntrackedRequest request) {
        ViewStore store = views.store();
        Set<String> stale = staleFeeds.on(request.asOf());
        List<Stored> explained = explained(store, request, stale);
        Walk.Place after = request.cursor() == null ? null : Cursor.read(request.cursor());
        if (request.feedStale()) {
            return feedStale(request, explained, stale, after);
        }
        var mixed = new ArrayList<Walk.Found>();
        var skipped = new HashSet<String>();
        for (Stored stored : explained) {
            skipped.add(stored.document().id());
            if (!stored.isOnlySilent() && fits(request, stored, true)) {
                mixed.add(new Walk.Found(Walk.place(request, stored, true), stored, true));
            }
        }
        List<Condition> conditions = conditions(request);
        List<Condition> due = due(request, conditions);
        var walk = new Walk(
                store,
                request,
                levels(request),
                buckets(request.asOf()),
                regions(request, request.order()),
                conditions,
                mixed,
                after);
        var items = new ArrayList<UntrackedItem>();
        Walk.Place last = null;
        boolean more = false;
        for (var next = walk.next(); next.isPresent(); next = walk.next()) {
            Walk.Found found = next.get();
            Stored stored = found.stored();
            if (!found.explained() && (skipped.contains(stored.document().id()) || !hasCategory(request, stored))) {
                continue;
            }
            if (items.size() == request.limit()) {
                more = true;
                break;
            }
            items.add(stored.item(
                    request.asOf(), found.explained(), request.warnings(), StaleFeeds.among(stale, stored.expected())));
            last = found.place();
        }
        long total = total(store, request, due, explained) + mixed.size();
        return new UntrackedPage(request.asOf(), total, items, more && last != null ? Cursor.write(last) : null);
    }

    private static UntrackedPage feedStale(
            UntrackedRequest request, List<Stored> explained, Set<String> stale, Walk.@Nullable Place after) {
        List<Walk.Found> fitting = explained.stream()
                .filter(stored -> fits(request, stored, false))
                .map(stored -> new Walk.Found(Walk.place(request, stored, false), stored, false))
                .sorted(java.util.Comparator.comparing(Walk.Found::place))
                .toList();
        List<Walk.Found> rest = fitting.stream()
                .filter(found -> after == null || found.place().compareTo(after) > 0)
                .toList();
        List<Walk.Found> shown = rest.subList(0, Math.min(rest.size(), request.limit()));
        List<UntrackedItem> items = shown.stream()
                .map(found -> found.stored()
                        .item(
                                request.asOf(),
                                false,
                                request.warnings(),
                                StaleFeeds.among(stale, found.stored().expected())))
                .toList();
        return new UntrackedPage(
                request.asOf(),
                fitting.size(),
                items,
                rest.size() > shown.size() ? Cursor.write(shown.getLast().place()) : null);
    }

    private long total(ViewStore store, UntrackedRequest request, List<Condition> conditions, List<Stored> explained) {
        long listed = isAFigure(request) ? figure(request) : counted(store, request, conditions);
        return listed
                - explained.stream()
                        .filter(stored -> fits(request, stored, false))
                        .count();
    }

    /** Whether the figures by day say how many there are, so that none has to be counted. */
    private static boolean isAFigure(UntrackedRequest request) {
        boolean isFiltered = request.warnings()
                || request.ageFrom() != null
                || request.ageTo() != null
                || request.service() != null
                || request.category() != null
                || request.severity() != null;
        boolean isBoth = request.district() != null && request.reason() != null;
        return !isFiltered && !isBoth && !UntrackedProjection.UNKNOWN.equals(request.district());
    }

    private long figure(UntrackedRequest request) {
        Reason reason = request.reason();
        String figure =
                reason == null ? UntrackedProjection.UNTRACKED_BY_DISTRICT : UntrackedProjection.UNTRACKED_BY_REASON;
        String only = reason == null ? request.district() : reason.name();
        return figure(figure, request.asOf(), request.regions()).entrySet().stream()
                .filter(counted -> only == null || counted.getKey().key().equals(only))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long counted(ViewStore store, UntrackedRequest request, List<Condition> conditions) {
        long total = 0;
        for (String level : levels(request)) {
            for (String bucket : buckets(request.asOf())) {
                for (List<Condition> region : regions(request, UntrackedRequest.Order.LONGEST_OVERDUE)) {
                    List<Condition> where = Walk.range(level, bucket, region, conditions);
                    var query = new Query(UntrackedProjection.TABLE, where, List.of(), ALL);
                    total += request.category() == null
                            ? store.count(query)
                            : store.find(query).stream()
                                    .filter(document -> hasCategory(request, Stored.of(document)))
                                    .count();
                }
            }
        }
        return total;
    }

    /** Children whose silence the silence of all who should have told of them explains. */
    private static List<Stored> explained(ViewStore store, UntrackedRequest request, Set<String> stale) {
        if (stale.isEmpty()) {
            return List.of();
        }
        long day = request.asOf().toEpochDay();
        var explained = new ArrayList<Stored>();
        for (String level : levels(request)) {
            for (String bucket : buckets(request.asOf())) {
                var query = new Query(
                        UntrackedProjection.TABLE,
                        List.of(
                                new Condition.Equal(UntrackedProjection.LEVEL, level),
                                new Condition.Equal(UntrackedProjection.BUCKET, bucket),
                                new Condition.In(UntrackedProjection.EXPECTED, List.copyOf(stale)),
                                new Condition.AtMost(UntrackedProjection.FROM, day),
                                new Condition.MoreThan(UntrackedProjection.UNTIL, day),
                                new Condition.MoreThan(UntrackedProjection.EXPLAINED_UNTIL, day - 1)),
                        List.of(),
                        ALL);
                for (Document document : store.find(query)) {
                    var stored = Stored.of(document);
                    if (stale.containsAll(stored.expected())) {
                        explained.add(stored);
                    }
                }
            }
        }
        return explained;
    }

    private static List<String> levels(UntrackedRequest request) {
        return request.warnings()
                ? List.of(UntrackedProjection.FLAG, UntrackedProjection.WARN)
                : List.of(UntrackedProjection.FLAG);
    }

    private static List<String> buckets(LocalDate asOf) {
        return List.of(UntrackedProjection.PRESENT, YearMonth.from(asOf).toString());
    }

    /** By due date all regions are one index range; in the other orders, and for some regions, each has its own. */
    private static List<List<Condition>> regions(UntrackedRequest request, UntrackedRequest.Order order) {
        if (request.regions().isEmpty() && order == UntrackedRequest.Order.LONGEST_OVERDUE) {
            return List.of(List.of());
        }
        var regions = new ArrayList<>(request.regions());
        if (regions.isEmpty()) {
            regions.addAll(Regions.codes());
            regions.add(Place.UNKNOWN);
        }
        return regions.stream()
                .<List<Condition>>map(region -> List.of(new Condition.Equal(UntrackedProjection.REGION, region)))
                .toList();
    }

    /** Nothing lists a child before it is due: this keeps everybody's future out of the range by due date. */
    private static List<Condition> due(UntrackedRequest request, List<Condition> conditions) {
        var due = new ArrayList<>(conditions);
        due.add(new Condition.AtMost(UntrackedProjection.DUE_ON, request.asOf().toEpochDay()));
        return due;
    }

    /** What the store can decide by itself. */
    private static List<Condition> conditions(UntrackedRequest request) {
        long day = request.asOf().toEpochDay();
        var where = new ArrayList<Condition>();
        where.add(new Condition.AtMost(UntrackedProjection.FROM, day));
        where.add(new Condition.MoreThan(UntrackedProjection.UNTIL, day));
        if (request.district() != null) {
            where.add(new Condition.Equal(UntrackedProjection.DISTRICT, request.district()));
        }
        if (request.reason() != null) {
            where.add(new Condition.In(UntrackedProjection.REASONS, masks(request.reason())));
        }
        if (request.service() != null) {
            where.add(new Condition.Equal(UntrackedProjection.SERVICE, request.service()));
        }
        if (request.severity() != null) {
            where.add(new Condition.Equal(
                    UntrackedProjection.SEVERITY, (long) request.severity().points()));
        }
        if (request.ageFrom() != null) {
            where.add(new Condition.AtMost(
                    UntrackedProjection.BIRTH,
                    request.asOf().minusYears(request.ageFrom()).toEpochDay()));
        }
        if (request.ageTo() != null) {
            where.add(new Condition.MoreThan(
                    UntrackedProjection.BIRTH,
                    request.asOf().minusYears(request.ageTo() + 1L).toEpochDay()));
        }
        if (request.ageFrom() != null || request.ageTo() != null) {
            where.add(new Condition.MoreThan(UntrackedProjection.BIRTH, (long) -Span.FOREVER));
        }
        return where;
    }

    /** Every bit mask in which a reason stands. */
    private static List<Long> masks(Reason reason) {
        return LongStream.range(1, 1L << Reason.values().length)
                .filter(mask -> (mask & reason.bit()) != 0)
                .boxed()
                .toList();
    }

    /** The same conditions for a child that is not looked up. */
    private static boolean fits(UntrackedRequest request, Stored stored, boolean explained) {
        Integer months = stored.ageMonths(request.asOf());
        boolean ageAsked = request.ageFrom() != null || request.ageTo() != null;
        return (request.regions().isEmpty() || request.regions().contains(stored.text(UntrackedProjection.REGION)))
                && (request.district() == null || request.district().equals(stored.text(UntrackedProjection.DISTRICT)))
                && (request.reason() == null
                        || stored.reasons(explained).stream().anyMatch(why -> why.reason() == request.reason()))
                && (request.service() == null || request.service().equals(stored.text(UntrackedProjection.SERVICE)))
                && (request.severity() == null || request.severity() == stored.severity(explained))
                && (!ageAsked || months != null)
                && (request.ageFrom() == null || months == null || months / 12 >= request.ageFrom())
                && (request.ageTo() == null || months == null || months / 12 <= request.ageTo())
                && hasCategory(request, stored);
    }

    private static boolean hasCategory(UntrackedRequest request, Stored stored) {
        return request.category() == null || stored.categories().contains(request.category());
    }

    /** By what figures are broken down. */
    public enum By {
        REGION,
        REASON,
        AGE,
        DISTRICT
    }

    /**
     * Figures on a day; what stale feeds explain is not counted.
     *
     * @param regions those the caller may see; empty: all
     */
    public UntrackedSummary summary(By by, LocalDate asOf, List<String> regions) {
        ViewStore store = views.store();
        var request = UntrackedRequest.on(asOf, regions);
        List<Stored> explained = explained(store, request, staleFeeds.on(asOf)).stream()
                .filter(stored -> fits(request, stored, false))
                .toList();
        Map<String, Long> openByRegion = sum(figure(UntrackedProjection.OPEN_BY_AGE, asOf, regions), By.REGION);
        Map<String, Long> listed = sum(figure(UntrackedProjection.UNTRACKED_BY_AGE, asOf, regions), By.REGION);
        long onlySilent = explained.stream().filter(Stored::isOnlySilent).count();
        long open = total(openByRegion.values());
        long total = total(listed.values()) - onlySilent;
        Map<String, Long> untracked = switch (by) {
            case REGION -> listed;
            case REASON -> sum(figure(UntrackedProjection.UNTRACKED_BY_REASON, asOf, regions), by);
            case AGE -> sum(figure(UntrackedProjection.UNTRACKED_BY_AGE, asOf, regions), by);
            case DISTRICT -> sum(figure(UntrackedProjection.UNTRACKED_BY_DISTRICT, asOf, regions), by);
        };
        for (Stored stored : explained) {
            if (by == By.REASON || stored.isOnlySilent()) {
                untracked.merge(key(by, stored, asOf), -1L, Long::sum);
            }
        }
        Map<String, Long> openByKey = switch (by) {
            case REGION -> openByRegion;
            case REASON -> {
                var all = new TreeMap<String, Long>();
                for (Reason reason : Reason.values()) {
                    all.put(reason.name(), open);
                }
                yield all;
            }
            case AGE -> sum(figure(UntrackedProjection.OPEN_BY_AGE, asOf, regions), by);
            case DISTRICT -> sum(figure(UntrackedProjection.OPEN_BY_DISTRICT, asOf, regions), by);
        };
        return new UntrackedSummary(
                asOf,
                by.name().toLowerCase(java.util.Locale.ROOT),
                rows(by, untracked, openByKey),
                total,
                open,
                UntrackedSummary.rate(total, open));
    }

    /** Untracked children of a region by reason on a day: what the gauges show. */
    public Map<Views.RegionKey, Long> byRegionAndReason(LocalDate asOf) {
        Map<Views.RegionKey, Long> figure =
                new java.util.HashMap<>(figure(UntrackedProjection.UNTRACKED_BY_REASON, asOf, List.of()));
        var request = UntrackedRequest.on(asOf, List.of());
        for (Stored stored : explained(views.store(), request, staleFeeds.on(asOf))) {
            String region = stored.text(UntrackedProjection.REGION);
            figure.merge(
                    new Views.RegionKey(region == null ? Place.UNKNOWN : region, Reason.SILENT.name()), -1L, Long::sum);
        }
        return figure;
    }

    private Map<Views.RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions) {
        return views.figure(figure, asOf, regions);
    }

    private static Map<String, Long> sum(Map<Views.RegionKey, Long> figure, By by) {
        var sums = new TreeMap<String, Long>();
        figure.forEach((key, n) -> sums.merge(
                switch (by) {
                    case REGION -> key.region();
                    case REASON, AGE, DISTRICT -> key.key();
                },
                n,
                Long::sum));
        return sums;
    }

    private static String key(By by, Stored stored, LocalDate asOf) {
        String region = stored.text(UntrackedProjection.REGION);
        String district = stored.text(UntrackedProjection.DISTRICT);
        Integer months = stored.ageMonths(asOf);
        return switch (by) {
            case REGION -> region == null ? Place.UNKNOWN : region;
            case REASON -> Reason.SILENT.name();
            case AGE -> months == null ? UntrackedProjection.UNKNOWN : Integer.toString(months / 12);
            case DISTRICT -> district == null ? UntrackedProjection.UNKNOWN : district;
        };
    }

    private static List<UntrackedSummary.Row> rows(By by, Map<String, Long> untracked, Map<String, Long> open) {
        Set<String> keys = new LinkedHashSet<>();
        if (by == By.AGE) {
            for (int age = 0; age < 18; age++) {
                keys.add(Integer.toString(age));
            }
        }
        var others = new TreeSet<>(open.keySet());
        others.addAll(untracked.keySet());
        keys.addAll(others);
        return keys.stream()
                .map(key -> UntrackedSummary.Row.of(key, untracked.getOrDefault(key, 0L), open.getOrDefault(key, 0L)))
                .filter(row -> row.open() != 0 || row.untracked() != 0 || by == By.REASON)
                .toList();
    }

    private static long total(Collection<Long> figures) {
        return figures.stream().mapToLong(Long::longValue).sum();
    }

    /** A place in the order as opaque text. It names no generation: the order is the same in each. */
    private static final class Cursor {

        static String write(Walk.Place place) {
            String text = place.rank() + "/" + place.childId();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Walk.Place read(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int slash = text.indexOf('/');
                return new Walk.Place(Long.parseLong(text.substring(0, slash)), text.substring(slash + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
                throw new BadQuestion("cursor", "The cursor is not one that an answer gave.");
            }
        }
    }
}
