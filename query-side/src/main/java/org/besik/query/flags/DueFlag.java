package org.besik.query.flags;

import java.time.LocalDate;
import org.besik.events.ChildId;

/**
 * A due date that came and for which no flag was raised yet.
 *
 * @param reason by its name
 * @param since the start of its clock
 * @param region the child's
 */
public record DueFlag(
        ChildId child, String reason, LocalDate since, LocalDate dueOn, String ruleVersion, String region) {}
