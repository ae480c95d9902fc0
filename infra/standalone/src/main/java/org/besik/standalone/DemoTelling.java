package org.besik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a server the demo's stories, through the doors that everybody goes through. */
final class DemoTelling {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AS_JSON = "application/json";
    private static final int NOT_FOUND = 404;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
                    accepted(onceKnown(
                            connection,
                            "/v1/children/" + ids.get(story) + step.path(),
                            tokenOf.apply(step.officer()),
                            bytes(step.body().toString())));
                }
            }
        }
    }

    /** In a cluster the query side says who may read a child, and may not have heard of it yet. */
    private static Connection.Answer onceKnown(Connection connection, String path, String token, byte[] body)
            throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Connection.Answer answer = connection.exchange("POST", path, token, AS_JSON, body);
        while (answer.status() == NOT_FOUND && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK.toNanos());
            answer = connection.exchange("POST", path, token, AS_JSON, body);
        }
        return answer;
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
