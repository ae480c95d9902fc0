package org.besik.command.officers;

import java.time.LocalDate;
import java.util.List;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemException;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.caller.Caller;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/flags}: where the query side of a cluster has its sweep's flags recorded. For nobody else. */
@RestController
@ConditionalOnProperty(name = "besik.column", havingValue = "cluster")
public final class FlagController {

    private static final int MOST = 1_000;

    private final FlagDesk desk;

    FlagController(FlagDesk desk) {
        this.desk = desk;
    }

    /** @param on the day of the sweep */
    public record Due(LocalDate on, List<FlagDesk.Flag> flags) {}

    /** @param raised for each flag, in order, whether it was not raised before */
    public record Raised(List<Boolean> raised) {}

    @PostMapping("/v1/flags")
    public Raised raise(@RequestBody Due due, Caller caller) {
        if (!caller.isInside()) {
            throw new ProblemException(Problem.of(
                    "forbidden", 403, "The role does not allow this", "Only the sides of a cluster ask this."));
        }
        Refused.unless(due.flags().size() <= MOST, Rule.UNKNOWN_VALUE, "flags", "At most 1,000 at once.");
        return new Raised(desk.raise(due.flags(), due.on()));
    }
}
