package org.besik.query.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.besik.events.ChildId;
import org.besik.events.Officer;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotFound;
import org.besik.query.cases.CaseList;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.EventOnFile;
import org.besik.query.childrecord.Siblings;
import org.besik.query.childrecord.Story;
import org.besik.query.duplicates.Duplicates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.JsonNodeFactory;

/** One child's whole story: what is overdue and why, and everything that ever happened, on both time axes. */
@Controller
public class ChildPage {

    /** What officers decided, beside what agencies reported. */
    private static final String OFFICERS = "OFFICERS";

    /** What Besik itself noticed. */
    private static final String SYSTEM = "BESIK";

    private static final String UNKNOWN = "UNKNOWN";

    /** The reason of a join that rests on name, sex and birth date. */
    private static final String BY_PERSON = "person";

    /** Its kind and the later fact. */
    private static final Pattern CONTRADICTION = Pattern.compile("[A-Z_]+:[0-9a-f-]+");

    /** The likeliest; whoever looks like more children than that has too common a name to compare by hand. */
    private static final int MOST_COMPARED = 5;

    private final Frame frame;
    private final ChildRecords records;
    private final Siblings siblings;
    private final Duplicates duplicates;
    private final CaseList cases;
    private final Doors doors;

    ChildPage(
            Frame frame, ChildRecords records, Siblings siblings, Duplicates duplicates, CaseList cases, Doors doors) {
        this.frame = frame;
        this.records = records;
        this.siblings = siblings;
        this.duplicates = duplicates;
        this.cases = cases;
        this.doors = doors;
    }

    @GetMapping("/children/{id}")
    String child(
            Caller caller,
            Model model,
            @RequestAttribute("words") Words words,
            @PathVariable String id,
            @RequestParam @Nullable String occurredUpTo,
            @RequestParam @Nullable String recordedUpTo,
            @RequestParam @Nullable String service) {
        frame.greet(caller, "child", model);
        LocalDate today = frame.today();
        LocalDate happened = frame.day("occurredUpTo", occurredUpTo);
        LocalDate known = frame.day("recordedUpTo", recordedUpTo);
        boolean past = happened.isBefore(today) || known.isBefore(today);
        Story story = records.story(
                caller, childId(id), happened, Frame.blankToNull(recordedUpTo) == null ? null : endOf(known));
        ChildFile child = story.history().state();
        List<EventOnFile> events = story.history().events();
        String shown = Frame.blankToNull(service);
        model.addAttribute("id", id);
        model.addAttribute("child", child);
        model.addAttribute("sides", sides(id, occurredUpTo, recordedUpTo, shown, events));
        model.addAttribute(
                "years",
                byYear(events.stream()
                        .filter(event -> shown == null || side(event).equals(shown))
                        .toList()));
        CasesPage.offer(caller, doors, model);
        if (child != null && doors.areOpen() && mayDecide(caller, child)) {
            model.addAttribute("maySearch", true);
            model.addAttribute("colleagues", cases.colleagues(caller, Optional.of(child.region())));
        } else {
            model.addAttribute("maySearch", false);
        }
        model.addAttribute("mayReport", doors.areOpen() && Frame.isAgency(caller));
        model.addAttribute("occurredUpTo", happened);
        model.addAttribute("recordedUpTo", known);
        model.addAttribute("past", past);
        if (child != null) {
            model.addAttribute("life", Life.draw(child, story, happened, words));
            model.addAttribute("siblings", siblings.of(caller, child.id()));
            model.addAttribute("lookalikes", past ? List.of() : lookalikes(caller, child, words));
            model.addAttribute("joined", joined(events));
            model.addAttribute("steps", steps(events));
        }
        return "child";
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(frame.clock().getZone()).toInstant().minusNanos(1);
    }

    /** Whether somebody may decide about this child; the endpoints decide, this only spares people forms that would fail. */
    private static boolean mayDecide(Caller caller, ChildFile child) {
        return caller.is(Role.ADMIN) || (caller.is(Role.MONITOR) && caller.covers(child.region()));
    }

    private List<Comparison> lookalikes(Caller caller, ChildFile child, Words words) {
        var compared = new ArrayList<Comparison>();
        for (Duplicates.Item item :
                duplicates.of(caller, new ChildId(child.id())).items()) {
            if (compared.size() < MOST_COMPARED) {
                ChildFile other = records.child(caller, new ChildId(item.other().id()));
                compared.add(Comparison.of(child, other, item, words));
            }
        }
        return compared;
    }

    /** What was done in each search, by its id, the last first: cases count in the order in which officers decided. */
    private static Map<String, List<EventOnFile>> steps(List<EventOnFile> events) {
        return events.stream()
                .filter(event ->
                        event.officer() != null && event.data().path("caseId").isString())
                .sorted(Comparator.comparingLong(EventOnFile::position).reversed())
                .collect(Collectors.groupingBy(
                        event -> event.data().path("caseId").stringValue("")));
    }

    /**
     * A record that was joined to another one and that an officer may part again.
     *
     * @param into the record it was joined to; the file shows both under the id of the first of them all
     * @param byPerson whether the system joined them because the person is the same; else an officer did, and said why
     */
    public record Joined(String id, String into, boolean byPerson, EventOnFile event) {}

    /** What officers and the sameness of the person joined to this record and nobody parted again; what a number joined is no officer's to part. */
    private static List<Joined> joined(List<EventOnFile> events) {
        var joined = new LinkedHashMap<String, Joined>();
        events.stream()
                .filter(event -> event.officer() != null || isByPerson(event))
                .sorted(Comparator.comparingLong(EventOnFile::position))
                .forEach(event -> {
                    if (event.name().equals("RecordsMerged")) {
                        String id = event.data().path("merged").stringValue("");
                        joined.put(id, new Joined(id, event.childId(), isByPerson(event), event));
                    } else if (event.name().equals("MergeReverted")) {
                        joined.remove(event.data().path("restored").stringValue(""));
                    }
                });
        return List.copyOf(joined.values());
    }

    private static boolean isByPerson(EventOnFile event) {
        return event.data().path("reason").stringValue("").equals(BY_PERSON);
    }

    /** Which part of the story is shown; {@code key} names its words. */
    public record Side(String key, String href, int events, boolean current) {}

    private static List<Side> sides(
            String id,
            @Nullable String occurredUpTo,
            @Nullable String recordedUpTo,
            @Nullable String shown,
            List<EventOnFile> events) {
        var count = new LinkedHashMap<String, Integer>();
        events.forEach(event -> count.merge(side(event), 1, Integer::sum));
        if (shown != null && !count.containsKey(shown)) {
            throw new BadQuestion("service", "There is no such value.");
        }
        var here = UriComponentsBuilder.fromPath("/children/{id}").fragment("story");
        if (Frame.blankToNull(occurredUpTo) != null) {
            here.queryParam("occurredUpTo", occurredUpTo);
        }
        if (Frame.blankToNull(recordedUpTo) != null) {
            here.queryParam("recordedUpTo", recordedUpTo);
        }
        var sides = new ArrayList<Side>();
        sides.add(new Side("ALL", here.buildAndExpand(id).encode().toUriString(), events.size(), shown == null));
        count.forEach((side, number) -> sides.add(new Side(
                side,
                here.cloneBuilder()
                        .queryParam("service", side)
                        .buildAndExpand(id)
                        .encode()
                        .toUriString(),
                number,
                side.equals(shown))));
        return sides;
    }

    /** Whose word an event is: a service's, or the officers'. */
    private static String side(EventOnFile event) {
        if (event.officer() != null) {
            return event.officer().equals(Officer.SWEEP) ? SYSTEM : OFFICERS;
        }
        if (event.name().equals("ContactRecorded")) {
            return event.data().path("service").stringValue(UNKNOWN);
        }
        // Schools are often first heard of through what they report, which says what they are
        String unsaid = event.type().startsWith("schooling.") ? "EDUCATION" : UNKNOWN;
        return Objects.requireNonNullElse(event.service(), unsaid);
    }

    /** One event, and whose word it is. */
    public record Entry(String side, EventOnFile event) {}

    /** One year of a child's life, its last event first. */
    public record Year(int year, List<Entry> entries) {}

    private static List<Year> byYear(List<EventOnFile> events) {
        var newestFirst = new ArrayList<>(events);
        Collections.reverse(newestFirst);
        var years = new ArrayList<Year>();
        for (EventOnFile event : newestFirst) {
            int year = event.occurredOn().getYear();
            if (years.isEmpty() || years.getLast().year() != year) {
                years.add(new Year(year, new ArrayList<>()));
            }
            years.getLast().entries().add(new Entry(side(event), event));
        }
        return years;
    }

    /** Whether two records are one child: what an officer says of it. */
    @PostMapping("/children/{id}/duplicates")
    String decide(
            @PathVariable String id,
            @RequestParam String step,
            @RequestParam String other,
            @RequestParam String reason,
            @RequestParam String key,
            RedirectAttributes redirect) {
        String child = childId(id).value();
        String otherChild = childId(other).value();
        var body = JsonNodeFactory.instance.objectNode().put("ref", key).put("reason", reason.strip());
        String path = "/v1/children/" + child;
        var outcome = switch (step) {
            case "merge", "unmerge" -> doors.post(path + "/" + step, body.put("other", otherChild));
            case "rejection" -> doors.post(path + "/duplicates/" + otherChild + "/rejection", body);
            default -> throw new BadQuestion("step", "There is no such value.");
        };
        return Told.redirect(outcome, step, "/children/" + child, redirect);
    }

    /** Facts that exclude each other are settled: somebody looked, and says why. */
    @PostMapping("/children/{id}/contradictions")
    String settle(
            @PathVariable String id,
            @RequestParam String contradiction,
            @RequestParam String reason,
            @RequestParam String key,
            RedirectAttributes redirect) {
        String child = childId(id).value();
        if (!CONTRADICTION.matcher(contradiction).matches()) {
            throw new BadQuestion("contradiction", "There is no such contradiction.");
        }
        var body = JsonNodeFactory.instance.objectNode().put("ref", key).put("reason", reason.strip());
        return Told.redirect(
                doors.post("/v1/contradictions/" + contradiction + "/resolution", body),
                "settled",
                "/children/" + child,
                redirect);
    }

    /** @throws NotFound if it cannot be one: such an id names no child */
    static ChildId childId(String text) {
        try {
            return new ChildId(UUID.fromString(text).toString());
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
