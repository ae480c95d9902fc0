package org.besik.query.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intransit.InTransit;
import org.besik.query.openhandoffs.OpenHandoffs;
import org.besik.query.web.UntrackedQueries.Dimension;
import org.besik.query.web.UntrackedQueries.Figure;
import org.besik.query.web.UntrackedQueries.Filter;
import org.besik.query.web.UntrackedQueries.Summary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where children are slipping away, on any day: how many, where, why, how old, and whether it is getting better. */
@Controller
public class OverviewPage {

    private static final int WEEKS_SHOWN = 26;

    /** Regions named in words above the map. */
    private static final int NAMED = 3;

    /** A share that much above that of all is no chance. */
    private static final double CLEARLY = 1.1;

    /** Ages as people speak of them: infants, toddlers, kindergarten, primary, lower and upper secondary school. */
    private static final int[] FIRST_YEARS = {0, 1, 3, 6, 10, 15, 18};

    private final Frame frame;
    private final UntrackedQueries untracked;
    private final InTransit inTransit;
    private final OpenHandoffs handoffs;
    private final StaleFeeds feeds;

    OverviewPage(
            Frame frame, UntrackedQueries untracked, InTransit inTransit, OpenHandoffs handoffs, StaleFeeds feeds) {
        this.frame = frame;
        this.untracked = untracked;
        this.inTransit = inTransit;
        this.handoffs = handoffs;
        this.feeds = feeds;
    }

    /**
     * A region on the map.
     *
     * @param shade 0 nobody, then by its share against the country's: 1 far below, 3 about the same, 5 twice and more
     */
    public record Tile(
            String code, int column, int row, @Nullable Figure figure, int shade) {}

    /** Children of some ages, in completed years. */
    public record Ages(int from, int to, long untracked) {}

    @GetMapping("/")
    String overview(Caller caller, Model model, @RequestParam @Nullable String asOf) {
        frame.greet(caller, "overview", model);
        if (!Access.maySummarise(caller)) {
            return "welcome";
        }
        LocalDate day = frame.day("asOf", asOf);
        Summary regions = untracked.summary(caller, Dimension.REGION, day);
        dated(model, day);
        model.addAttribute("total", regions.total());
        model.addAttribute("regions", mostFirst(regions));
        model.addAttribute("tiles", tiles(regions));
        model.addAttribute("reasons", mostFirst(untracked.summary(caller, Dimension.REASON, day)));
        model.addAttribute("ages", ages(untracked.summary(caller, Dimension.AGE, day)));
        LocalDate week = day.minusDays(7);
        LocalDate month = day.minusDays(30);
        SortedMap<LocalDate, Long> before = untracked.totals(caller, List.of(week, month));
        model.addAttribute("weekAgo", before.getOrDefault(week, 0L));
        model.addAttribute("monthAgo", before.getOrDefault(month, 0L));
        model.addAttribute("worst", worst(regions));
        model.addAttribute("growing", growing(regions, untracked.summary(caller, Dimension.REGION, month)));
        model.addAttribute("inTransit", inTransit.leaving(caller, day));
        model.addAttribute("handoffsWaiting", handoffs.waiting(caller, day));
        model.addAttribute(
                "staleFeeds",
                feeds.stale(day, Access.summarised(caller, Optional.empty())).size());
        if (Access.mayList(caller)) {
            model.addAttribute(
                    "newToday", untracked.total(caller, Filter.on(day).newSince(day)));
        }
        return "overview";
    }

    /** How it came to this: loaded when the rest is there, because it looks at half a year. */
    @GetMapping("/trend")
    String trend(Caller caller, Model model, @RequestParam @Nullable String asOf) {
        frame.greet(caller, "overview", model);
        LocalDate day = frame.day("asOf", asOf);
        dated(model, day);
        var days = new ArrayList<LocalDate>();
        for (int weeks = WEEKS_SHOWN; weeks >= 0; weeks--) {
            days.add(day.minusWeeks(weeks));
        }
        model.addAttribute("trend", untracked.totals(caller, days));
        return "trend";
    }

    /** The agencies whose silence explains that of children. */
    @GetMapping("/feeds")
    String feeds(Caller caller, Model model, @RequestParam @Nullable String asOf) {
        frame.greet(caller, "overview", model);
        LocalDate day = frame.day("asOf", asOf);
        dated(model, day);
        model.addAttribute("feeds", feeds.stale(day, Access.summarised(caller, Optional.empty())));
        return "feeds";
    }

    private void dated(Model model, LocalDate day) {
        model.addAttribute("asOf", day);
        model.addAttribute("links", Links.on(day.equals(frame.today()) ? null : day));
    }

    private static List<Figure> mostFirst(Summary summary) {
        return summary.rows().stream()
                .sorted(Comparator.comparingLong(Figure::untracked).reversed().thenComparing(Figure::key))
                .toList();
    }

    /** The regions with the largest share, where it is clearly larger than everywhere; one that knows nobody has none. */
    static List<Figure> worst(Summary regions) {
        double clearly = regions.total().rate() * CLEARLY;
        return regions.rows().stream()
                .filter(row -> Regions.isRegion(row.key()) && row.rate() > clearly)
                .sorted(Comparator.comparingDouble(Figure::rate).reversed().thenComparing(Figure::key))
                .limit(NAMED)
                .toList();
    }

    /** The regions in which most were added since a day; the figure's {@code untracked} is by how many. */
    static List<Figure> growing(Summary now, Summary then) {
        Map<String, Long> before = then.rows().stream().collect(Collectors.toMap(Figure::key, Figure::untracked));
        return now.rows().stream()
                .filter(row -> Regions.isRegion(row.key()))
                .map(row -> new Figure(
                        row.key(), row.untracked() - before.getOrDefault(row.key(), 0L), row.open(), row.rate()))
                .filter(row -> row.untracked() > 0)
                .sorted(Comparator.comparingLong(Figure::untracked).reversed().thenComparing(Figure::key))
                .limit(NAMED)
                .toList();
    }

    static List<Tile> tiles(Summary regions) {
        Map<String, Figure> byCode =
                regions.rows().stream().collect(Collectors.toMap(Figure::key, Function.identity()));
        return Regions.all().stream()
                .map(region -> {
                    Figure figure = byCode.get(region.code());
                    return new Tile(
                            region.code(),
                            region.column(),
                            region.row(),
                            figure,
                            shade(figure, regions.total().rate()));
                })
                .sorted(Comparator.comparingInt(Tile::row).thenComparingInt(Tile::column))
                .toList();
    }

    private static int shade(@Nullable Figure figure, double everywhere) {
        if (figure == null || figure.untracked() == 0 || everywhere == 0) {
            return 0;
        }
        double ratio = figure.rate() / everywhere;
        return ratio < 0.5 ? 1 : ratio < 0.8 ? 2 : ratio < 1.25 ? 3 : ratio < 2 ? 4 : 5;
    }

    static List<Ages> ages(Summary byYear) {
        var ages = new ArrayList<Ages>();
        for (int i = 0; i + 1 < FIRST_YEARS.length; i++) {
            int from = FIRST_YEARS[i];
            int to = FIRST_YEARS[i + 1] - 1;
            long children = byYear.rows().stream()
                    .filter(row -> isYear(row.key()))
                    .filter(row -> Integer.parseInt(row.key()) >= from && Integer.parseInt(row.key()) <= to)
                    .mapToLong(Figure::untracked)
                    .sum();
            ages.add(new Ages(from, to, children));
        }
        return ages;
    }

    private static boolean isYear(String key) {
        return !key.isEmpty() && key.chars().allMatch(Character::isDigit);
    }
}
