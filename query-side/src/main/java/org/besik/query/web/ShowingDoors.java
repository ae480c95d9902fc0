package org.besik.query.web;

import java.time.Duration;
import org.besik.query.intake.Reached;
import tools.jackson.databind.JsonNode;

/** Doors that wait for what was recorded, so that the page after a form shows what came of it. */
public abstract class ShowingDoors implements Doors {

    /** Longer than it takes while nothing is wrong; after that the page says how far behind it is. */
    private static final Duration UNTIL_SHOWN = Duration.ofSeconds(3);

    private final Reached reached;

    protected ShowingDoors(Reached reached) {
        this.reached = reached;
    }

    /**
     * Posts to an endpoint.
     *
     * @param path under {@code /v1}
     * @param body a JSON object
     */
    protected abstract Outcome order(String path, JsonNode body);

    @Override
    public final Outcome post(String path, JsonNode body) {
        Outcome outcome = order(path, body);
        try {
            var unused = reached.await(outcome.body().path("position").longValue(0), UNTIL_SHOWN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }
}
