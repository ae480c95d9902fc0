package org.besik.command.circumstances.guardian;

import java.time.LocalDate;
import org.besik.command.deciding.Order;
import org.besik.events.Relative;

/** Name a guardian. */
public record AssignGuardian(Relative guardian, String relation, LocalDate from) implements Order {}
