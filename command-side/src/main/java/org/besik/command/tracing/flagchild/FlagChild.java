package org.besik.command.tracing.flagchild;

import java.time.Instant;
import java.time.LocalDate;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.IdBytes;
import org.besik.command.deciding.Order;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Officer;

/**
 * Say that a due date came.
 *
 * @param flag the reason by its name
 * @param since the start of its clock
 * @param dueOn the day on which it came due
 * @param ruleVersion of the rule that says so
 */
public record FlagChild(String flag, LocalDate since, LocalDate dueOn, String ruleVersion) implements Order {

    /**
     * As the decider takes it. Everything about it follows from child, reason and days, so that a flag is raised once, however
     * often and by how many sweeps it is found.
     *
     * @param on the day of the sweep
     */
    public Fact about(ChildId child, LocalDate on, Instant now, String correlationId) {
        String id = IdBytes.derived(child + "/" + flag + "/" + since + "/" + dueOn);
        return new Fact(
                "flag",
                id,
                AgencyId.BESIK,
                null,
                new ChildRef.ById(child.value()),
                on,
                null,
                null,
                this,
                new byte[0],
                new EventId(id),
                child,
                now,
                correlationId,
                Officer.SWEEP);
    }
}
