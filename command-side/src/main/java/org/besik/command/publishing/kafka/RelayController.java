package org.besik.command.publishing.kafka;

import org.besik.command.eventlog.EventLog;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemException;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/relay}: how the feed's topic is written, for administrators. Only where there is one. */
@RestController
@ConditionalOnProperty(name = "besik.column", havingValue = "cluster")
public final class RelayController {

    private final EventLog log;
    private final KafkaRelay relay;
    private final ResendRequests requests;

    RelayController(EventLog log, KafkaRelay relay, ResendRequests requests) {
        this.log = log;
        this.relay = relay;
        this.requests = requests;
    }

    /**
     * How the relay stands.
     *
     * @param onDuty whether it is this node that relays
     * @param head the last durable position
     * @param position the last position that the brokers acknowledged to this node; 0: none
     * @param trouble why nothing is relayed; null: nothing is wrong
     */
    public record Standing(
            boolean onDuty,
            long head,
            long position,
            @Nullable String trouble) {}

    @GetMapping("/v1/relay")
    public Standing standing(Caller caller) {
        admit(caller);
        return new Standing(relay.isOnDuty(), log.head(), relay.position(), relay.trouble());
    }

    /** Sends the events from a position on once more, whichever node relays; readers drop what they know. */
    @PostMapping("/v1/relay/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    public void resend(Caller caller, @RequestParam long from) {
        admit(caller);
        Refused.unless(
                from >= 1 && from <= log.head(),
                Rule.UNKNOWN_VALUE,
                "from",
                "A position of the log, from 1 to its head.");
        requests.ask(from);
    }

    private static void admit(Caller caller) {
        if (!caller.is(Role.ADMIN)) {
            throw new ProblemException(
                    Problem.of("forbidden", 403, "The role does not allow this", "It takes the role ADMIN."));
        }
    }
}
