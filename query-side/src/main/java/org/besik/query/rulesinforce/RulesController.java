package org.besik.query.rulesinforce;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/untracked/rules}: by which rules children are missed. */
@RestController
public class RulesController {

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    private final RulesInForce rules;
    private final Clock clock;

    RulesController(RulesInForce rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** The rules in force on a day, with every version there was and will be. */
    @GetMapping("/v1/untracked/rules")
    public RulesInForce.RulesAsOf rules(Caller caller, @RequestParam Optional<String> asOf) {
        if (!Access.maySummarise(caller)) {
            throw new NotAllowed("Rules are for monitoring officers, analysts, auditors and administrators.");
        }
        return rules.on(day(asOf));
    }

    private LocalDate day(Optional<String> asOf) {
        try {
            LocalDate day = asOf.map(LocalDate::parse).orElseGet(() -> LocalDate.now(clock));
            if (!day.isBefore(FIRST)) {
                return day;
            }
        } catch (DateTimeException notOne) {
            // Refused below, in the same words
        }
        throw BadQuestion.date("asOf");
    }
}
