package org.besik.query.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.tracing.TraceOutcome;
import org.besik.query.access.BadQuestion;
import org.besik.query.cases.CaseItem;
import org.besik.query.cases.CaseList;
import org.besik.query.intake.Views;
import org.besik.query.records.TraceCase.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The search for children: which searches are mine, what was tried, what came of it. */
@Controller
public class CasesPage {

    private static final int ROWS_PER_PAGE = 50;

    /** More children at once than stand on a page of the list. */
    private static final int MOST_AT_ONCE = 200;

    /** The steps of a search: the end of the endpoint's path, and what may be said. */
    private static final Map<String, Step> STEPS = Map.of(
            "opening", new Step("", List.of("reason")),
            "assignment", new Step("/assignment", List.of("case", "assignee")),
            "attempt", new Step("/attempts", List.of("case", "occurredOn", "method", "result")),
            "note", new Step("/notes", List.of("case", "note")),
            "location", new Step("/location", List.of("case", "occurredOn", "outcome")),
            "escalation", new Step("/escalation", List.of("case", "reason")),
            "closure", new Step("/closure", List.of("case", "outcome")),
            "reopening", new Step("/reopening", List.of("case", "reason")));

    private static final Map<String, Set<State>> VIEWS = Map.of(
            "mine", Set.of(State.OPEN, State.ASSIGNED, State.LOCATED),
            "open", Set.of(State.OPEN, State.ASSIGNED, State.LOCATED),
            "closed", Set.of(State.CLOSED));

    private record Step(String path, List<String> members) {}

    private final Frame frame;
    private final CaseList cases;
    private final Views views;
    private final Doors doors;

    CasesPage(Frame frame, CaseList cases, Views views, Doors doors) {
        this.frame = frame;
        this.cases = cases;
        this.views = views;
        this.doors = doors;
    }

    /** Whether somebody may search for children; the endpoints decide, this only spares people forms that would fail. */
    static boolean maySearch(Caller caller) {
        return caller.is(Role.MONITOR) || caller.is(Role.ADMIN);
    }

    /** What a form needs to take the next step. */
    static void offer(Caller caller, Doors doors, Model model) {
        model.addAttribute("maySearch", doors.areOpen() && maySearch(caller));
        model.addAttribute("key", "page-" + UUID.randomUUID());
        model.addAttribute("outcomes", ListQuery.names(TraceOutcome.values()));
    }

    @GetMapping("/cases")
    String cases(
            Caller caller, Model model, @RequestParam @Nullable String view, @RequestParam @Nullable String cursor) {
        frame.greet(caller, "cases", model);
        String which = view == null || view.isBlank() ? "mine" : view;
        Set<State> states = VIEWS.get(which);
        if (states == null) {
            throw new BadQuestion("view", "There is no such value.");
        }
        var page = cases.page(
                caller,
                which.equals("mine") ? Optional.of("me") : Optional.empty(),
                Optional.empty(),
                states,
                ROWS_PER_PAGE,
                Frame.blankToNull(cursor));
        offer(caller, doors, model);
        model.addAttribute("view", which);
        model.addAttribute(
                "tabs",
                List.of("mine", "open", "closed").stream()
                        .map(one -> new Frame.Way(one, address(one, null)))
                        .toList());
        model.addAttribute("cases", page.items());
        model.addAttribute(
                "names",
                ListPage.names(
                        views,
                        caller,
                        page.items().stream().map(CaseItem::childId).toList()));
        String next = page.cursor();
        model.addAttribute("next", next == null ? null : address(which, next));
        return "cases";
    }

    private static String address(String view, @Nullable String cursor) {
        var address = UriComponentsBuilder.fromPath("/cases").queryParam("view", view);
        if (cursor != null) {
            address.queryParam("cursor", cursor);
        }
        return address.build().toUriString();
    }

    /** The next step of one search. */
    @PostMapping("/children/{id}/case")
    String step(
            @PathVariable String id,
            @RequestParam String step,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect) {
        Step taken = STEPS.get(step);
        if (taken == null) {
            throw new BadQuestion("step", "There is no such value.");
        }
        String child = ChildPage.childId(id).value();
        var outcome = doors.post("/v1/children/" + child + "/case" + taken.path(), body(taken, form));
        return Told.redirect(
                outcome, step, "cases".equals(form.getFirst("back")) ? "/cases" : "/children/" + child, redirect);
    }

    private static ObjectNode body(Step step, MultiValueMap<String, String> form) {
        var body = JsonNodeFactory.instance.objectNode();
        String key = Frame.blankToNull(form.getFirst("key"));
        if (key != null) {
            body.put("ref", key);
        }
        for (String member : step.members()) {
            String value = Frame.blankToNull(form.getFirst(member));
            if (value != null) {
                body.put(member, value);
            }
        }
        return body;
    }

    /** Opens a search for each of some listed children, where there is none, and gives them all to one officer. */
    @PostMapping("/untracked/assign")
    String assign(
            @RequestParam(required = false) @Nullable List<String> child,
            @RequestParam String assignee,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        List<String> children = child == null ? List.of() : child;
        if (children.size() > MOST_AT_ONCE) {
            throw new BadQuestion("child", "At most " + MOST_AT_ONCE + " at once.");
        }
        var refused = new ArrayList<Doors.Outcome>();
        int done = 0;
        for (String one : children) {
            String id = ChildPage.childId(one).value();
            String path = "/v1/children/" + id + "/case";
            var opened = doors.post(path, JsonNodeFactory.instance.objectNode().put("ref", key + "-o-" + id));
            if (!opened.isDone() && !opened.code().equals("case-open")) {
                refused.add(opened);
                continue;
            }
            var given = doors.post(
                    path + "/assignment",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("ref", key + "-a-" + id)
                            .put("assignee", assignee.strip()));
            if (given.isDone() || given.code().equals("case-assigned")) {
                done++;
            } else {
                refused.add(given);
            }
        }
        if (done > 0) {
            redirect.addFlashAttribute("done", "assigned");
            redirect.addFlashAttribute("doneCount", done);
        }
        if (!refused.isEmpty()) {
            redirect.addFlashAttribute(
                    "refused",
                    new Told.Refused(
                            refused.getFirst().code(), refused.getFirst().field()));
        }
        // Only ever to the list: an address of somebody else's must not be a way out
        return "redirect:/untracked" + (back.startsWith("?") ? back : "");
    }
}
