package org.besik.command.facts;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.refusal.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns the refusals of the command side into problem documents. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    void refused(Refused refused, HttpServletResponse response) throws IOException {
        send(response, Problem.of(refused, null));
    }

    @ExceptionHandler
    void turnedAway(ProblemException e, HttpServletResponse response) throws IOException {
        send(response, e.problem());
    }

    @ExceptionHandler
    void unavailable(LogUnavailableException e, HttpServletResponse response) throws IOException {
        LOG.error("Nothing can be recorded", e);
        response.setHeader("Retry-After", "5");
        send(response, Problem.unavailable());
    }

    /** Writes a problem document as the whole answer. */
    public static void send(HttpServletResponse response, Problem problem) throws IOException {
        Answers.send(response, problem.status(), "application/problem+json", Answers.document(problem));
    }
}
