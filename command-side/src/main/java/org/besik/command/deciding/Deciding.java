package org.besik.command.deciding;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The way in for facts whose form is right. */
public interface Deciding {

    /**
     * Decides the facts in order and records what holds.
     *
     * @param facts up to some hundred lines of one delivery
     * @return one answer per fact, in order, once everything recorded is durable; exceptionally with
     *     {@link org.besik.command.eventlog.LogUnavailableException} when nothing may be acknowledged
     */
    CompletableFuture<List<Answer>> record(List<Fact> facts);
}
