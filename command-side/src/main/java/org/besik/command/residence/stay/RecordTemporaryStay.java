package org.besik.command.residence.stay;

import java.time.LocalDate;
import org.besik.command.deciding.Order;

/** Record a stay elsewhere. */
public record RecordTemporaryStay(String region, LocalDate until) implements Order {}
