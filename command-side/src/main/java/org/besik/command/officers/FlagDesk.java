package org.besik.command.officers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.tracing.flagchild.FlagChild;
import org.besik.events.ChildId;

/** Takes the flags of a sweep: a due date that came becomes an event like any other, decided, and raised once. */
public final class FlagDesk {

    private final Deciding deciding;
    private final Clock clock;

    public FlagDesk(Deciding deciding, Clock clock) {
        this.deciding = deciding;
        this.clock = clock;
    }

    /**
     * A due date that came.
     *
     * @param reason by its name
     * @param since the start of its clock
     */
    public record Flag(String childId, String reason, LocalDate since, LocalDate dueOn, String ruleVersion) {}

    /**
     * Records them; returns once that is durable.
     *
     * @param on the day of the sweep
     * @return for each, in order, whether it was not raised before
     */
    public List<Boolean> raise(List<Flag> flags, LocalDate on) {
        String correlation = "sweep-" + on;
        List<Fact> orders = flags.stream()
                .map(flag -> new FlagChild(flag.reason(), flag.since(), flag.dueOn(), flag.ruleVersion())
                        .about(new ChildId(flag.childId()), on, clock.instant(), correlation))
                .toList();
        return Deciding.await(deciding.record(orders)).stream()
                .map(Answer.Recorded.class::isInstance)
                .toList();
    }
}
