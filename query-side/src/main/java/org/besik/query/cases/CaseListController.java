package org.besik.query.cases;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.besik.events.caller.Caller;
import org.besik.query.access.BadQuestion;
import org.besik.query.records.TraceCase;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of cases over HTTP. */
@RestController
public class CaseListController {

    private static final int MOST_ITEMS = 1_000;

    /** Stands for every state but the last. */
    private static final String ACTIVE = "ACTIVE";

    private final CaseList list;

    CaseListController(CaseList list) {
        this.list = list;
    }

    /** Searches in the caller's regions, the one opened last first; {@code state} may be given several times. */
    @GetMapping("/v1/cases")
    public CaseList.Page cases(
            Caller caller,
            @RequestParam Optional<String> assignee,
            @RequestParam Optional<String> region,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam @Nullable String cursor) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw new BadQuestion("limit", "From 1 to " + MOST_ITEMS + ".");
        }
        return list.page(caller, assignee, region, states(state == null ? List.of() : state), limit, cursor);
    }

    private static Set<TraceCase.State> states(List<String> asked) {
        var states = EnumSet.noneOf(TraceCase.State.class);
        for (String name : asked) {
            if (name.equals(ACTIVE)) {
                states.addAll(EnumSet.complementOf(EnumSet.of(TraceCase.State.CLOSED)));
            } else {
                states.add(Arrays.stream(TraceCase.State.values())
                        .filter(state -> state.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BadQuestion(
                                "state",
                                "One or more of OPEN, ASSIGNED, LOCATED, CLOSED, or ACTIVE for the first three.")));
            }
        }
        return states;
    }
}
