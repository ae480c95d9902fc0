package org.besik.query.untracked;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.besik.events.Ages;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.query.access.BadQuestion;
import org.besik.query.feeds.Silences;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.UntrackedItem.Stored;
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

    static final int ALL = 1_000_000;

    private final Views views;
    private final StaleFeeds staleFeeds;
    private final Hindsight hindsight;
    private final int mostExplained;

    public Untracked(Views views, StaleFeeds staleFeeds, SchoolCalendar calendar) {
        this(views, staleFeeds, calendar, Explained.MOST);
    }

    /**
     * @param mostExplained up to so many whose silence is explained are held in memory
     */
    Untracked(Views views, StaleFeeds staleFeeds, SchoolCalendar calendar, int mostExplained) {
        this.mostExplained = mostExplained;
        this.views = views;
        this.staleFeeds = staleFeeds;
        this.hindsight = new Hindsight(views, calendar);
    }

    /**
     * A page of the list.
     *
     * @throws BadQuestion if the cursor is not one of ours
     */
    public UntrackedPage page(UntrackedRequest request) {
        return page(request, null);
    }

    /**
     * A page of the list as it would have been for whoever knew only what was recorded by an instant.
     *
     * @param recordedUpTo null: all there is
     * @throws BadQuestion if the cursor is not one of ours, or too many records have news since
     */
    public UntrackedPage page(UntrackedRequest request, @Nullable Instant recordedUpTo) {
        ViewStore store = views.store();
        Hindsight.Difference since = since(request.asOf(), recordedUpTo);
        Silences silences = silences(request.asOf(), recordedUpTo, since);
        Walk.Place after = request.cursor() == null ? null : Cursor.read(request.cursor());
        if (request.feedStale()) {
            // Nobody who is explained has to be held to be counted and shown
            Explained unread = Explained.unread(request.asOf(), levels(request), silences, mostExplained);
            var exchange = new Exchange(request.asOf(), levels(request), silences, unread, since);
            return feedStale(store, request, exchange, after);
        }
        Exchange exchange = exchange(request.asOf(), levels(request), silences, since);
        List<Walk.Found> come = come(request, exchange);
        boolean reads = request.category() != null || !exchange.explained().isWhole();
        Walk walk = walk(store, request, come, after, exchange::isGone, reads);
        var items = new ArrayList<UntrackedItem>();
        Walk.Place last = null;
        boolean more = false;
        for (var next = walk.next(); next.isPresent(); next = walk.next()) {
            Walk.Found found = next.get();
            if (items.size() == request.limit()) {
                more = true;
                break;
            }
            items.add(item(request, found.stored(), found.without(), silences));
            last = found.place();
        }
        return new UntrackedPage(
                request.asOf(),
                total(store, request, exchange),
                items,
                more && last != null ? Cursor.write(last) : null);
    }

    /** How many children a request finds on all pages together; none of them is read. */
    public long total(UntrackedRequest request) {
        if (request.feedStale()) {
            return page(request).total();
        }
        Silences silences = staleFeeds.silences(request.asOf());
        return total(views.store(), request, exchange(request.asOf(), levels(request), silences, Hindsight.NONE));
    }

    private long total(ViewStore store, UntrackedRequest request, Exchange exchange) {
        return listed(store, request, due(request, conditions(request))) + unlisted(store, request, exchange);
    }

    /** What is shown in another way than the views have it, for whoever knew all there is or less. */
    private Exchange exchange(LocalDate asOf, List<String> levels, Silences silences, Hindsight.Difference since) {
        Explained explained = since.equals(Hindsight.NONE)
                ? views.remembered(
                        new Asked("explained", asOf, levels),
                        () -> Explained.read(views.store(), asOf, levels, staleFeeds.silences(asOf), mostExplained),
                        Explained::weight,
                        Explained::after)
                : Explained.read(views.store(), asOf, levels, silences, mostExplained);
        return new Exchange(asOf, levels, silences, explained, since);
    }

    /** How many more, or fewer, fit a request than the views have. */
    private long unlisted(ViewStore store, UntrackedRequest request, Exchange exchange) {
        if (!exchange.explained().isWhole() && isAFigure(request)) {
            Reason reason = request.reason();
            By by = reason != null ? By.REASON : request.district() != null ? By.DISTRICT : By.REGION;
            String only = reason != null ? reason.name() : request.district();
            return figures(request.asOf(), exchange.levels(), exchange::silences, exchange.difference())
                    .by(by, request.regions())
                    .entrySet()
                    .stream()
                    .filter(counted -> only == null || counted.getKey().equals(only))
                    .mapToLong(counted -> counted.getValue().untracked())
                    .sum();
        }
        var more = new AtomicLong();
        exchange.each(
                store,
                request.regions(),
                gone -> more.addAndGet(fits(request, gone, Set.of()) ? -1 : 0),
                come -> more.addAndGet(fits(request, come.stored(), come.without()) ? 1 : 0));
        return more.get();
    }

    /**
     * By how much the figures differ from those of the views. Nobody is held: they are counted as they are read.
     *
     * @param who is asked for only if the answer is not remembered: that reads all agencies
     */
    private Unlisted figures(LocalDate asOf, List<String> levels, Supplier<Silences> who, Hindsight.Difference since) {
        Supplier<Unlisted> counted = () -> {
            Silences silences = who.get();
            Explained explained = Explained.unread(asOf, levels, silences, mostExplained);
            return Unlisted.of(views.store(), new Exchange(asOf, levels, silences, explained, since));
        };
        return since.equals(Hindsight.NONE)
                ? views.remembered(new Asked("unlisted", asOf, levels), counted, Unlisted::weight, Unlisted::after)
                : counted.get();
    }

    private static Walk.Found found(UntrackedRequest request, Exchange.Shown shown) {
        return new Walk.Found(Walk.place(request, shown.stored(), shown.without()), shown.stored(), shown.without());
    }

    private static UntrackedItem item(UntrackedRequest request, Exchange.Shown shown, Silences silences) {
        return item(request, shown.stored(), shown.without(), silences);
    }

    private static UntrackedItem item(UntrackedRequest request, Stored stored, Set<Reason> without, Silences silences) {
        return stored.item(
                request.asOf(), without, request.warnings(), Exchange.shown(stored, request.asOf(), silences));
    }

    /**
     * Everybody on the list of a day, as they are read: no more than a page is held. What silent agencies explain is decided
     * child by child, since of a country all of whose schools are silent it would not fit into memory.
     */
    public void each(LocalDate day, Consumer<UntrackedItem> to) {
        Silences silences = staleFeeds.silences(day);
        UntrackedRequest request = UntrackedRequest.everybody(day);
        Walk walk = walk(views.store(), request, List.of(), null, stored -> false, false);
        for (var next = walk.next(); next.isPresent(); next = walk.next()) {
            Stored stored = next.get().stored();
            Exchange.Shown instead = Exchange.instead(stored, day, levels(request), silences);
            Exchange.Shown shown = instead == null ? new Exchange.Shown(stored, Set.of(), stored) : instead;
            if (shown.isListed()) {
                to.accept(item(request, shown, silences));
            }
        }
        Explained.unread(day, levels(request), silences, mostExplained)
                .missing(views.store(), missing -> to.accept(item(request, missing, silences)));
    }

    private static List<Walk.Found> come(UntrackedRequest request, Exchange exchange) {
        return exchange.come(request.regions()).stream()
                .filter(shown -> fits(request, shown.stored(), shown.without()))
                .map(shown -> found(request, shown))
                .toList();
    }

    /** Where listings of a day stand: of today among the present ones, unless facts of a later day came. */
    private List<String> bucketsHolding(LocalDate day) {
        boolean isPresent =
                views.figure(UntrackedProjection.PAST_STRETCHES, day, List.of()).isEmpty();
        return isPresent ? List.of(UntrackedProjection.PRESENT) : buckets(day);
    }

    private Walk walk(
            ViewStore store,
            UntrackedRequest request,
            List<Walk.Found> come,
            Walk.@Nullable Place after,
            Predicate<Stored> gone,
            boolean reads) {
        return new Walk(
                store,
                request,
                levels(request),
                bucketsHolding(request.asOf()),
                due(request, conditions(request)),
                come,
                after,
                stored -> gone.test(stored) || !hasCategory(request, stored),
                reads);
    }

    /** Those whose silence is explained, as they would be listed if it were not; no more than a page is held. */
    private static UntrackedPage feedStale(
            ViewStore store, UntrackedRequest request, Exchange exchange, Walk.@Nullable Place after) {
        var fitting = new AtomicLong();
        var page = new PriorityQueue<Walk.Found>(
                Comparator.comparing(Walk.Found::place).reversed());
        exchange.each(store, request.regions(), gone -> {}, come -> {
            if (come.without().contains(Reason.SILENT) && fits(request, come.stored(), Set.of())) {
                fitting.incrementAndGet();
                Walk.Found found = found(request, new Exchange.Shown(come.stored(), Set.of(), null));
                if (after == null || found.place().compareTo(after) > 0) {
                    page.add(found);
                }
                if (page.size() > request.limit() + 1) {
                    page.remove();
                }
            }
        });
        List<Walk.Found> shown = page.stream()
                .sorted(Comparator.comparing(Walk.Found::place))
                .limit(request.limit())
                .toList();
        List<UntrackedItem> items = shown.stream()
                .map(found -> item(request, found.stored(), Set.of(), exchange.silences()))
                .toList();
        return new UntrackedPage(
                request.asOf(),
                fitting.get(),
                items,
                page.size() > shown.size() ? Cursor.write(shown.getLast().place()) : null);
    }

    /** How many the views list, whatever stale feeds explain. */
    private long listed(ViewStore store, UntrackedRequest request, List<Condition> conditions) {
        if (!isAFigure(request)) {
            return counted(store, request, levels(request), conditions);
        }
        return request.sealed()
                ? figure(request)
                : figure(request) - counted(store, request, sealed(levels(request)), conditions);
    }

    /** Whether the figures by day say how many there are, so that none has to be counted. */
    private static boolean isAFigure(UntrackedRequest request) {
        boolean isFiltered = request.warnings()
                || request.ageFrom() != null
                || request.ageTo() != null
                || request.newSince() != null
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

    private long counted(ViewStore store, UntrackedRequest request, List<String> levels, List<Condition> conditions) {
        long total = 0;
        List<String> buckets = bucketsHolding(request.asOf());
        for (String level : levels) {
            for (String bucket : buckets) {
                for (List<Condition> region : regions(request)) {
                    List<Condition> where = Walk.range(level, bucket, region, conditions);
                    var query = new Query(UntrackedProjection.table(bucket), where, List.of(), ALL);
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

    private static List<String> levels(UntrackedRequest request) {
        List<String> open = request.warnings()
                ? List.of(UntrackedProjection.FLAG, UntrackedProjection.WARN)
                : List.of(UntrackedProjection.FLAG);
        return request.sealed()
                ? Stream.concat(open.stream(), sealed(open).stream()).toList()
                : open;
    }

    private static List<String> sealed(List<String> levels) {
        return levels.stream().map(level -> UntrackedProjection.SEALED + level).toList();
    }

    /** Where a listing of a day may be kept. */
    static List<String> buckets(LocalDate asOf) {
        return Stream.concat(Stream.of(UntrackedProjection.PRESENT), Blocks.of(asOf).stream())
                .toList();
    }

    /** The whole nation is a range of each region, which the store merges row by row; some regions are merged here. */
    static List<List<Condition>> regions(UntrackedRequest request) {
        if (!request.regions().isEmpty()) {
            return request.regions().stream()
                    .<List<Condition>>map(region -> List.of(new Condition.Equal(UntrackedProjection.REGION, region)))
                    .toList();
        }
        var all = new ArrayList<String>(Regions.codes());
        all.add(Place.UNKNOWN);
        return List.of(List.of(new Condition.In(UntrackedProjection.REGION, all)));
    }

    /** Nothing lists a child before it is due: this keeps everybody's future out of the range by due date. */
    private static List<Condition> due(UntrackedRequest request, List<Condition> conditions) {
        var due = new ArrayList<>(conditions);
        due.add(Walk.due(request));
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
        if (request.newSince() != null) {
            where.add(new Condition.MoreThan(
                    UntrackedProjection.DUE_ON, request.newSince().toEpochDay() - 1));
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
    static boolean fits(UntrackedRequest request, Stored stored, Set<Reason> without) {
        List<UntrackedItem.Why> reasons = stored.reasons(without);
        Integer months = stored.ageMonths(request.asOf());
        boolean ageAsked = request.ageFrom() != null || request.ageTo() != null;
        return !reasons.isEmpty()
                && (request.regions().isEmpty() || request.regions().contains(stored.text(UntrackedProjection.REGION)))
                && (request.district() == null || request.district().equals(stored.text(UntrackedProjection.DISTRICT)))
                && (request.reason() == null || reasons.stream().anyMatch(why -> why.reason() == request.reason()))
                && (request.newSince() == null
                        || stored.number(UntrackedProjection.DUE_ON)
                                >= request.newSince().toEpochDay())
                && (request.service() == null || request.service().equals(stored.text(UntrackedProjection.SERVICE)))
                && (request.severity() == null || request.severity() == stored.severity(without))
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
        return views.remembered(
                new Asked("summary " + by, asOf, regions), () -> summary(by, asOf, regions, null), summary -> 5, null);
    }

    /** What the views are asked again and again while they stay as they are. */
    private record Asked(String what, Object when, List<String> where) {}

    /**
     * Figures as they would have been for whoever knew only what was recorded by an instant.
     *
     * @param recordedUpTo null: all there is
     * @throws BadQuestion if too many records have news since
     */
    public UntrackedSummary summary(By by, LocalDate asOf, List<String> regions, @Nullable Instant recordedUpTo) {
        Hindsight.Difference since = since(asOf, recordedUpTo);
        Unlisted unlisted =
                figures(asOf, UntrackedProjection.FLAGGED, () -> silences(asOf, recordedUpTo, since), since);
        Map<String, Long> untracked = new TreeMap<>(sum(figure(untracked(by), asOf, regions), by));
        Map<String, Long> unrated = new TreeMap<>(sum(figure(unrated(by), asOf, regions), by));
        unlisted.by(by, regions).forEach((key, difference) -> {
            untracked.merge(key, difference.untracked(), Long::sum);
            unrated.merge(key, difference.unrated(), Long::sum);
        });
        Unlisted.Difference all = new Unlisted.Difference(
                        total(sum(figure(UntrackedProjection.UNTRACKED_BY_AGE, asOf, regions), By.REGION)
                                .values()),
                        total(sum(figure(UntrackedProjection.UNRATED_BY_AGE, asOf, regions), By.REGION)
                                .values()))
                .plus(unlisted.in(regions));
        if (by == By.REASON) {
            unrated.clear();
            unrated.put(Reason.SINGLE_SOURCE.name(), all.unrated());
        }
        Map<String, Long> openByKey =
                new TreeMap<>(sum(figure(open(by), asOf, regions), by == By.REASON ? By.REGION : by));
        since.now().values().forEach(record -> count(by, record.open(), regions, asOf, -1, openByKey));
        since.then().forEach(record -> count(by, record.open(), regions, asOf, 1, openByKey));
        long open = total(openByKey.values());
        if (by == By.REASON) {
            openByKey.clear();
            for (Reason reason : Reason.values()) {
                openByKey.put(reason.name(), open);
            }
        }
        return new UntrackedSummary(
                asOf,
                by.name().toLowerCase(java.util.Locale.ROOT),
                rows(by, untracked, unrated, openByKey),
                all.untracked(),
                open,
                UntrackedSummary.rate(all.untracked() - all.unrated(), open));
    }

    static String region(Stored stored) {
        String region = stored.text(UntrackedProjection.REGION);
        return region == null ? Place.UNKNOWN : region;
    }

    private static String untracked(By by) {
        return switch (by) {
            case REGION, AGE -> UntrackedProjection.UNTRACKED_BY_AGE;
            case REASON -> UntrackedProjection.UNTRACKED_BY_REASON;
            case DISTRICT -> UntrackedProjection.UNTRACKED_BY_DISTRICT;
        };
    }

    private static String unrated(By by) {
        return by == By.DISTRICT ? UntrackedProjection.UNRATED_BY_DISTRICT : UntrackedProjection.UNRATED_BY_AGE;
    }

    private static String open(By by) {
        return by == By.DISTRICT ? UntrackedProjection.OPEN_BY_DISTRICT : UntrackedProjection.OPEN_BY_AGE;
    }

    private static void count(
            By by,
            Timeline.@Nullable Presence open,
            List<String> regions,
            LocalDate asOf,
            long times,
            Map<String, Long> figures) {
        if (open == null || !(regions.isEmpty() || regions.contains(open.region()))) {
            return;
        }
        LocalDate birthDate = open.birthDate();
        String key = switch (by) {
            case REGION, REASON -> open.region();
            case AGE ->
                birthDate == null
                        ? UntrackedProjection.UNKNOWN
                        : Integer.toString(Math.max(0, Ages.years(birthDate, asOf)));
            case DISTRICT -> open.district() == null ? UntrackedProjection.UNKNOWN : open.district();
        };
        figures.merge(key, times, Long::sum);
    }

    private Silences silences(LocalDate asOf, @Nullable Instant recordedUpTo, Hindsight.Difference since) {
        return recordedUpTo == null
                ? staleFeeds.silences(asOf)
                : staleFeeds.silences(asOf, recordedUpTo, since.laterRolls());
    }

    private Hindsight.Difference since(LocalDate asOf, @Nullable Instant recordedUpTo) {
        return recordedUpTo == null ? Hindsight.NONE : hindsight.since(recordedUpTo, asOf);
    }

    /**
     * How many children were untracked on each of some days, without those whose silence a stale feed explains.
     *
     * @param regions those the caller may see; empty: all
     */
    public SortedMap<LocalDate, Long> totals(Collection<LocalDate> days, List<String> regions) {
        return views.remembered(
                new Asked("totals", List.copyOf(days), regions),
                () -> Collections.unmodifiableSortedMap(counted(days, regions)),
                totals -> 1,
                null);
    }

    private SortedMap<LocalDate, Long> counted(Collection<LocalDate> days, List<String> regions) {
        var totals = new TreeMap<LocalDate, Long>();
        if (days.isEmpty()) {
            return totals;
        }
        LocalDate first = Collections.min(days);
        long[] series = views.series(UntrackedProjection.UNTRACKED_BY_AGE, first, Collections.max(days), regions);
        for (LocalDate day : days) {
            // The agencies are read once for all days
            Unlisted unlisted = figures(
                    day,
                    UntrackedProjection.FLAGGED,
                    () -> staleFeeds.silences(days).getOrDefault(day, Silences.NONE),
                    Hindsight.NONE);
            totals.put(
                    day,
                    series[Math.toIntExact(ChronoUnit.DAYS.between(first, day))]
                            + unlisted.in(regions).untracked());
        }
        return totals;
    }

    /** Untracked children of a region by reason on a day: what the gauges show. */
    public Map<Views.RegionKey, Long> byRegionAndReason(LocalDate asOf) {
        Map<Views.RegionKey, Long> figure =
                new HashMap<>(figure(UntrackedProjection.UNTRACKED_BY_REASON, asOf, List.of()));
        figures(asOf, UntrackedProjection.FLAGGED, () -> staleFeeds.silences(asOf), Hindsight.NONE)
                .byFigure()
                .forEach((of, difference) -> {
                    if (of.by() == By.REASON) {
                        figure.merge(new Views.RegionKey(of.region(), of.key()), difference.untracked(), Long::sum);
                    }
                });
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

    static String key(By by, Stored stored, LocalDate asOf) {
        String district = stored.text(UntrackedProjection.DISTRICT);
        Integer months = stored.ageMonths(asOf);
        return switch (by) {
            case REGION -> region(stored);
            case REASON -> throw new IllegalArgumentException("a child may be listed for several reasons");
            case AGE -> months == null ? UntrackedProjection.UNKNOWN : Integer.toString(months / 12);
            case DISTRICT -> district == null ? UntrackedProjection.UNKNOWN : district;
        };
    }

    private static List<UntrackedSummary.Row> rows(
            By by, Map<String, Long> untracked, Map<String, Long> unrated, Map<String, Long> open) {
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
                .map(key -> UntrackedSummary.Row.of(
                        key,
                        untracked.getOrDefault(key, 0L),
                        unrated.getOrDefault(key, 0L),
                        open.getOrDefault(key, 0L)))
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
