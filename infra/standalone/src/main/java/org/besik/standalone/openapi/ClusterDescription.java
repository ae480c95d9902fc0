package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What {@code /v1/relay} and {@code /v1/feed} of a cluster do, in words; where there is no cluster there are none. */
final class ClusterDescription {

    private static final Map<String, String> SUMMARIES = Map.of(
            "/v1/relay", "Who relays the log to the feed's topic, and how far",
            "/v1/relay/resend", "Have the events from a position on sent to the topic once more",
            "/v1/feed", "How far the feed is heard, and which position is missing",
            "/v1/feed/dead-letters", "Records of the topic that hold no event",
            "/v1/feed/dead-letters/{offset}", "Discard a record that nobody needs",
            "/v1/feed/dead-letters/{offset}/redrive", "Read a record once more; the feed then goes on from it");

    private static final String FLAGS = "/v1/flags";

    private ClusterDescription() {}

    /** Adds to the paths that are there what their signatures do not say. */
    static void describe(OpenAPI api) {
        PathItem flags = api.getPaths().get(FLAGS);
        if (flags != null) {
            flags.getPost()
                    .summary("Record the flags of a sweep, each once")
                    .description(
                            "The query side of the cluster asks this on its own account; nobody's token allows it.");
        }
        SUMMARIES.forEach((path, summary) -> {
            PathItem item = api.getPaths().get(path);
            if (item != null) {
                Stream.of(item.getGet(), item.getPost(), item.getDelete())
                        .filter(Objects::nonNull)
                        .forEach((Operation operation) ->
                                operation.summary(summary).description("It takes the role ADMIN."));
            }
        });
    }
}
