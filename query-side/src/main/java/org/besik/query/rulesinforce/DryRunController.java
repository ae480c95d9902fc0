package org.besik.query.rulesinforce;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.RulesForm;
import org.besik.events.rules.Thresholds;
import org.besik.events.rules.WrongRules;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.BadRules;
import org.besik.query.access.NotAllowed;
import org.besik.query.access.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/untracked/rules/dry-runs}: whom other rules would list, before they are put in force. */
@RestController
@RequestMapping("/v1/untracked/rules/dry-runs")
public class DryRunController {

    private static final int LONGEST_BODY = 64 << 10;
    private static final int MOST_DAYS = 3;
    private static final int MOST_CHILDREN = 1_000;

    private final DryRuns runs;
    private final Clock clock;

    DryRunController(DryRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * How a dry run stands.
     *
     * @param done facts looked at, of {@code total}
     * @param days what the rules would do on each day, once it is done
     */
    public record DryRunStatus(
            String id,
            String state,
            long done,
            long total,
            Instant askedAt,
            @Nullable Instant endedAt,
            List<LocalDate> asOf,
            Thresholds thresholds,
            Map<String, Overrides> regions,
            List<Effect> days) {

        static DryRunStatus of(DryRun run) {
            return new DryRunStatus(
                    run.id,
                    run.state().name(),
                    run.done(),
                    run.total(),
                    run.askedAt,
                    run.endedAt(),
                    run.days(),
                    run.rules.thresholds(),
                    run.rules.regions(),
                    run.effects());
        }
    }

    /** The dry runs that are remembered. */
    public record DryRunList(List<DryRunStatus> items) {}

    /** Children that differ; {@code cursor} leads to the next ones, null: there are none so far. */
    public record DifferingChildren(
            List<String> items, @Nullable String cursor) {}

    /** Begins one: 202, and where to look. */
    @PostMapping
    public ResponseEntity<DryRunStatus> begin(Caller caller, HttpServletRequest request) throws IOException {
        admit(caller);
        DryRunStatus begun = begin(caller, request.getInputStream().readNBytes(LONGEST_BODY + 1));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/untracked/rules/dry-runs/" + begun.id()))
                .body(begun);
    }

    /**
     * Begins one.
     *
     * @param body of the request
     */
    public DryRunStatus begin(Caller caller, byte[] body) {
        admit(caller);
        if (body.length > LONGEST_BODY) {
            throw new BadQuestion("body", "A dry run has at most 64 KiB.");
        }
        try {
            RulesForm form = RulesForm.read(body, "asOf", "reason");
            LocalDate today = LocalDate.now(clock);
            List<LocalDate> days = form.days("asOf", MOST_DAYS);
            return DryRunStatus.of(
                    runs.begin(form.change(today), days.isEmpty() ? List.of(today) : days, caller.subject()));
        } catch (WrongRules wrong) {
            throw new BadRules(wrong);
        }
    }

    /** Those that are remembered, the youngest first. */
    @GetMapping
    public DryRunList all(Caller caller) {
        admit(caller);
        return new DryRunList(runs.all().stream().map(DryRunStatus::of).toList());
    }

    /** How one stands, and what came of it. */
    @GetMapping("/{id}")
    public DryRunStatus one(Caller caller, @PathVariable String id) {
        return DryRunStatus.of(find(caller, id));
    }

    /** Which children would be listed newly, or no longer; in no order that says anything. */
    @GetMapping("/{id}/children")
    public DifferingChildren children(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "NEWLY") String change,
            @RequestParam Optional<String> asOf,
            @RequestParam Optional<String> region,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") String cursor) {
        DryRun run = find(caller, id);
        if (limit < 1 || limit > MOST_CHILDREN) {
            throw new BadQuestion("limit", "From 1 to " + MOST_CHILDREN + ".");
        }
        DryRun.Which which = Arrays.stream(DryRun.Which.values())
                .filter(one -> one.name().equals(change))
                .findFirst()
                .orElseThrow(() -> new BadQuestion("change", "It is NEWLY or NO_LONGER."));
        LocalDate day = run.days().stream()
                .filter(one -> asOf.isEmpty() || one.toString().equals(asOf.get()))
                .findFirst()
                .orElseThrow(() -> new BadQuestion("asOf", "It is one of the days of the dry run."));
        FoundChildren.Page page = run.children(day, which, place(cursor), limit, Access.listed(caller, region));
        return new DifferingChildren(page.ids(), page.next() == null ? null : Long.toString(page.next()));
    }

    private static long place(String cursor) {
        try {
            long place = Long.parseLong(cursor);
            if (place >= 0) {
                return place;
            }
        } catch (NumberFormatException notOne) {
            // Refused below, in the same words
        }
        throw new BadQuestion("cursor", "The cursor is not one that an answer gave.");
    }

    /** Ends one, if it runs, and forgets it. */
    @DeleteMapping("/{id}")
    public ResponseEntity<Void> forget(Caller caller, @PathVariable String id) {
        runs.forget(find(caller, id));
        return ResponseEntity.noContent().build();
    }

    private DryRun find(Caller caller, String id) {
        admit(caller);
        return runs.find(id).orElseThrow(NotFound::new);
    }

    /** It tells of children of every region. */
    private static void admit(Caller caller) {
        boolean isNational = caller.is(Role.MONITOR) && caller.regions().contains(Caller.NATION);
        if (!isNational && !caller.is(Role.ADMIN)) {
            throw new NotAllowed("Dry runs are for administrators and for monitoring officers of the nation.");
        }
    }
}
