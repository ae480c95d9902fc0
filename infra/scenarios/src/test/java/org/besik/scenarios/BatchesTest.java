package org.besik.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An agency without a program sends files, and sees what came of them. */
class BatchesTest {

    @TempDir
    static Path data;

    static Besik besik;

    @BeforeAll
    static void start() {
        besik = Besik.start(data);
    }

    @AfterAll
    static void close() {
        besik.close();
    }

    static String csv(String prefix) {
        return """
                fact;ref;occurredOn;child.local.system;child.local.value;data.service;data.strength;data.kind
                contact;%1$s-1;2026-03-04;clinic;A-1;HEALTH;SEEN;visit
                contact;%1$s-2;2026-03-05;clinic;A-2;HEALTH;GLIMPSED;visit
                contact;%1$s-3;2026-03-06;clinic;A-1;HEALTH;REMOTE;call
                """.formatted(prefix);
    }

    static String ndjson(String ref) {
        return """
                {"fact":"contact","ref":"%s","child":{"local":{"system":"clinic","value":"A-9"}},"occurredOn":"2026-03-04",\
                "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}
                """.formatted(ref);
    }

    static Connection.Answer send(String role, String type, byte[] file) {
        try (var connection = new Connection(besik.address)) {
            return connection.exchange("POST", "/v1/batches", besik.token(role), type, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode taken(String type, byte[] file) {
        Connection.Answer answer = send("agency", type, file);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return Besik.JSON.readTree(answer.body());
    }

    static JsonNode status(String id) {
        return Besik.JSON.readTree(
                besik.ask("agency", "GET", "/v1/batches/" + id, null).body());
    }

    static JsonNode over(JsonNode batch) {
        String id = batch.path("id").asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> List.of("DONE", "FAILED")
                        .contains(status(id).path("state").asString()));
        return status(id);
    }

    @Test
    void a_table_is_recorded_and_what_was_refused_is_told_by_line() {
        JsonNode done = over(taken("text/csv", csv("table").getBytes(UTF_8)));

        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(List.of(
                        done.path("accepted").asInt(),
                        done.path("refused").asInt(),
                        done.path("remaining").asInt()))
                .containsExactly(2, 1, 0);
        String report = done.path("refusals").asString();
        JsonNode line =
                Besik.JSON.readTree(besik.ask("agency", "GET", report, null).text());
        assertThat(line.path("line").asInt()).isEqualTo(3);
        assertThat(line.path("ref").asString()).isEqualTo("table-2");
        assertThat(line.path("problem").path("code").asString()).isEqualTo("unknown-value");
        assertThat(line.path("problem").path("field").asString()).isEqualTo("data.strength");
        assertThat(besik.ask("agency", "GET", report + "?format=csv", null).text())
                .contains("line,ref,code,field,detail", "3,table-2,unknown-value,data.strength");
    }

    @Test
    void a_file_sent_twice_is_recorded_once() {
        over(taken("text/csv", csv("twice").getBytes(UTF_8)));
        long head = besik.head();

        JsonNode again = over(taken("text/csv", csv("twice").getBytes(UTF_8)));

        assertThat(again.path("duplicate").asInt()).isEqualTo(2);
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(besik.head()).isEqualTo(head);
    }

    @Test
    void a_packed_file_is_seen_to_be_one() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(ndjson("packed-1").getBytes(UTF_8));
        }

        assertThat(over(taken("application/x-ndjson", packed.toByteArray()))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_file_that_is_no_table_of_facts_says_so_as_a_whole() {
        JsonNode failed = over(taken("text/csv", "name,age\nAda,7\n".getBytes(UTF_8)));

        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("problem").asString()).contains("fact, ref, occurredOn");
        assertThat(send("agency", "image/png", new byte[] {1, 2, 3}).status()).isEqualTo(415);
    }

    @Test
    void a_file_is_its_senders_and_its_agencys_and_open_to_administrators() {
        String id = taken("text/csv", csv("mine").getBytes(UTF_8)).path("id").asString();

        for (String role : List.of("hub", "monitor", "auditor")) {
            assertThat(besik.ask(role, "GET", "/v1/batches/" + id, null).status())
                    .as(role)
                    .isEqualTo(404);
            assertThat(besik.ask(role, "GET", "/v1/batches/" + id + "/refusals", null)
                            .status())
                    .as(role)
                    .isEqualTo(404);
        }
        for (String role : List.of("monitor", "auditor", "analyst", "admin")) {
            assertThat(send(role, "text/csv", csv("not").getBytes(UTF_8)).status())
                    .as(role)
                    .isEqualTo(403);
        }
        String colleague = besik.signed(Map.of(
                "sub",
                "colleague",
                "agency",
                "clinic-KZ-71-0",
                "roles",
                List.of("AGENCY"),
                "regions",
                List.of("KZ-71")));
        assertThat(besik.askWith(colleague, "GET", "/v1/batches/" + id, null).status())
                .isEqualTo(200);
        assertThat(besik.ask("admin", "GET", "/v1/batches/" + id, null).status())
                .isEqualTo(200);
    }

    @Test
    void a_sender_is_told_what_became_of_its_facts_however_they_came() {
        String clinic = besik.signed(Map.of(
                "sub", "c", "agency", "clinic-KZ-75-4", "roles", List.of("AGENCY"), "regions", List.of("KZ-75")));
        besik.askWith(clinic, "POST", "/v1/facts", ndjson("single"));
        besik.askWith(clinic, "POST", "/v1/facts", ndjson("single"));
        besik.askWith(clinic, "POST", "/v1/facts", "[" + ndjson("array").replace("2026-03-04", "2199-01-01") + "]");

        JsonNode told = Besik.JSON.readTree(
                besik.askWith(clinic, "GET", "/v1/deliveries", null).body());

        JsonNode today = told.path("days").iterator().next();
        assertThat(List.of(
                        today.path("recorded").asInt(),
                        today.path("duplicate").asInt(),
                        today.path("refused").asInt()))
                .containsExactly(1, 1, 1);
        JsonNode refusal = told.path("refusals").get(0);
        assertThat(refusal.path("code").asString()).isEqualTo("future-date");
        assertThat(refusal.path("line").asInt()).isEqualTo(1);
        assertThat(besik.ask("agency", "GET", "/v1/deliveries?agency=clinic-KZ-75-4", null)
                        .status())
                .isEqualTo(403);
        assertThat(besik.ask("monitor", "GET", "/v1/deliveries", null).status()).isEqualTo(403);
        assertThat(Besik.JSON
                        .readTree(besik.ask("admin", "GET", "/v1/deliveries?agency=clinic-KZ-75-4", null)
                                .body())
                        .path("days"))
                .hasSize(1);
    }
}
