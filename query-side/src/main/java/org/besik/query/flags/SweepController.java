package org.besik.query.flags;

import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.Access;
import org.besik.query.access.NotAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/untracked/sweep}: how far today's flags are raised. */
@RestController
@RequestMapping("/v1/untracked/sweep")
public class SweepController {

    private final Sweep sweep;

    SweepController(Sweep sweep) {
        this.sweep = sweep;
    }

    /** The sweep that runs, or ran last. */
    @GetMapping
    public Sweep.Status status(Caller caller) {
        if (!Access.mayList(caller)) {
            throw new NotAllowed("The sweep is shown to monitoring officers, auditors and administrators.");
        }
        return sweep.status();
    }

    /** Sweeps today again: harmless, a flag is raised once. For an administrator, after a large delivery. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    public Sweep.Status request(Caller caller) {
        if (!caller.is(Role.ADMIN)) {
            throw new NotAllowed("It takes the role ADMIN.");
        }
        sweep.request();
        return sweep.status();
    }
}
