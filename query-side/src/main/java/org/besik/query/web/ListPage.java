package org.besik.query.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.events.circumstances.SupportCategory;
import org.besik.query.access.Access;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.childrecord.ChildFile.PersonOnFile;
import org.besik.query.intake.Views;
import org.besik.query.spreadsheets.Spreadsheet;
import org.besik.query.untracked.Severity;
import org.besik.query.web.Searched.Looked;
import org.besik.query.web.UntrackedQueries.Dimension;
import org.besik.query.web.UntrackedQueries.Figure;
import org.besik.query.web.UntrackedQueries.Filter;
import org.besik.query.web.UntrackedQueries.Listed;
import org.besik.query.web.UntrackedQueries.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Whom to look for first: the untracked children one by one, narrowed, sorted, page by page. */
@Controller
public class ListPage {

    private static final int ROWS_PER_PAGE = 50;
    private static final int ROWS_AT_ONCE = 1_000;

    /** More than a spreadsheet is read for; a narrower list is a file of its own. */
    private static final int MOST_EXPORTED = 100_000;

    private final Frame frame;
    private final UntrackedQueries untracked;
    private final Searched searched;
    private final Views views;
    private final Doors doors;

    ListPage(Frame frame, UntrackedQueries untracked, Searched searched, Views views, Doors doors) {
        this.frame = frame;
        this.untracked = untracked;
        this.searched = searched;
        this.views = views;
        this.doors = doors;
    }

    @GetMapping("/untracked")
    String list(
            Caller caller,
            Model model,
            HttpServletResponse response,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partial,
            @RequestHeader(name = "HX-History-Restore-Request", defaultValue = "false") boolean restored) {
        frame.greet(caller, "list", model);
        var query = new ListQuery(parameters, frame.today());
        Filter filter = query.filter();
        List<String> offered = Access.listed(caller, Optional.empty());
        Access.listed(caller, Optional.ofNullable(filter.region()));
        String cursor = Frame.blankToNull(parameters.getFirst("cursor"));
        Looked looked = listed(caller, query, ROWS_PER_PAGE, cursor);
        Listed listed = looked.list();
        model.addAttribute("list", listed);
        model.addAttribute("complete", looked.complete());
        model.addAttribute(
                "people",
                people(views, caller, listed.items().stream().map(Row::childId).toList()));
        model.addAttribute(
                "officers",
                searched.officers(
                        caller, listed.items().stream().map(Row::childId).toList()));
        model.addAttribute("colleagues", searched.colleagues(caller, Optional.ofNullable(filter.region())));
        model.addAttribute("filter", filter);
        model.addAttribute("assignee", query.assignee());
        model.addAttribute("asOf", filter.asOf());
        model.addAttribute("chips", query.chips());
        model.addAttribute("given", query.given());
        model.addAttribute("links", Links.from(query));
        model.addAttribute("cursor", cursor);
        model.addAttribute("regionsOffered", offered.isEmpty() ? everywhere() : offered);
        model.addAttribute("districtsOffered", districts(caller, filter));
        model.addAttribute("reasonsOffered", Reasons.OFFERED);
        model.addAttribute("categoriesOffered", ListQuery.names(SupportCategory.values()));
        model.addAttribute(
                "severitiesOffered", ListQuery.names(Severity.values()).reversed());
        CasesPage.offer(caller, doors, model);
        String here = Links.from(query).all();
        model.addAttribute("back", here.contains("?") ? here.substring(here.indexOf('?')) : "");
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        return partial && !restored ? "untracked :: results" : "untracked";
    }

    private Looked listed(Caller caller, ListQuery query, int limit, @Nullable String cursor) {
        String assignee = query.assignee();
        if (assignee == null) {
            return new Looked(untracked.list(caller, query.filter(), limit, cursor), true);
        }
        return assignee.equals(ListQuery.NOBODY)
                ? new Looked(searched.withoutSearched(caller, untracked, query.filter(), limit, cursor), true)
                : searched.list(caller, query.filter(), assignee, limit, cursor);
    }

    /** What is shown, and what further pages would show, as a file. */
    @GetMapping("/untracked/export")
    void export(
            Caller caller,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam String format,
            @RequestAttribute("words") Words words,
            HttpServletResponse response)
            throws IOException {
        var query = new ListQuery(parameters, frame.today());
        // Asked before anything is sent, so that a refusal is a page and not half a file
        Listed page = listed(caller, query, ROWS_AT_ONCE, null).list();
        try (Spreadsheet file =
                Download.open(response, "besik-" + query.filter().asOf(), format, words.say("list.title"))) {
            file.row(ListFile.COLUMNS.stream().map(key -> words.say(key)).toArray());
            int rows = 0;
            while (true) {
                Map<String, String> names = names(
                        views, caller, page.items().stream().map(Row::childId).toList());
                for (Row row : page.items()) {
                    file.row(ListFile.cells(row, names.getOrDefault(row.childId(), ""), words));
                }
                rows += page.items().size();
                String cursor = page.cursor();
                if (cursor == null || rows >= MOST_EXPORTED) {
                    return;
                }
                page = listed(caller, query, ROWS_AT_ONCE, cursor).list();
            }
        }
    }

    /** The districts of the chosen region that have a child of any kind in them; without a region there is no choice. */
    private List<String> districts(Caller caller, Filter filter) {
        String region = filter.region();
        if (region == null) {
            return List.of();
        }
        return untracked.summary(caller, Dimension.DISTRICT, Optional.of(region), filter.asOf()).rows().stream()
                .map(Figure::key)
                .filter(district -> !district.equals(Place.UNKNOWN))
                .toList();
    }

    /** The names of those children whose records the caller may read, by id; a null id names nobody. */
    static Map<String, String> names(Views views, Caller caller, List<? extends @Nullable String> ids) {
        var names = new HashMap<String, String>();
        people(views, caller, ids).forEach((id, person) -> names.put(id, person.fullName()));
        return names;
    }

    private static Map<String, PersonOnFile> people(Views views, Caller caller, List<? extends @Nullable String> ids) {
        var people = new HashMap<String, PersonOnFile>();
        ChildCards.readable(views.store(), caller, ids).forEach((id, card) -> {
            if (card.person() != null) {
                people.put(id, card.person());
            }
        });
        return people;
    }

    /** The regions that whoever sees all of them can choose. */
    static List<String> everywhere() {
        var all = new ArrayList<>(Regions.codes());
        all.add(Place.UNKNOWN);
        return all;
    }
}
