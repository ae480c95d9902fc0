package org.besik.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.besik.query.flags.Sweep;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A due date comes because a day begins: who is flagged then, how often, and who hears of it. */
@Timeout(300)
class SweepTest {

    private static final String ASTANA = "KZ-71";
    private static final String ALMATY = "KZ-75";
    private static final String CLINIC_ASTANA = "clinic-KZ-71-0";

    @TempDir
    Path data;

    final Facts facts = new Facts("sweep");

    static void awaitSwept(Besik besik, String day) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Sweep.Status status = besik.part(Sweep.class).status();
                    return LocalDate.parse(day).equals(status.day()) && status.state() == Sweep.State.DONE;
                });
        besik.awaitViews();
    }

    /** What a child was flagged for, in the order of its history. */
    static List<String> flagged(Besik besik, String child) {
        var flags = new ArrayList<String>();
        besik.get("auditor", "/v1/children/" + child + "/history")
                .path("events")
                .forEach(event -> {
                    if (event.path("type").asString().equals("tracing.ChildFlagged")) {
                        flags.add(event.path("data").path("flag").asString() + " "
                                + event.path("data").path("dueOn").asString());
                        assertThat(event.path("officer").path("account").asString())
                                .isEqualTo("sweep");
                    }
                });
        return flags;
    }

    @Test
    void a_flag_is_raised_on_its_day_and_once() {
        TestClock clock = new TestClock().to("2026-01-20", "12:00");
        try (Besik besik = Besik.start(data, clock)) {
            awaitSwept(besik, "2026-01-20");
            String ada = besik.record(facts.birth("ada", "2026-01-10", ASTANA))
                    .getFirst()
                    .path("childId")
                    .asString();
            assertThat(flagged(besik, ada)).isEmpty();

            clock.to("2026-01-24", "00:00");
            awaitSwept(besik, "2026-01-24");
            assertThat(flagged(besik, ada)).containsExactly("NEWBORN_UNSEEN 2026-01-24");

            long head = besik.head();
            assertThat(besik.ask("admin", "POST", "/v1/untracked/sweep", "").status())
                    .isEqualTo(202);
            clock.to("2026-01-25", "00:00");
            awaitSwept(besik, "2026-01-25");
            assertThat(besik.head()).isEqualTo(head);
            assertThat(besik.ask("monitor", "POST", "/v1/untracked/sweep", "").status())
                    .isEqualTo(403);
            assertThat(besik.get("monitor", "/v1/untracked/sweep").path("state").asString())
                    .isEqualTo("DONE");
        }
    }

    @Test
    void what_came_due_while_nobody_was_there_is_raised_at_the_start() {
        TestClock clock = new TestClock().to("2026-01-20", "12:00");
        String ada;
        String bek;
        try (Besik besik = Besik.start(data, clock)) {
            ada = besik.record(facts.birth("ada", "2026-01-10", ASTANA))
                    .getFirst()
                    .path("childId")
                    .asString();
            bek = besik.record(
                            facts.birth("bek", "2021-05-01", ASTANA),
                            facts.seen(CLINIC_ASTANA, "bek", "2026-01-10"),
                            facts.relocation(CLINIC_ASTANA, "bek", "2026-01-12", ASTANA, ALMATY))
                    .getFirst()
                    .path("childId")
                    .asString();
            besik.record(facts.birth("dana", "2026-01-18", ASTANA), facts.seen(CLINIC_ASTANA, "dana", "2026-01-19"));
        }
        clock.to("2026-02-14", "09:00");
        try (Besik besik = Besik.start(data, clock)) {
            awaitSwept(besik, "2026-02-14");
            // Ada is past 28 days by now: silence has taken over, and is not due yet
            assertThat(flagged(besik, ada)).isEmpty();
            assertThat(flagged(besik, bek)).containsExactly("LOST_IN_TRANSIT 2026-02-11");
            assertThat(besik.part(Sweep.class).status().raised()).isEqualTo(1);
        }
        clock.to("2026-02-14", "18:00");
        try (Besik besik = Besik.start(data, clock)) {
            awaitSwept(besik, "2026-02-14");
            assertThat(flagged(besik, bek)).hasSize(1);
        }
    }

    @Test
    void a_flag_raised_on_one_of_two_records_is_not_raised_on_the_joined_one() {
        TestClock clock = new TestClock().to("2026-05-01", "12:00");
        try (Besik besik = Besik.start(data, clock)) {
            String seen =
                    "\"occurredOn\":\"2026-03-01\",\"data\":{\"service\":\"HEALTH\",\"strength\":\"SEEN\",\"kind\":\"visit\"}}";
            String first =
                    "{\"fact\":\"contact\",\"ref\":\"1\",\"agency\":\"%s\",\"child\":{\"local\":{\"system\":\"a\",\"value\":\"7\"}},"
                                    .formatted(CLINIC_ASTANA)
                            + seen;
            String other = "{\"fact\":\"contact\",\"ref\":\"2\",\"agency\":\"%s\",\"child\":{\"iin\":\"240115600013\"},"
                            .formatted(CLINIC_ASTANA)
                    + seen;
            String child = besik.record(first, other).getFirst().path("childId").asString();
            clock.to("2026-05-02", "00:00");
            awaitSwept(besik, "2026-05-02");

            besik.record(
                    "{\"fact\":\"national-id\",\"ref\":\"3\",\"agency\":\"registry\",\"child\":{\"local\":{\"system\":\"a\",\"value\":\"7\"}},"
                            + "\"occurredOn\":\"2026-05-02\",\"data\":{\"iin\":\"240115600013\"}}");
            clock.to("2026-05-03", "00:00");
            awaitSwept(besik, "2026-05-03");

            // Each record was flagged as unregistered by itself; joined they are flagged no third time
            assertThat(flagged(besik, child).stream().filter(flag -> flag.startsWith("UNREGISTERED")))
                    .hasSize(2);
        }
    }

    @Test
    void what_came_of_flags_is_counted() throws Exception {
        TestClock clock = new TestClock().to("2026-01-20", "12:00");
        try (Besik besik = Besik.start(data, clock)) {
            awaitSwept(besik, "2026-01-20");
            List<String> children =
                    besik
                            .record(facts.birth("ada", "2026-01-10", ASTANA), facts.birth("bek", "2026-01-10", ALMATY))
                            .stream()
                            .map(answer -> answer.path("childId").asString())
                            .toList();
            clock.to("2026-01-24", "00:00");
            awaitSwept(besik, "2026-01-24");
            clock.to("2026-01-30", "12:00");
            for (String child : children) {
                String path = "/v1/children/" + child + "/case";
                String outcome = child.equals(children.getFirst()) ? "LOCATED_SAME_SERVICE" : "MOVED_WITHIN_COUNTRY";
                assertThat(besik.ask("monitor", "POST", path, "").status()).isEqualTo(201);
                assertThat(besik.ask("monitor", "POST", path + "/closure", "{\"outcome\":\"" + outcome + "\"}")
                                .status())
                        .isEqualTo(201);
            }

            JsonNode rate = besik.get("analyst", "/v1/statistics/false-flag-rate?by=region");
            assertThat(rate.path("value").asDouble()).isEqualTo(0.5);
            assertThat(rate.path("denominator").asInt()).isEqualTo(2);
            assertThat(rate.path("rows").get(0).path("key").asString()).isEqualTo(ASTANA);
            assertThat(rate.path("rows").get(0).path("value").asDouble()).isEqualTo(1);
            JsonNode days = besik.get("monitor", "/v1/statistics/flag-to-located?region=KZ-75&by=reason");
            assertThat(days.path("value").asDouble()).isEqualTo(6);
            assertThat(days.path("rows").get(0).path("key").asString()).isEqualTo("NEWBORN_UNSEEN");
            String figure = "/v1/statistics/false-flag-rate";
            assertThat(besik.ask("analyst", "GET", figure + ".csv?by=region", null)
                            .text())
                    .startsWith("indicator,version,definition,")
                    .contains("," + ASTANA + ",1.0,,1,1\r\n");
            assertThat(accepting(besik, "text/csv", figure).body()).startsWith("indicator,version,".getBytes(UTF_8));
            assertThat(besik.ask("analyst", "GET", figure + ".xlsx?by=region", null)
                            .body())
                    .startsWith('P', 'K');
            HttpResponse<byte[]> workbook = accepting(
                    besik, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", figure + "?by=region");
            assertThat(workbook.body()).startsWith('P', 'K');
            assertThat(accepting(besik, "image/png", figure).statusCode()).isEqualTo(406);
            assertThat(besik.get("monitor", "/v1/statistics/false-flag-rate?asOf=2026-01-29")
                            .path("value")
                            .isNull())
                    .isTrue();
            assertThat(besik.get("analyst", "/v1/statistics").path("items")).hasSize(2);
            assertThat(besik.ask("agency", "GET", "/v1/statistics/false-flag-rate", null)
                            .status())
                    .isEqualTo(403);
            assertThat(besik.ask("analyst", "GET", "/v1/statistics/luck", null).status())
                    .isEqualTo(404);
            assertThat(besik.ask("analyst", "GET", "/v1/statistics/false-flag-rate?by=luck", null)
                            .status())
                    .isEqualTo(400);
        }
    }

    private static HttpResponse<byte[]> accepting(Besik besik, String type, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(besik.address.resolve(path))
                            .header("Accept", type)
                            .header("Authorization", "Bearer " + besik.token("analyst"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    /** Server-sent events as a browser reads them. */
    private static final class Listener implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader in;
        String lastId = "";

        Listener(Besik besik, String token, @Nullable String lastId) throws IOException {
            connection = (HttpURLConnection)
                    URI.create(besik.address + "/v1/untracked/stream").toURL().openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setReadTimeout(20_000);
            if (lastId != null) {
                connection.setRequestProperty("Last-Event-ID", lastId);
            }
            in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            // Until it says so it does not listen
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                remember(line);
            }
        }

        private void remember(String line) {
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            }
        }

        /** The next event and its data. */
        String next() throws IOException {
            String event = "";
            for (String line = in.readLine(); ; line = in.readLine()) {
                remember(line);
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                }
                if (line.startsWith("data: ")) {
                    JsonNode read = Besik.JSON.readTree(line.substring(6));
                    return (event + " " + read.path("reason").asString() + " "
                                    + read.path("region").asString())
                            .strip();
                }
            }
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    @Test
    void who_listens_hears_of_flags_and_that_they_lift() throws Exception {
        TestClock clock = new TestClock().to("2026-01-20", "12:00");
        try (Besik besik = Besik.start(data, clock)) {
            awaitSwept(besik, "2026-01-20");
            besik.record(facts.birth("ada", "2026-01-10", ASTANA), facts.birth("bek", "2026-01-10", ALMATY));
            String lastId;
            try (var nation = new Listener(besik, besik.token("auditor"), null);
                    var almaty = new Listener(besik, besik.monitorOf(ALMATY), null)) {
                clock.to("2026-01-24", "00:00");
                assertThat(List.of(nation.next(), nation.next()))
                        .containsExactlyInAnyOrder("flagged NEWBORN_UNSEEN KZ-71", "flagged NEWBORN_UNSEEN KZ-75");
                lastId = nation.lastId;
                besik.record(facts.seen(CLINIC_ASTANA, "ada", "2026-01-24"));
                assertThat(nation.next()).isEqualTo("lifted NEWBORN_UNSEEN KZ-71");
                // By the calendar alone: after 28 days silence takes over
                clock.to("2026-02-08", "00:00");
                assertThat(nation.next()).isEqualTo("lifted NEWBORN_UNSEEN KZ-75");
                assertThat(List.of(almaty.next(), almaty.next()))
                        .containsExactly("flagged NEWBORN_UNSEEN KZ-75", "lifted NEWBORN_UNSEEN KZ-75");
            }
            try (var back = new Listener(besik, besik.token("auditor"), lastId)) {
                assertThat(List.of(back.next(), back.next()))
                        .containsExactly("lifted NEWBORN_UNSEEN KZ-71", "lifted NEWBORN_UNSEEN KZ-75");
            }
            try (var stranger = new Listener(besik, besik.token("auditor"), "long-ago")) {
                assertThat(stranger.next()).isEqualTo("reset");
            }
            for (String role : List.of("agency", "analyst", "hub")) {
                assertThat(besik.ask(role, "GET", "/v1/untracked/stream", null).status())
                        .isEqualTo(403);
            }
        }
    }

    /** Killed while it raises flags: at the end each child was flagged once. */
    @Test
    void being_killed_between_flags_doubles_none_and_loses_none() throws Exception {
        int children = 800;
        String born = LocalDate.now(ZoneId.of("Asia/Almaty")).minusDays(20).toString();
        try (var besik = ForkedBesik.start(data)) {
            try (var stream = new FactStream(besik.address, besik.token("hub"))) {
                for (int i = 0; i < children; i++) {
                    stream.sendLine(facts.birth("k" + i, born, ASTANA));
                }
                stream.end();
                for (int i = 0; i < children; i++) {
                    assertThat(stream.readAnswer()).contains("\"recorded\"");
                }
            }
            ask(besik, "POST");
            awaitRaised(besik, 1);
            besik.kill();
        }
        try (var besik = ForkedBesik.start(data)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> ask(besik, "GET").path("state").asString().equals("DONE"));
            Map<String, Integer> flags = new HashMap<>();
            try (var connection = new Connection(besik.address)) {
                connection
                        .exchange("GET", "/v1/audit/log", besik.token("auditor"), null, null)
                        .text()
                        .lines()
                        .filter(line -> line.contains("tracing.ChildFlagged"))
                        .map(line ->
                                Besik.JSON.readTree(line).path("tags").get(0).asString())
                        .forEach(child -> flags.merge(child, 1, Integer::sum));
            }
            assertThat(flags).hasSize(children);
            assertThat(flags.values()).containsOnly(1);
        }
    }

    private static JsonNode ask(ForkedBesik besik, String method) throws IOException {
        try (var connection = new Connection(besik.address)) {
            return Besik.JSON.readTree(connection
                    .exchange(method, "/v1/untracked/sweep", besik.token("admin"), null, null)
                    .body());
        }
    }

    private static void awaitRaised(ForkedBesik besik, int some) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ask(besik, "GET").path("raised").asInt() >= some);
    }
}
