package org.besik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a server the demo's stories, through the doors that everybody goes through. */
final class DemoTelling {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AS_JSON = "application/json";

    private final URI server;

    DemoTelling(URI server) {
        this.server = server;
    }

    /** Delivers what agencies report; gives the id of each story's child. */
    Map<DemoStory, String> facts(List<DemoStory> stories, String hubToken) throws IOException {
        var ids = new HashMap<DemoStory, String>();
        try (var stream = new FactStream(server, hubToken)) {
            var sender = Thread.ofVirtual().start(() -> send(stories, stream));
            for (DemoStory story : stories) {
                for (String line : story.lines()) {
                    JsonNode answer = JSON.readTree(Objects.requireNonNull(stream.readAnswer()));
                    if (answer.path("status").stringValue("").equals("refused")) {
                        throw new IOException("a fact of the demo was refused: " + line + " " + answer.path("problem"));
                    }
                    ids.put(story, answer.path("childId").stringValue(""));
                }
            }
            sender.interrupt();
        }
        return ids;
    }

    private static void send(List<DemoStory> stories, FactStream stream) {
        try {
            for (DemoStory story : stories) {
                for (String line : story.lines()) {
                    stream.sendLine(line);
                }
            }
            stream.end();
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    /** An agency reports by itself, and some of it is refused, as happens to everybody. */
    void ownReport(String agencyToken, List<String> lines) throws IOException {
        String body = "[" + String.join(",", lines) + "]";
        try (var connection = new Connection(server)) {
            accepted(connection.exchange("POST", "/v1/facts", agencyToken, AS_JSON, bytes(body)));
        }
    }

    /**
     * Has officers do what they do.
     *
     * @param tokenOf by account
     */
    void steps(List<DemoStory> stories, Map<DemoStory, String> ids, UnaryOperator<String> tokenOf) throws IOException {
        try (var connection = new Connection(server)) {
            for (DemoStory story : stories) {
                for (DemoStory.Step step : story.steps()) {
                    if (step.other() != null) {
                        step.body().put("other", ids.get(step.other()));
                    }
                    accepted(connection.exchange(
                            "POST",
                            "/v1/children/" + ids.get(story) + step.path(),
                            tokenOf.apply(step.officer()),
                            AS_JSON,
                            bytes(step.body().toString())));
                }
            }
        }
    }

    private static void accepted(Connection.Answer answer) throws IOException {
        if (answer.status() > 201) {
            throw new IOException("the demo was refused: " + answer.text());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
