package org.besik.command.handoff.initiatehandoff;

import java.time.LocalDate;
import org.besik.command.deciding.Order;
import org.besik.events.AgencyId;
import org.besik.events.Service;
import org.jspecify.annotations.Nullable;

/** Offer the case. */
public record InitiateHandoff(
        AgencyId to,
        Service service,
        @Nullable LocalDate dueBy,
        @Nullable String reason) implements Order {}
