package org.besik.query.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.NotAllowed;
import org.besik.query.access.NotFound;
import org.besik.query.feeds.StaleFeeds;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/** An agency's own page: what it delivered, what was refused and why, how regularly it reports, and how to send more. */
@Controller
public class AgencyPage {

    private static final int DAYS_SHOWN = 14;
    private static final int BATCHES_SHOWN = 20;
    private static final int A_YEAR = 365;

    private final Frame frame;
    private final StaleFeeds feeds;
    private final Doors doors;

    AgencyPage(Frame frame, StaleFeeds feeds, Doors doors) {
        this.frame = frame;
        this.feeds = feeds;
        this.doors = doors;
    }

    /** Whether somebody has anything to do here. */
    static boolean mayDeliver(Caller caller) {
        return Frame.isAgency(caller) || caller.is(Role.HUB) || caller.is(Role.ADMIN);
    }

    /** @throws NotAllowed unless the caller is somebody who delivers, or looks after those who do */
    static void deliverer(Caller caller) {
        if (!mayDeliver(caller)) {
            throw new NotAllowed("This page is for agencies, relays and administrators.");
        }
    }

    /** One day's deliveries, and how long its bars are against the fullest day, in per cent. */
    public record Day(LocalDate on, long recorded, long duplicate, long refused, long most) {

        /** All of them. */
        public long facts() {
            return recorded + duplicate + refused;
        }

        /** Where the second of three bars begins. */
        public double second() {
            return 100.0 * recorded / most;
        }

        /** Where the third of three bars begins. */
        public double third() {
            return 100.0 * (recorded + duplicate) / most;
        }

        /** The length of the third. */
        public double rest() {
            return 100.0 * refused / most;
        }
    }

    /**
     * A fact that was refused.
     *
     * @param line of the file, stream or array; 0: it came alone
     */
    public record Refusal(
            @Nullable Instant at,
            long line,
            @Nullable String ref,
            @Nullable String fact,
            String code,
            @Nullable String field) {}

    /** A file of facts and how far it is. */
    public record File(
            String id,
            @Nullable String name,
            String state,
            Instant receivedAt,
            long lines,
            long accepted,
            long duplicate,
            long refused,
            long remaining,
            double linesPerSecond,
            @Nullable String problem) {

        /** Whether it is still being decided. */
        public boolean isUnderWay() {
            return state.equals("QUEUED") || state.equals("RUNNING");
        }

        /** How much of it is decided, in per cent. */
        public int done() {
            return lines == 0 ? (isUnderWay() ? 0 : 100) : (int) Math.round(100.0 * (lines - remaining) / lines);
        }

        static File of(JsonNode json) {
            return new File(
                    json.path("id").stringValue(""),
                    json.path("name").stringValue(null),
                    json.path("state").stringValue(""),
                    Instant.parse(json.path("receivedAt").stringValue(Instant.EPOCH.toString())),
                    json.path("lines").longValue(0),
                    json.path("accepted").longValue(0),
                    json.path("duplicate").longValue(0),
                    json.path("refused").longValue(0),
                    json.path("remaining").longValue(0),
                    json.path("linesPerSecond").doubleValue(0),
                    json.path("problem").stringValue(null));
        }
    }

    @GetMapping("/agency")
    String agency(Caller caller, Model model, @RequestParam @Nullable String agency) {
        deliverer(caller);
        frame.greet(caller, "agency", model);
        AgencyId own = caller.agency();
        String asked = Frame.blankToNull(agency);
        boolean chooses = caller.is(Role.ADMIN) || caller.is(Role.HUB);
        if (asked != null && !chooses && (own == null || !asked.equals(own.value()))) {
            throw new NotAllowed("Only administrators and relays look at other agencies.");
        }
        String shown = asked != null ? asked : own == null ? null : own.value();
        boolean others = asked != null && (own == null || !asked.equals(own.value()));
        model.addAttribute("agency", shown);
        model.addAttribute("chooses", chooses);
        model.addAttribute("others", others);
        model.addAttribute("maySend", doors.areOpen() && (own != null || caller.mayRelay()));
        model.addAttribute("oneOfSeveral", doors.leadToOneOfSeveral());
        if (chooses) {
            model.addAttribute("agencies", agencies());
        }
        if (shown != null) {
            feed(model, shown);
        }
        if (doors.areOpen() && (!others || caller.is(Role.ADMIN))) {
            deliveries(model, others ? Map.of("agency", shown == null ? "" : shown) : Map.of());
        }
        if (doors.areOpen() && !others) {
            model.addAttribute("files", files());
        }
        return "agency";
    }

    private void feed(Model model, String agency) {
        feeds.feed(agency, frame.today()).ifPresent(feed -> {
            model.addAttribute("feed", feed);
            model.addAttribute("staleFrom", feeds.staleFrom(agency).orElse(null));
            LocalDate first = frame.today().minusDays(A_YEAR);
            model.addAttribute(
                    "reported",
                    feed.days().stream()
                            .filter(day -> !day.isBefore(first))
                            .map(day -> String.format(
                                    Locale.ROOT, "%.2f%%", 100.0 * ChronoUnit.DAYS.between(first, day) / (A_YEAR + 1)))
                            .toList());
        });
    }

    private List<String> agencies() {
        var names = new ArrayList<String>();
        for (JsonNode one : doors.get("/v1/agencies", Map.of()).body().path("items")) {
            names.add(one.path("id").stringValue(""));
        }
        return names;
    }

    private void deliveries(Model model, Map<String, String> whose) {
        var outcome = doors.get("/v1/deliveries", whose);
        if (!outcome.isDone()) {
            return;
        }
        var days = new ArrayList<Day>();
        outcome.body()
                .path("days")
                .properties()
                .forEach(day -> days.add(new Day(
                        LocalDate.parse(day.getKey()),
                        day.getValue().path("recorded").longValue(0),
                        day.getValue().path("duplicate").longValue(0),
                        day.getValue().path("refused").longValue(0),
                        1)));
        Collections.reverse(days);
        List<Day> last = days.subList(0, Math.min(DAYS_SHOWN, days.size()));
        long most = Math.max(1, last.stream().mapToLong(Day::facts).max().orElse(1));
        model.addAttribute(
                "days",
                last.stream()
                        .map(day -> new Day(day.on(), day.recorded(), day.duplicate(), day.refused(), most))
                        .toList());
        var refusals = new ArrayList<Refusal>();
        for (JsonNode one : outcome.body().path("refusals")) {
            refusals.add(new Refusal(
                    Instant.parse(one.path("at").stringValue(Instant.EPOCH.toString())),
                    one.path("line").longValue(0),
                    one.path("ref").stringValue(null),
                    one.path("fact").stringValue(null),
                    one.path("code").stringValue("other"),
                    one.path("field").stringValue(null)));
        }
        model.addAttribute("refusals", refusals);
    }

    private List<File> files() {
        var files = new ArrayList<File>();
        for (JsonNode one : doors.get("/v1/batches", Map.of("limit", Integer.toString(BATCHES_SHOWN)))
                .body()
                .path("items")) {
            files.add(File.of(one));
        }
        return files;
    }

    /** Takes a file; it is decided in the background. */
    @PostMapping("/agency/batches")
    String upload(Caller caller, @RequestParam MultipartFile file, RedirectAttributes redirect) throws IOException {
        deliverer(caller);
        String name = file.getOriginalFilename();
        try (InputStream in = file.getInputStream()) {
            var outcome = doors.send("/v1/batches", name == null ? "" : name, in);
            String id = outcome.body().path("id").stringValue(null);
            return Told.redirect(outcome, "file", id == null ? "/agency" : "/agency/batches/" + id, redirect);
        }
    }

    @GetMapping("/agency/batches/{id}")
    String batch(Caller caller, Model model, @PathVariable String id) {
        deliverer(caller);
        frame.greet(caller, "agency", model);
        String batch = batchId(id);
        var outcome = doors.get("/v1/batches/" + batch, Map.of());
        if (!outcome.isDone()) {
            throw new NotFound();
        }
        model.addAttribute("file", File.of(outcome.body()));
        var refusals = new ArrayList<Refusal>();
        for (JsonNode one :
                doors.get("/v1/batches/" + batch + "/refusals", Map.of()).body().path("items")) {
            JsonNode problem = one.path("problem");
            refusals.add(new Refusal(
                    null,
                    one.path("line").longValue(0),
                    one.path("ref").stringValue(null),
                    null,
                    problem.path("code").stringValue("other"),
                    problem.path("field").stringValue(null)));
        }
        model.addAttribute("refusals", refusals);
        return "batch";
    }

    /** All refusals of a file, as a table to keep. */
    @GetMapping("/agency/batches/{id}/refusals")
    void refusals(Caller caller, @PathVariable String id, HttpServletResponse response) throws IOException {
        deliverer(caller);
        doors.pass("/v1/batches/" + batchId(id) + "/refusals", Map.of("format", "csv"), response);
    }

    private static String batchId(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
