package org.besik.command.schooling.enrolchild;

import java.time.LocalDate;
import org.besik.command.deciding.Order;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;

/** Record a place from a day on. */
public record EnrolChild(String institution, Level level, Form form, LocalDate from) implements Order {}
