package org.besik.command.officers;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import org.besik.command.CommandSide;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemException;
import org.besik.command.facts.reading.RulesReader;
import org.besik.events.Officer;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/untracked/rules}: other rules come into force, by an administrator's word. */
@RestController
public final class RulesOrderController {

    private static final int LONGEST_BODY = 64 << 10;

    private final RulesReader orders;
    private final CommandSide side;

    RulesOrderController(RulesReader orders, CommandSide side) {
        this.orders = orders;
        this.side = side;
    }

    /**
     * What became of it.
     *
     * @param status {@code recorded}, or {@code duplicate} if the same was put in force under this key before
     */
    public record RulesOrdered(
            String ref, String status, String version, LocalDate from, String eventId, long position) {}

    /** Puts a version in force: 201, 200 if it was before, or a problem. */
    @PostMapping("/v1/untracked/rules")
    public ResponseEntity<RulesOrdered> putInForce(Caller caller, HttpServletRequest request) throws IOException {
        if (!caller.is(Role.ADMIN)) {
            throw new ProblemException(
                    Problem.of("forbidden", 403, "The role does not allow this", "It takes the role ADMIN."));
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new ProblemException(
                    Problem.of("too-large", 413, "The body is too large", "An order has at most 64 KiB."));
        }
        var officer = new Officer(caller.subject(), Role.ADMIN.name());
        var order = orders.read(officer, caller.agency(), request.getHeader(OfficerDoor.KEY), body);
        CommandSide.PutInForce done = side.putInForce(order);
        return ResponseEntity.status(done.isNew() ? 201 : 200)
                .body(new RulesOrdered(
                        order.ref(),
                        done.isNew() ? "recorded" : "duplicate",
                        done.rules().version(),
                        done.rules().from(),
                        done.event().value(),
                        done.position()));
    }
}
