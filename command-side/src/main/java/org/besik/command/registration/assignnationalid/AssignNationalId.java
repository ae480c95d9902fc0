package org.besik.command.registration.assignnationalid;

import org.besik.command.deciding.Identifying;
import org.besik.events.Iin;

/** Give the child its IIN. */
public record AssignNationalId(Iin iin) implements Identifying {}
