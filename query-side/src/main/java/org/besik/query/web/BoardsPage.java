package org.besik.query.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.besik.query.access.NotFound;
import org.besik.query.intake.Views;
import org.besik.query.intransit.InTransit;
import org.besik.query.intransit.InTransit.Direction;
import org.besik.query.intransit.MoveUnderWay;
import org.besik.query.openhandoffs.OpenHandoff;
import org.besik.query.openhandoffs.OpenHandoffs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who waits for whom: children on their way between regions, and handoffs between agencies. */
@Controller
public class BoardsPage {

    private static final int ROWS_PER_PAGE = 50;

    private final Frame frame;
    private final InTransit inTransit;
    private final OpenHandoffs handoffs;
    private final Views views;
    private final Doors doors;

    BoardsPage(Frame frame, InTransit inTransit, OpenHandoffs handoffs, Views views, Doors doors) {
        this.frame = frame;
        this.inTransit = inTransit;
        this.handoffs = handoffs;
        this.views = views;
        this.doors = doors;
    }

    @GetMapping("/moves")
    String moves(
            Caller caller,
            Model model,
            @RequestParam @Nullable String direction,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String cursor) {
        frame.greet(caller, "moves", model);
        LocalDate day = frame.day("asOf", asOf);
        String which = oneOf("direction", direction, List.of("leaving", "coming"));
        var page = inTransit.page(
                caller,
                Direction.valueOf(which.toUpperCase(Locale.ROOT)),
                Optional.empty(),
                day,
                ROWS_PER_PAGE,
                Frame.blankToNull(cursor));
        model.addAttribute("asOf", day);
        model.addAttribute("direction", which);
        model.addAttribute("directions", tabs("/moves", "direction", List.of("leaving", "coming"), day));
        model.addAttribute("moves", page.items());
        model.addAttribute(
                "names",
                names(caller, page.items().stream().map(MoveUnderWay::childId).toList()));
        model.addAttribute("next", next("/moves", "direction", which, day, page.cursor()));
        return "moves";
    }

    @GetMapping("/handoffs")
    String handoffs(
            Caller caller,
            Model model,
            @RequestParam @Nullable String side,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String cursor) {
        frame.greet(caller, "handoffs", model);
        LocalDate day = frame.day("asOf", asOf);
        List<String> sides = sides(caller);
        String which = oneOf("side", side, sides);
        String from = Frame.blankToNull(cursor);
        var page = switch (which) {
            case "to" -> handoffs.to(caller, day, ROWS_PER_PAGE, from);
            case "from" -> handoffs.from(caller, day, ROWS_PER_PAGE, from);
            default -> handoffs.ofRegion(caller, Optional.empty(), day, ROWS_PER_PAGE, from);
        };
        model.addAttribute("asOf", day);
        model.addAttribute("side", which);
        model.addAttribute("sides", tabs("/handoffs", "side", sides, day));
        model.addAttribute("handoffs", page.items());
        model.addAttribute(
                "names",
                names(caller, page.items().stream().map(OpenHandoff::childId).toList()));
        model.addAttribute("next", next("/handoffs", "side", which, day, page.cursor()));
        model.addAttribute("mayAnswer", doors.areOpen() && which.equals("to") && day.equals(frame.today()));
        model.addAttribute("key", "page-" + UUID.randomUUID() + "-");
        return "handoffs";
    }

    /** The receiver's answer: a fact like any other, sent once however often the button is pressed. */
    @PostMapping("/handoffs/{id}")
    String answer(
            Caller caller,
            RedirectAttributes redirect,
            @PathVariable String id,
            @RequestParam String key,
            @RequestParam String answer,
            @RequestParam @Nullable String reason) {
        boolean accepts = oneOf("answer", answer, List.of("accept", "decline")).equals("accept");
        LocalDate today = frame.today();
        String child = handoffs.childOffered(caller, id, today).orElseThrow(NotFound::new);
        var json = JsonNodeFactory.instance;
        var data = json.objectNode().put("handoff", id);
        String why = Frame.blankToNull(reason);
        if (!accepts && why != null) {
            data.put("reason", why);
        }
        var fact = json.objectNode()
                .put("fact", accepts ? "handoff-acceptance" : "handoff-decline")
                .put("ref", key)
                .put("occurredOn", today.toString());
        fact.set("child", json.objectNode().put("id", child));
        fact.set("data", data);
        return Told.redirect(
                doors.post("/v1/facts", fact), accepts ? "accepted" : "declined", "/handoffs?side=to", redirect);
    }

    private static List<String> sides(Caller caller) {
        var sides = new ArrayList<String>();
        if (Access.mayList(caller)) {
            sides.add("region");
        }
        if (Frame.isAgency(caller)) {
            sides.addAll(List.of("to", "from"));
        }
        if (sides.isEmpty()) {
            throw new NotAllowed("Handoffs are for agencies and monitoring officers.");
        }
        return sides;
    }

    private static String oneOf(String field, @Nullable String given, List<String> values) {
        String value = Frame.blankToNull(given);
        if (value == null) {
            return values.getFirst();
        }
        if (!values.contains(value)) {
            throw new BadQuestion(field, "There is no such value.");
        }
        return value;
    }

    private List<Frame.Way> tabs(String path, String parameter, List<String> values, LocalDate day) {
        return values.stream()
                .map(value -> new Frame.Way(value, address(path, parameter, value, day, null)))
                .toList();
    }

    private @Nullable String next(String path, String parameter, String value, LocalDate day, @Nullable String cursor) {
        return cursor == null ? null : address(path, parameter, value, day, cursor);
    }

    private String address(String path, String parameter, String value, LocalDate day, @Nullable String cursor) {
        var address = UriComponentsBuilder.fromPath(path).queryParam(parameter, value);
        if (!day.equals(frame.today())) {
            address.queryParam("asOf", day);
        }
        if (cursor != null) {
            address.queryParam("cursor", cursor);
        }
        return address.build().toUriString();
    }

    private Map<String, String> names(Caller caller, List<? extends @Nullable String> ids) {
        return ListPage.names(views, caller, ids);
    }
}
