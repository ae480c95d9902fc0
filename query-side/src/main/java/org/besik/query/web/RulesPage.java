package org.besik.query.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.RuleVersion;
import org.besik.events.rules.RulesForm;
import org.besik.events.rules.Thresholds;
import org.besik.events.rules.WrongRules;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.Busy;
import org.besik.query.access.NotAllowed;
import org.besik.query.rulesinforce.DryRunController;
import org.besik.query.rulesinforce.DryRunController.DryRunStatus;
import org.besik.query.rulesinforce.RulesInForce;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** By which rules children are missed: those in force, others to try, and the way to put them in force. */
@Controller
public class RulesPage {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String RULES = "/v1/untracked/rules";

    /** A step that takes a line out of the form; its place follows. */
    private static final String WITHOUT_BAND = "without-band-";

    /** Those in which silence may be counted: a club is no place to be every day. */
    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).filter(Level::isMain).map(Level::name).toList();

    private final Frame frame;
    private final RulesInForce rules;
    private final DryRunController dryRuns;
    private final Doors doors;

    RulesPage(Frame frame, RulesInForce rules, DryRunController dryRuns, Doors doors) {
        this.frame = frame;
        this.rules = rules;
        this.dryRuns = dryRuns;
        this.doors = doors;
    }

    /**
     * A region with rules of its own.
     *
     * @param members what they are about
     */
    public record Own(String region, Set<String> members, String href) {}

    @GetMapping("/rules")
    String rules(
            Caller caller,
            Model model,
            @RequestParam @Nullable String region,
            @RequestParam @Nullable String on,
            @RequestParam @Nullable String run) {
        admit(caller);
        var asked = new Asked(region(region), frame.day("on", on));
        DryRunStatus tried = run == null || run.isBlank() ? null : dryRuns.one(caller, run);
        model.addAttribute("run", tried);
        if (tried == null) {
            return show(caller, model, asked, RulesEntry.of(inForce(asked)), Set.of());
        }
        // What was tried stands in the fields, so that it can be put in force as it is
        var missing = new TreeSet<>(RulesEntry.ownMembers(own(asked)));
        missing.removeAll(RulesEntry.ownMembers(
                asked.region() == null ? null : tried.regions().get(asked.region())));
        return show(
                caller, model, asked, RulesEntry.of(in(asked.region(), tried.thresholds(), tried.regions())), missing);
    }

    /**
     * Which rules are looked at.
     *
     * @param region null: the nation's
     * @param on as they hold on this day
     */
    private record Asked(@Nullable String region, LocalDate on) {}

    private static void admit(Caller caller) {
        if (!Access.mayList(caller)) {
            throw new NotAllowed("Rules are for monitoring officers, auditors and administrators.");
        }
    }

    private static @Nullable String region(@Nullable String text) {
        String region = Frame.blankToNull(text);
        if (region != null && !Regions.isRegion(region)) {
            throw new BadQuestion("region", "There is no such region; KZ-71 is one.");
        }
        return region;
    }

    private String show(Caller caller, Model model, Asked asked, RulesEntry entry, Set<String> back) {
        frame.greet(caller, "rules", model);
        RuleVersion inForce = rules.book().on(asked.on());
        model.addAttribute("rules", rules.on(frame.today()));
        model.addAttribute("region", asked.region());
        model.addAttribute("regions", Regions.codes());
        model.addAttribute("on", asked.on());
        model.addAttribute("version", inForce.version());
        model.addAttribute("entry", entry);
        model.addAttribute("sourceMembers", RulesEntry.SOURCE);
        model.addAttribute("own", RulesEntry.ownMembers(own(asked)));
        model.addAttribute("back", back);
        model.addAttribute(
                "exceptions",
                inForce.regions().entrySet().stream()
                        .map(one -> new Own(
                                one.getKey(),
                                RulesEntry.ownMembers(one.getValue()),
                                address(new Asked(one.getKey(), asked.on()))))
                        .toList());
        model.addAttribute("levels", LEVELS);
        model.addAttribute("forms", ListQuery.names(Form.values()));
        model.addAttribute("units", ListQuery.names(DayCount.values()));
        boolean isNational = caller.is(Role.ADMIN)
                || (caller.is(Role.MONITOR) && caller.regions().contains(Caller.NATION));
        boolean isPast = asked.on().isBefore(frame.today());
        model.addAttribute("mayTry", isNational && !isPast);
        model.addAttribute("mayRule", doors.areOpen() && caller.is(Role.ADMIN) && !isPast);
        model.addAttribute("key", "page-" + UUID.randomUUID());
        return "rules";
    }

    private Thresholds inForce(Asked asked) {
        RuleVersion version = rules.book().on(asked.on());
        return in(asked.region(), version.thresholds(), version.regions());
    }

    private @Nullable Overrides own(Asked asked) {
        return asked.region() == null
                ? null
                : rules.book().on(asked.on()).regions().get(asked.region());
    }

    private static Thresholds in(@Nullable String region, Thresholds nation, Map<String, Overrides> regions) {
        Overrides own = region == null ? null : regions.get(region);
        return own == null ? nation : own.over(nation);
    }

    private String address(Asked asked) {
        var address = UriComponentsBuilder.fromPath("/rules");
        if (asked.region() != null) {
            address.queryParam("region", asked.region());
        }
        if (!asked.on().equals(frame.today())) {
            address.queryParam("on", asked.on());
        }
        return address.toUriString();
    }

    /** Tries other thresholds, puts them in force, or gives the form another line: what is wrong is named at its field. */
    @PostMapping("/rules")
    Object change(
            Caller caller,
            Model model,
            @RequestParam String step,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect) {
        admit(caller);
        var asked = new Asked(region(form.getFirst("region")), frame.day("on", form.getFirst("on")));
        RulesEntry before = RulesEntry.of(inForce(asked));
        RulesEntry entry = before.with(form);
        var back = new TreeSet<>(form.getOrDefault("back", List.of()));
        back.retainAll(RulesEntry.ownMembers(own(asked)));
        model.addAttribute("from", form.getFirst("from"));
        model.addAttribute("why", form.getFirst("reason"));
        if (step.equals("add-band")) {
            return show(caller, model, asked, entry.withBand(), back);
        }
        if (step.startsWith(WITHOUT_BAND)) {
            return show(caller, model, asked, entry.withoutBand(place(step)), back);
        }
        boolean inForce = step.equals("in-force");
        ObjectNode body = JSON.createObjectNode()
                .put("from", frame.day("from", form.getFirst("from")).toString());
        body.setAll(changes(asked, entry.difference(before), back));
        if (inForce) {
            body.put("reason", form.getFirst("reason")).put("ref", form.getFirst("key"));
        }
        Told.Refused wrong = wrong(body, asked, inForce);
        if (wrong == null && inForce) {
            var outcome = doors.post(RULES, body);
            if (outcome.isDone()) {
                return Told.redirect(outcome, "rules", address(new Asked(asked.region(), frame.today())), redirect);
            }
            wrong = new Told.Refused(outcome.code(), input(outcome.field(), asked));
        } else if (wrong == null) {
            body.putArray("asOf").add(frame.today().toString());
            try {
                DryRunStatus begun = dryRuns.begin(caller, JSON.writeValueAsBytes(body));
                redirect.addFlashAttribute("done", "dry-run");
                return "redirect:"
                        + UriComponentsBuilder.fromUriString(address(asked))
                                .queryParam("run", begun.id())
                                .fragment("effect")
                                .toUriString();
            } catch (Busy busy) {
                wrong = new Told.Refused(busy.code(), null);
            }
        }
        model.addAttribute("refused", wrong);
        var page = new ModelAndView(show(caller, model, asked, entry, back));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static int place(String step) {
        try {
            return Integer.parseInt(step.substring(WITHOUT_BAND.length()));
        } catch (NumberFormatException none) {
            throw new BadQuestion("step", "There is no such value.");
        }
    }

    /** Members to be other than they are; a null one gives the region's back to the nation. */
    private static ObjectNode changes(Asked asked, ObjectNode other, Set<String> back) {
        ObjectNode change = JSON.createObjectNode();
        if (asked.region() == null) {
            change.set("thresholds", other);
        } else {
            back.forEach(other::putNull);
            change.putObject("regions").set(asked.region(), other);
        }
        return change;
    }

    /** Looked at here before it goes anywhere, since only here the age that lacks a band is known, to be told in words. */
    private Told.@Nullable Refused wrong(ObjectNode body, Asked asked, boolean inForce) {
        try {
            RulesForm form = RulesForm.read(JSON.writeValueAsBytes(body), "reason", "ref");
            if (inForce) {
                form.sentence("reason");
            }
            form.change(null).version(rules.book(), "tried");
            return null;
        } catch (WrongRules wrong) {
            return new Told.Refused(wrong.fault().code(), input(wrong.field(), asked), wrong.ageMonths());
        }
    }

    /** The field of the form that a member came from. */
    private static @Nullable String input(@Nullable String path, Asked asked) {
        if (path == null) {
            return null;
        }
        String owner = asked.region() == null ? "thresholds." : "regions." + asked.region() + ".";
        return (path.startsWith(owner) ? path.substring(owner.length()) : path)
                .replace("[", ".")
                .replace("]", "")
                .replaceFirst("\\.from(Days|Years)$", ".from")
                // Alone, the age from which one source is looked at is a field of its own
                .replaceFirst("^singleSource\\.from$", "singleSource.fromYears");
    }
}
