package org.besik.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The process is killed in the middle of a file: it goes on by itself, and every fact is there once. */
class BatchCrashTest {

    static final int CHILDREN = 500;
    static final int FACTS = 20_000;

    @Test
    void a_file_goes_on_after_the_process_was_killed(@TempDir Path data) throws Exception {
        byte[] file = file();
        String id;
        try (var besik = ForkedBesik.start(data)) {
            id = send(besik, file);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> status(besik, id).path("accepted").asInt() > 0);
            besik.kill();
        }
        try (var besik = ForkedBesik.start(data)) {
            int before = status(besik, id).path("accepted").asInt();
            assertThat(before).as("killed in the middle").isLessThan(FACTS);

            JsonNode done = over(besik, id);
            assertThat(done.path("accepted").asInt() + done.path("duplicate").asInt())
                    .isEqualTo(FACTS);
            assertThat(done.path("refused").asInt()).isZero();

            JsonNode again = over(besik, send(besik, file));
            assertThat(again.path("duplicate").asInt()).isEqualTo(FACTS);
            assertThat(contacts(besik)).isEqualTo(FACTS);
            besik.stop();
        }
    }

    private static long contacts(ForkedBesik besik) throws IOException {
        return besik.ask("auditor", "GET", "/v1/audit/log", null)
                .text()
                .lines()
                .filter(line -> line.contains("ContactRecorded"))
                .count();
    }

    private static byte[] file() {
        var csv = new StringBuilder(
                "fact,ref,occurredOn,child.local.system,child.local.value,data.service,data.strength,data.kind\n");
        for (int i = 0; i < FACTS; i++) {
            csv.append("contact,visit-%d,2026-03-%02d,clinic,A-%d,HEALTH,SEEN,visit\n"
                    .formatted(i, 1 + i % 28, i % CHILDREN));
        }
        return csv.toString().getBytes(UTF_8);
    }

    private static String send(ForkedBesik besik, byte[] file) throws IOException {
        try (var connection = new Connection(besik.address)) {
            Connection.Answer taken =
                    connection.exchange("POST", "/v1/batches", besik.token("agency"), "text/csv", file);
            assertThat(taken.status()).as(taken.text()).isEqualTo(202);
            return Besik.JSON.readTree(taken.body()).path("id").asString();
        }
    }

    private static JsonNode status(ForkedBesik besik, String id) throws IOException {
        return Besik.JSON.readTree(
                besik.ask("agency", "GET", "/v1/batches/" + id, null).body());
    }

    private static JsonNode over(ForkedBesik besik, String id) throws IOException {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(2))
                .until(() -> status(besik, id).path("state").asString().equals("DONE"));
        return status(besik, id);
    }
}
