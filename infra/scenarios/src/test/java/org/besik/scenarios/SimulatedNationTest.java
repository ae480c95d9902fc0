package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.besik.simulator.Simulate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A made-up nation in a Besik that runs. */
@Timeout(300)
class SimulatedNationTest {

    @TempDir
    Path data;

    private int simulate(Besik besik, String role, StringWriter complaints) {
        return Simulate.commandLine()
                .setErr(new PrintWriter(complaints, true))
                .execute(
                        "--children",
                        "40",
                        "--to-server",
                        besik.address.toString(),
                        "--token-file",
                        data.resolve("tokens").resolve(role + ".jwt").toString());
    }

    @Test
    void is_sent_straight_into_a_server_and_a_second_time_adds_nothing() {
        try (Besik besik = Besik.start(data)) {
            assertThat(simulate(besik, "hub", new StringWriter())).isZero();
            long head = besik.head();
            assertThat(head).isGreaterThan(500);
            assertThat(besik.get("admin", "/v1/untracked/summary?by=region")
                            .path("rows")
                            .size())
                    .isPositive();

            assertThat(simulate(besik, "hub", new StringWriter())).isZero();
            assertThat(besik.head()).isEqualTo(head);
        }
    }

    @Test
    void is_refused_with_a_word_on_why_to_whoever_may_not_relay() {
        try (Besik besik = Besik.start(data)) {
            var complaints = new StringWriter();
            assertThat(simulate(besik, "auditor", complaints)).isEqualTo(1);
            assertThat(complaints.toString()).contains("not-relay");
        }
    }

    @Test
    void says_so_when_nobody_answers() throws Exception {
        Path token = Files.writeString(data.resolve("token"), "none");
        var complaints = new StringWriter();
        assertThat(Simulate.commandLine()
                        .setErr(new PrintWriter(complaints, true))
                        .execute(
                                "--children",
                                "1",
                                "--to-server",
                                "http://localhost:1",
                                "--token-file",
                                token.toString()))
                .isEqualTo(1);
        assertThat(complaints.toString()).contains("http://localhost:1");
    }

    @Test
    void the_demo_is_there_when_besik_is_ready_and_has_its_flags_raised() {
        try (Besik besik = Besik.startWithDemo(data, Map.of())) {
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(besik::isReady);
            JsonNode sweep = besik.get("admin", "/v1/untracked/sweep");
            assertThat(sweep.path("state").asString()).isEqualTo("DONE");
            assertThat(sweep.path("raised").asLong()).isPositive();

            JsonNode reasons = besik.get("monitor", "/v1/untracked/summary?by=reason");
            assertThat(reasons.path("total").asLong()).isGreaterThan(20L);
            assertThat(reasons.path("rows"))
                    .allSatisfy(row -> assertThat(row.path("untracked").asLong())
                            .as(row.toString())
                            .isPositive());
            assertThat(besik.get("monitor", "/v1/untracked?reason=FEED_STALE")
                            .path("total")
                            .asLong())
                    .isPositive();
            for (String state : List.of("OPEN", "ASSIGNED", "LOCATED", "CLOSED")) {
                assertThat(besik.get("monitor", "/v1/cases?state=" + state).path("items"))
                        .as(state)
                        .isNotEmpty();
            }
            assertThat(besik.get("monitor", "/v1/cases?assignee=me").path("items"))
                    .isNotEmpty();
            assertThat(besik.get("agency", "/v1/deliveries").toString()).contains("future-date");
        }
    }
}
