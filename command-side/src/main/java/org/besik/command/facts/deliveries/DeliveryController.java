package org.besik.command.facts.deliveries;

import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemException;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/deliveries}: what became of somebody's facts. */
@RestController
public final class DeliveryController {

    private final Deliveries deliveries;

    DeliveryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * What the caller's facts came to, by day, and the last refusals.
     *
     * @param agency another sender's, for administrators
     */
    @GetMapping("/v1/deliveries")
    public Ledger deliveries(Caller caller, @RequestParam @Nullable String agency) {
        if (agency == null) {
            if (caller.agency() == null && !caller.mayRelay() && !caller.is(Role.ADMIN)) {
                throw forbidden("Deliveries are those of agencies and relays.");
            }
            return deliveries.of(Deliveries.sender(caller));
        }
        if (!caller.is(Role.ADMIN) && !agency.equals(Deliveries.sender(caller))) {
            throw forbidden("Only administrators see what others delivered.");
        }
        return deliveries.of(agency);
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of("forbidden", 403, "The role does not allow this", detail));
    }
}
