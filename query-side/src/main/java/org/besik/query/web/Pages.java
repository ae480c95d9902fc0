package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.besik.events.ChildId;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotFound;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.EventOnFile;
import org.besik.query.childrecord.History;
import org.besik.query.intake.Views;
import org.besik.query.web.UntrackedQueries.Dimension;
import org.besik.query.web.UntrackedQueries.Figure;
import org.besik.query.web.UntrackedQueries.Filter;
import org.besik.query.web.UntrackedQueries.Listed;
import org.besik.query.web.UntrackedQueries.Summary;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages: how many children nobody has seen, which ones, and one child's whole story. */
@Controller
public class Pages {

    private static final int ROWS_PER_PAGE = 50;
    /** A view that is so many facts behind says so; a shorter delay is over before the page is read. */
    private static final long NOTICEABLY_BEHIND = 1_000;

    private final UntrackedQueries untracked;
    private final ChildRecords records;
    private final Views views;
    private final LongSupplier factsBehind;
    private final Clock clock;

    Pages(UntrackedQueries untracked, ChildRecords records, Views views, LongSupplier factsBehind, Clock clock) {
        this.untracked = untracked;
        this.records = records;
        this.views = views;
        this.factsBehind = factsBehind;
        this.clock = clock;
    }

    /** Facts that are recorded but not yet in the figures; null: too few to speak of. */
    @ModelAttribute("factsBehind")
    @Nullable
    Long factsBehind() {
        long behind = factsBehind.getAsLong();
        return behind < NOTICEABLY_BEHIND ? null : behind;
    }

    @GetMapping("/login")
    String login(Model model, HttpServletRequest request) {
        model.addAttribute("failed", request.getParameterMap().containsKey("error"));
        return "login";
    }

    @GetMapping("/")
    String overview(Caller caller, Model model, @RequestParam @Nullable String asOf) {
        greet(caller, "overview", model);
        if (!Access.maySummarise(caller)) {
            return "welcome";
        }
        LocalDate day = day("asOf", asOf);
        Summary regions = untracked.summary(caller, Dimension.REGION, day);
        Summary reasons = untracked.summary(caller, Dimension.REASON, day);
        dated(model, day);
        model.addAttribute("total", regions.total());
        model.addAttribute("regions", mostFirst(regions));
        model.addAttribute("reasons", mostFirst(reasons));
        return "overview";
    }

    @GetMapping("/untracked")
    String list(
            Caller caller,
            Model model,
            HttpServletResponse response,
            @RequestParam @Nullable String region,
            @RequestParam @Nullable String reason,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String cursor,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partial,
            @RequestHeader(name = "HX-History-Restore-Request", defaultValue = "false") boolean restored) {
        greet(caller, "list", model);
        String oneRegion = blankToNull(region);
        String oneReason = blankToNull(reason);
        if (oneReason != null && !Reasons.OFFERED.contains(oneReason)) {
            throw new BadQuestion("reason", "There is no such reason.");
        }
        LocalDate day = day("asOf", asOf);
        List<String> offered = Access.listed(caller, Optional.empty());
        Access.listed(caller, Optional.ofNullable(oneRegion));
        Listed listed =
                untracked.list(caller, new Filter(oneRegion, oneReason, day), ROWS_PER_PAGE, blankToNull(cursor));
        model.addAttribute("list", listed);
        model.addAttribute("names", names(caller, listed));
        dated(model, day);
        model.addAttribute("region", oneRegion);
        model.addAttribute("reason", oneReason);
        model.addAttribute("cursor", blankToNull(cursor));
        model.addAttribute("regionsOffered", offered.isEmpty() ? everywhere() : offered);
        model.addAttribute("reasonsOffered", Reasons.OFFERED);
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return partial && !restored ? "untracked :: results" : "untracked";
    }

    @GetMapping("/children/{id}")
    String child(
            Caller caller,
            Model model,
            @PathVariable String id,
            @RequestParam @Nullable String occurredUpTo,
            @RequestParam @Nullable String recordedUpTo) {
        greet(caller, "child", model);
        LocalDate happened = day("occurredUpTo", occurredUpTo);
        LocalDate known = day("recordedUpTo", recordedUpTo);
        LocalDate today = LocalDate.now(clock);
        History history = records.history(
                caller,
                childId(id),
                happened,
                blankToNull(recordedUpTo) == null
                        ? null
                        : known.plusDays(1)
                                .atStartOfDay(clock.getZone())
                                .toInstant()
                                .minusNanos(1));
        model.addAttribute("id", id);
        model.addAttribute("child", history.state());
        model.addAttribute("years", byYear(history.events()));
        model.addAttribute("occurredUpTo", happened);
        model.addAttribute("recordedUpTo", known);
        model.addAttribute("today", today);
        model.addAttribute("past", happened.isBefore(today) || known.isBefore(today));
        return "child";
    }

    private void dated(Model model, LocalDate day) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("asOf", day);
        model.addAttribute("today", today);
        model.addAttribute("links", new Links(day.equals(today) ? null : day));
    }

    private static void greet(Caller caller, String page, Model model) {
        model.addAttribute("current", page);
        model.addAttribute("caller", caller);
        model.addAttribute("mayList", Access.mayList(caller));
    }

    /** One year of a child's life, its last event first. */
    public record Year(int year, List<EventOnFile> events) {}

    private static List<Year> byYear(List<EventOnFile> events) {
        var newestFirst = new ArrayList<>(events);
        Collections.reverse(newestFirst);
        var years = new ArrayList<Year>();
        for (EventOnFile event : newestFirst) {
            int year = event.occurredOn().getYear();
            if (years.isEmpty() || years.getLast().year() != year) {
                years.add(new Year(year, new ArrayList<>()));
            }
            years.getLast().events().add(event);
        }
        return years;
    }

    /** The names of those listed children whose records the caller may read, by id. */
    private Map<String, String> names(Caller caller, Listed listed) {
        var ids = listed.items().stream().map(UntrackedQueries.Row::childId).toList();
        var names = new HashMap<String, String>();
        ChildCards.read(views.store(), ids).forEach((id, card) -> {
            if (card.person() != null && Access.mayRead(caller, card)) {
                names.put(id, card.person().fullName());
            }
        });
        return names;
    }

    private static List<Figure> mostFirst(Summary summary) {
        return summary.rows().stream()
                .sorted(Comparator.comparingLong(Figure::untracked).reversed().thenComparing(Figure::key))
                .toList();
    }

    private static List<String> everywhere() {
        var all = new ArrayList<>(Regions.codes());
        all.add(Place.UNKNOWN);
        return all;
    }

    private LocalDate day(String field, @Nullable String text) {
        String given = blankToNull(text);
        try {
            return given == null ? LocalDate.now(clock) : LocalDate.parse(given);
        } catch (DateTimeParseException noDate) {
            throw BadQuestion.date(field);
        }
    }

    private static ChildId childId(String text) {
        try {
            return new ChildId(UUID.fromString(text).toString());
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
