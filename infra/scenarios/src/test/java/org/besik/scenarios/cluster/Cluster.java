package org.besik.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.besik.scenarios.ForkedBesik;
import org.besik.standalone.client.Connection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the processes of one cluster have in common, and how they are asked. */
final class Cluster implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Database database = new Database();
    private final Map<String, String> environment;
    private @Nullable URI querySide;

    Cluster(Path folder) throws IOException {
        this.folder = folder;
        this.environment = Map.of(
                "BESIK_MONGO_URI", database.uri(),
                "BESIK_KAFKA", Broker.shared().servers(),
                "BESIK_TOPIC", "besik." + UUID.randomUUID(),
                "BESIK_LEASE", "2s",
                "BESIK_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    }

    Database database() {
        return database;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A query side; command sides that are started after it know where it is. */
    ForkedBesik query() throws IOException {
        ForkedBesik query = ForkedBesik.startSide("query", Files.createDirectories(folder.resolve("q")), environment);
        querySide = query.address;
        return query;
    }

    /** One of several query sides, with views of its own, that knows where facts are decided. */
    ForkedBesik queryOf(String name, ForkedBesik command) throws IOException {
        var settings = new HashMap<>(environment);
        settings.put("BESIK_VIEWS", name);
        settings.put("BESIK_COMMAND_URI", command.address.toString());
        return ForkedBesik.startSide("query", Files.createDirectories(folder.resolve(name)), settings);
    }

    /** A query side and a command side that know of each other, as {@code infra/run} starts them. */
    Both both() throws IOException {
        int port = ForkedBesik.freePort();
        var settings = new HashMap<>(environment);
        settings.put("BESIK_COMMAND_URI", "http://localhost:" + port);
        ForkedBesik query = ForkedBesik.startSide("query", Files.createDirectories(folder.resolve("q")), settings);
        settings.put("BESIK_QUERY_URI", query.address.toString());
        return new Both(
                query, ForkedBesik.startSide("command", Files.createDirectories(folder.resolve("c")), settings, port));
    }

    record Both(ForkedBesik query, ForkedBesik command) implements AutoCloseable {

        @Override
        public void close() {
            query.close();
            command.close();
        }
    }

    /** A command side with a folder of its own. */
    ForkedBesik command(String name) throws IOException {
        var settings = new HashMap<>(environment);
        URI query = querySide;
        if (query != null) {
            settings.put("BESIK_QUERY_URI", query.toString());
        }
        return ForkedBesik.startSide("command", Files.createDirectories(folder.resolve(name)), settings);
    }

    /** A clinic saw the child of this number. */
    static String contact(int number) {
        return """
                {"fact":"contact","ref":"visit-%d","child":{"local":{"system":"clinic","value":"A-%d"}},"occurredOn":"2026-03-04",
                 "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(number, number);
    }

    static Connection.Answer post(ForkedBesik command, String fact) throws IOException {
        return ask(command, "agency", "POST", "/v1/facts", fact);
    }

    static Connection.Answer ask(ForkedBesik side, String role, String method, String path, @Nullable String json)
            throws IOException {
        try (var connection = new Connection(side.address)) {
            return connection.exchange(
                    method,
                    path,
                    side.token(role),
                    json == null ? null : "application/json",
                    json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What must be answered, to an administrator. */
    static JsonNode get(ForkedBesik side, String path) throws IOException {
        Connection.Answer answer = ask(side, "admin", "GET", path, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The status of its health: 200 or 503. */
    static int health(ForkedBesik side) throws IOException {
        try (var connection = new Connection(side.address)) {
            return connection
                    .exchange("GET", "/actuator/health", null, null, null)
                    .status();
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
