package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.standalone.client.Connection.Answer;
import org.besik.standalone.client.FactStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The disk is full, fails or turns read-only under a running Besik: what was answered stands, and its health says so. */
class FaultTest {

    private static final int LINES = 1_500;
    private static final int BEFORE = 300;

    @TempDir
    Path folder;

    private Path data;
    private Faults faults;
    private List<String> lines;

    @BeforeEach
    void prepare() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        faults = Faults.in(folder);
        lines = HubDelivery.lines().subList(0, LINES);
    }

    private ForkedBesik start() throws IOException {
        return ForkedBesik.start(data, faults.environment());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a full disk           | ENOSPC write /data/    |                   | log keys views
            a sync that fails     | EIO sync /data/log/    |                   | log
            a read-only disk      | EROFS write /data/     | EROFS open /data/ | log keys views
            no room for keys      | ENOSPC write /keys.db  |                   | keys
            """)
    void nothing_answered_is_lost_or_doubled(String what, String fault, String other, String mayBeDown)
            throws Exception {
        List<JsonNode> answered;
        try (var besik = start()) {
            answered = delivered(
                    besik,
                    () -> faults.begin(Stream.ofNullable(other)
                            .collect(() -> new ArrayList<>(List.of(fault)), List::add, List::addAll)));
            assertThat(answered.removeLast().path("problem").path("code").asString())
                    .as(what)
                    .isEqualTo("unavailable");
            assertThat(answered).hasSizeBetween(BEFORE, LINES - 1).allMatch(FaultTest::isTaken);
            assertRefuses(besik);
            assertThat(mayBeDown.split(" ")).as(what).contains(down(besik));
            assertThat(besik.ask(null, "GET", "/actuator/health/liveness", null).status())
                    .isEqualTo(200);
            assertThat(besik.ask("admin", "GET", "/v1/untracked", null).status())
                    .isEqualTo(200);
            faults.end();
            // Nobody knows what the medium holds now: the way out is to start again
            assertRefuses(besik);
            besik.stop();
        }
        assertThat(SqliteEventLog.verify(data.resolve("log"), position -> {}).isWhole())
                .isTrue();
        try (var besik = start()) {
            List<JsonNode> again = delivered(besik, () -> {});
            assertThat(again).hasSize(LINES).allMatch(FaultTest::isTaken);
            for (JsonNode answer : answered) {
                JsonNode same = again.get(answer.path("line").asInt() - 1);
                if (answer.path("status").asString().equals("recorded")) {
                    assertThat(same.path("status").asString()).isEqualTo("duplicate");
                }
                assertThat(List.of(same.path("eventId"), same.path("position")))
                        .isEqualTo(List.of(answer.path("eventId"), answer.path("position")));
            }
            assertNothingIsDoubled(besik, again);
            besik.stop();
        }
    }

    @Test
    void views_that_could_not_be_written_catch_up_by_themselves() throws Exception {
        try (var besik = start()) {
            faults.begin(List.of("ENOSPC write /data/views/"));
            assertThat(delivered(besik, () -> {})).hasSize(LINES).allMatch(FaultTest::isTaken);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> down(besik).equals("views"));
            assertThat(recordOne(besik, "meanwhile").status()).isEqualTo(201);
            faults.end();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(besik::isReady);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> besik.ask("admin", "GET", "/v1/children?local=test:meanwhile", null)
                            .text()
                            .contains("\"registered\""));
        }
    }

    @Test
    void checkpoints_that_could_not_be_kept_are_signed_later() throws Exception {
        try (var besik = start()) {
            faults.begin(List.of("ENOSPC write /data/checkpoints.db"));
            assertThat(recordOne(besik, "unsigned").status()).isEqualTo(201);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> checkpoints(besik).equals("DOWN"));
            assertThat(besik.isReady()).isTrue();
            faults.end();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> checkpoints(besik).equals("UP"));
        }
    }

    @Test
    void a_start_on_a_disk_that_cannot_be_written_says_why_and_harms_nothing() throws Exception {
        try (var besik = start()) {
            assertThat(recordOne(besik, "before").status()).isEqualTo(201);
            besik.kill();
        }
        faults.begin(List.of("EROFS write /data/log/", "EROFS open /data/log/"));
        assertThatThrownBy(() -> start().close())
                .hasMessageContaining("Besik could not start")
                .hasMessageContaining("Read-only file system");
        faults.end();
        try (var besik = start()) {
            assertThat(recordOne(besik, "before").status()).isEqualTo(200);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Sends all lines, does something once some were answered, and gives the answers. */
    private List<JsonNode> delivered(ForkedBesik besik, Step afterSome) throws Exception {
        var answers = new ArrayList<JsonNode>();
        try (var stream = new FactStream(besik.address, besik.token("hub"))) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (String line : lines) {
                        stream.sendLine(line);
                    }
                    stream.end();
                } catch (IOException ended) {
                    // Nobody reads any more
                }
            });
            for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                answers.add(Besik.JSON.readTree(answer));
                if (answers.size() == BEFORE) {
                    afterSome.run();
                }
            }
            stream.close();
            sender.join();
        }
        return answers;
    }

    /** Recorded, known already or refused for what it says: anything but not taken. */
    private static boolean isTaken(JsonNode answer) {
        return !answer.path("problem").path("code").asString("").equals("unavailable");
    }

    private static Answer recordOne(ForkedBesik besik, String ref) throws IOException {
        return besik.ask("agency", "POST", "/v1/facts", """
                {"fact":"contact","ref":"%1$s","child":{"local":{"system":"test","value":"%1$s"}},\
                "occurredOn":"2026-03-04","data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(ref));
    }

    private static void assertRefuses(ForkedBesik besik) throws IOException {
        Answer answer = recordOne(besik, "not-taken");
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text()).contains("\"code\":\"unavailable\"");
    }

    /** The first part of readiness that is not up; empty: all are. */
    private static String down(ForkedBesik besik) throws IOException {
        Answer answer = besik.ask(null, "GET", "/actuator/health/readiness", null);
        return Besik.JSON
                .readTree(answer.body())
                .path("components")
                .propertyStream()
                .filter(part -> !part.getValue().path("status").asString().equals("UP"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static String checkpoints(ForkedBesik besik) throws IOException {
        return Besik.JSON
                .readTree(besik.ask(null, "GET", "/actuator/health", null).body())
                .path("components")
                .path("checkpoints")
                .path("status")
                .asString();
    }

    /** Each reference has one place in the log, no place two references, and no event stands in it twice. */
    private static void assertNothingIsDoubled(ForkedBesik besik, List<JsonNode> answers) throws IOException {
        var refs = new HashSet<String>();
        var positions = new HashSet<Long>();
        for (JsonNode answer : answers) {
            if (answer.has("position") && !answer.path("position").isNull()) {
                boolean isFirst = refs.add(answer.path("eventId").asString());
                assertThat(positions.add(answer.path("position").asLong())).isEqualTo(isFirst);
            }
        }
        var events = new HashSet<String>();
        Answer log = besik.ask("auditor", "GET", "/v1/audit/log", null);
        for (String line : log.text().lines().toList()) {
            String event =
                    Besik.JSON.readTree(line).path("metadata").path("eventId").asString();
            assertThat(event).isNotEmpty();
            assertThat(events.add(event)).as(line).isTrue();
        }
        assertThat(events).containsAll(refs);
    }
}
