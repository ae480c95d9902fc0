package org.besik.query.intake.kafka;

import java.net.URI;
import java.util.List;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.NotAllowed;
import org.besik.query.access.NotFound;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/feed}: what comes over the topic and what does not, for administrators. Only where there is a topic. */
@RestController
@RequestMapping("/v1/feed")
@ConditionalOnProperty(name = "besik.column", havingValue = "cluster")
public final class FeedController {

    private final KafkaFeed feed;

    FeedController(KafkaFeed feed) {
        this.feed = feed;
    }

    /** Records that were put aside; what is in them is not shown. */
    public record DeadLetterList(List<KafkaFeed.Letter> items) {}

    @GetMapping
    public KafkaFeed.Health standing(Caller caller) {
        admit(caller);
        return feed.health();
    }

    @GetMapping("/dead-letters")
    public DeadLetterList deadLetters(Caller caller) {
        admit(caller);
        return new DeadLetterList(feed.deadLetters());
    }

    /** Reads a record once more, by a newer Besik perhaps; the feed then goes on from it. */
    @PostMapping("/dead-letters/{offset}/redrive")
    public ResponseEntity<ProblemDetail> redrive(Caller caller, @PathVariable long offset) throws InterruptedException {
        admit(caller);
        return switch (feed.redrive(offset)) {
            case READ -> ResponseEntity.accepted().build();
            case NO_SUCH_LETTER -> throw new NotFound();
            case STILL_UNREADABLE ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(stillUnreadable());
        };
    }

    private ProblemDetail stillUnreadable() {
        long missing = feed.health().missing();
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                missing == 0
                        ? "No event is missing: it can be discarded."
                        : "Position " + missing + " is missing. Have it sent again: POST /v1/relay/resend?from="
                                + missing + " on the command side.");
        problem.setType(URI.create("urn:besik:rule:still-unreadable"));
        problem.setTitle("The record still holds no event");
        problem.setProperty("code", "still-unreadable");
        return problem;
    }

    @DeleteMapping("/dead-letters/{offset}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void discard(Caller caller, @PathVariable long offset) throws InterruptedException {
        admit(caller);
        if (!feed.discard(offset)) {
            throw new NotFound();
        }
    }

    private static void admit(Caller caller) {
        if (!caller.is(Role.ADMIN)) {
            throw new NotAllowed("It takes the role ADMIN.");
        }
    }
}
