package org.besik.command.deciding;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.besik.command.eventlog.LogUnavailableException;

/** The way in for facts whose form is right. */
public interface Deciding {

    /**
     * Decides the facts in order and records what holds.
     *
     * @param facts up to some hundred lines of one delivery
     * @return one answer per fact, in order, once everything recorded is durable; exceptionally with
     *     {@link LogUnavailableException} when nothing may be acknowledged
     */
    CompletableFuture<List<Answer>> record(List<Fact> facts);

    /**
     * Waits for the answers.
     *
     * @throws LogUnavailableException if nothing may be acknowledged
     */
    static List<Answer> await(CompletableFuture<List<Answer>> answers) {
        try {
            return answers.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof LogUnavailableException unavailable) {
                throw unavailable;
            }
            throw failed;
        }
    }
}
