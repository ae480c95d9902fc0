package org.besik.query.flags;

import java.time.LocalDate;
import java.util.List;

/** Who has a flag recorded: the deciding side. */
@FunctionalInterface
public interface FlagRaiser {

    /**
     * Raises flags; returns once that is durable. To raise one again is harmless.
     *
     * @param on the day of the sweep
     * @return those that were not raised before
     */
    List<DueFlag> raise(List<DueFlag> flags, LocalDate on);
}
