package org.besik.query.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.rules.Band;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.Threshold;
import org.besik.events.rules.Thresholds;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.besik.query.rulesinforce.DryRunController;
import org.besik.query.rulesinforce.DryRunController.DryRunStatus;
import org.besik.query.rulesinforce.RulesInForce;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** By which rules children are missed: those in force, others to try, and the way to put them in force. */
@Controller
public class RulesPage {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String RULES = "/v1/untracked/rules";

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
     * One threshold that can be changed here.
     *
     * @param path of its member, {@code handoffPending} or {@code silent.3}
     * @param band for whom; null: for everybody
     */
    public record Setting(
            String path, String reason, @Nullable Band band, int warn, int flag, DayCount unit, DayCount warnUnit) {

        static Setting of(String path, String reason, Threshold threshold) {
            return new Setting(
                    path, reason, null, threshold.warn(), threshold.flag(), threshold.unit(), threshold.unit(true));
        }
    }

    @GetMapping("/rules")
    String rules(
            Caller caller, Model model, @RequestParam @Nullable String region, @RequestParam @Nullable String run) {
        if (!Access.mayList(caller)) {
            throw new NotAllowed("Rules are for monitoring officers, auditors and administrators.");
        }
        frame.greet(caller, "rules", model);
        String place = Frame.blankToNull(region);
        if (place != null && !Regions.isRegion(place)) {
            throw new BadQuestion("region", "There is no such region; KZ-71 is one.");
        }
        RulesInForce.RulesAsOf answer = rules.on(frame.today());
        RulesInForce.RulesVersion inForce = answer.versions().stream()
                .filter(one -> one.version().equals(answer.inForce()))
                .findFirst()
                .orElseThrow();
        DryRunStatus tried = run == null || run.isBlank() ? null : dryRuns.one(caller, run);
        Thresholds shown = tried == null
                ? in(place, inForce.thresholds(), inForce.regions())
                : in(place, tried.thresholds(), tried.regions());
        model.addAttribute("rules", answer);
        model.addAttribute("region", place);
        model.addAttribute("regions", Regions.codes());
        model.addAttribute("settings", settings(shown));
        model.addAttribute("run", tried);
        boolean isNational = caller.is(Role.ADMIN)
                || (caller.is(Role.MONITOR) && caller.regions().contains(Caller.NATION));
        model.addAttribute("mayTry", doors.areOpen() && isNational);
        model.addAttribute("mayRule", doors.areOpen() && caller.is(Role.ADMIN));
        model.addAttribute("key", "page-" + UUID.randomUUID());
        return "rules";
    }

    private static Thresholds in(@Nullable String region, Thresholds nation, Map<String, Overrides> regions) {
        Overrides own = region == null ? null : regions.get(region);
        return own == null ? nation : own.over(nation);
    }

    private static List<Setting> settings(Thresholds of) {
        var settings = new ArrayList<Setting>();
        settings.add(Setting.of("newbornUnseen", "NEWBORN_UNSEEN", of.newbornUnseen()));
        for (int i = 0; i < of.silent().size(); i++) {
            Band band = of.silent().get(i);
            settings.add(
                    new Setting("silent." + i, "SILENT", band, band.warn(), band.flag(), band.unit(), band.unit()));
        }
        settings.add(Setting.of("notInEducation", "NOT_IN_EDUCATION", of.notInEducation()));
        settings.add(Setting.of("lostInTransit", "LOST_IN_TRANSIT", of.lostInTransit()));
        settings.add(Setting.of("handoffPending", "HANDOFF_PENDING", of.handoffPending()));
        settings.add(Setting.of("unregistered", "UNREGISTERED", of.unregistered()));
        return settings;
    }

    /** Tries other thresholds, or puts them in force: the endpoints decide. */
    @PostMapping("/rules")
    String change(
            @RequestParam String step, @RequestParam MultiValueMap<String, String> form, RedirectAttributes redirect) {
        String region = Frame.blankToNull(form.getFirst("region"));
        if (region != null && !Regions.isRegion(region)) {
            throw new BadQuestion("region", "There is no such region; KZ-71 is one.");
        }
        LocalDate from = frame.day("from", form.getFirst("from"));
        ObjectNode body = JSON.createObjectNode().put("from", from.toString());
        body.setAll(changes(form, region, from));
        String back = "/rules" + (region == null ? "" : "?region=" + region);
        if (step.equals("in-force")) {
            body.put("reason", form.getFirst("reason")).put("ref", form.getFirst("key"));
            return Told.redirect(doors.post(RULES, body), "rules", back, redirect);
        }
        body.putArray("asOf").add(frame.today().toString());
        var begun = doors.post(RULES + "/dry-runs", body);
        String run = begun.body().path("id").stringValue("");
        return Told.redirect(
                begun,
                "dry-run",
                begun.isDone() ? back + (region == null ? "?" : "&") + "run=" + run + "#effect" : back,
                redirect);
    }

    /** What differs from the rules in force on the first day; the form says everything else as it is. */
    private ObjectNode changes(MultiValueMap<String, String> form, @Nullable String region, LocalDate from) {
        Thresholds before = rules.book().on(from).in(region == null ? "" : region);
        ObjectNode other = JSON.createObjectNode();
        boolean isOtherSilence = false;
        ArrayNode bands = JSON.createArrayNode();
        for (Setting setting : settings(before)) {
            int warn = number(form, setting.path() + ".warn", setting.warn());
            int flag = number(form, setting.path() + ".flag", setting.flag());
            boolean isOther = warn != setting.warn() || flag != setting.flag();
            Band band = setting.band();
            if (band != null) {
                isOtherSilence |= isOther;
                bands.add(JSON.valueToTree(new Band(
                        band.level(),
                        band.fromDays(),
                        band.fromYears(),
                        band.toYears(),
                        band.forms(),
                        warn,
                        flag,
                        band.unit())));
            } else if (isOther) {
                other.putObject(setting.path())
                        .put("warn", warn)
                        .put("flag", flag)
                        .put("unit", setting.unit().name())
                        .put(
                                "warnUnit",
                                setting.warnUnit() == setting.unit()
                                        ? null
                                        : setting.warnUnit().name());
            }
        }
        if (isOtherSilence) {
            other.set("silent", bands);
        }
        ObjectNode change = JSON.createObjectNode();
        if (region == null) {
            change.set("thresholds", other);
        } else {
            change.putObject("regions").set(region, other);
        }
        return change;
    }

    private static int number(MultiValueMap<String, String> form, String name, int unless) {
        String text = Frame.blankToNull(form.getFirst(name));
        try {
            return text == null ? unless : Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new BadQuestion(name, "It is a whole number.");
        }
    }
}
