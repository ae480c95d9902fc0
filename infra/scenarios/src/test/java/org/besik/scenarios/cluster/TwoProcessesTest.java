package org.besik.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.besik.scenarios.ForkedBesik;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fact told to the command side is answered by the query side, whichever of the two was killed in between. */
class TwoProcessesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path data;

    private final Database database = new Database();
    private Map<String, String> environment = Map.of();

    TwoProcessesTest() throws IOException {}

    @BeforeEach
    void settings() {
        environment = Map.of(
                "BESIK_MONGO_URI", database.uri(),
                "BESIK_KAFKA", Broker.shared().servers(),
                "BESIK_TOPIC", "besik." + UUID.randomUUID(),
                "BESIK_LEASE", "2s",
                "BESIK_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    @Test
    void a_fact_on_one_side_is_an_answer_on_the_other_after_a_kill_of_each() throws Exception {
        var children = new ArrayList<String>();
        try (var query = ForkedBesik.startSide("query", data, environment)) {
            try (var command = ForkedBesik.startSide("command", data, environment)) {
                children.add(record(command, 1));
                awaitListed(query, children);
                query.kill();
                children.add(record(command, 2));
                command.kill();
            }
        }
        try (var query = ForkedBesik.startSide("query", data, environment);
                var command = ForkedBesik.startSide("command", data, environment)) {
            children.add(record(command, 3));
            awaitListed(query, children);
            // What was answered before the kill is known, and is not there twice
            assertThat(record(command, 1)).isEqualTo(children.getFirst());
            assertThat(get(query, "/v1/children/" + children.get(1))
                            .path("lastContact")
                            .path("occurredOn")
                            .asString())
                    .isEqualTo("2026-03-04");
            assertThat(get(command, "/v1/agencies").path("items").size()).isEqualTo(1);
            awaitListed(query, children);
            command.stop();
            query.stop();
        }
    }

    private static String record(ForkedBesik command, int number) throws IOException {
        String fact = """
                {"fact":"contact","ref":"visit-%d","child":{"local":{"system":"clinic","value":"A-%d"}},"occurredOn":"2026-03-04",
                 "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(number, number);
        try (var connection = new Connection(command.address)) {
            Connection.Answer answer = connection.exchange(
                    "POST",
                    "/v1/facts",
                    command.token("agency"),
                    "application/json",
                    fact.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
            return JSON.readTree(answer.body()).path("childId").asString();
        }
    }

    private static void awaitListed(ForkedBesik query, List<String> children) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    JsonNode untracked = get(query, "/v1/untracked?asOf=2026-10-31");
                    assertThat(untracked
                                    .path("items")
                                    .valueStream()
                                    .map(item -> item.path("childId").asString()))
                            .containsExactlyInAnyOrderElementsOf(children);
                    assertThat(untracked.path("total").asInt()).isEqualTo(children.size());
                });
    }

    private static JsonNode get(ForkedBesik side, String path) throws IOException {
        try (var connection = new Connection(side.address)) {
            Connection.Answer answer = connection.exchange("GET", path, side.token("admin"), null, null);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }
    }
}
