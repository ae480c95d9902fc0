package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.besik.command.eventlog.ChainVerifier;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.standalone.client.FactStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The process is killed in the middle of a stream, again and again: whatever was answered {@code recorded} is there
 * afterwards, as it was answered. {@code infra/test --nightly} kills it more often.
 */
class CrashTest {

    private static final int CRASHES = Integer.getInteger("besik.crash.cycles", 10);

    /** What was answered for a line. */
    private record Recorded(String childId, String eventId, long position) {

        static Recorded of(JsonNode answer) {
            return new Recorded(
                    answer.path("childId").asString(),
                    answer.path("eventId").asString(),
                    answer.path("position").asLong());
        }
    }

    @Test
    void what_was_answered_recorded_survives_being_killed(@TempDir Path data) throws Exception {
        List<String> lines = HubDelivery.lines();
        var random = new Random(20_261_031);
        Map<Integer, Recorded> answered = new LinkedHashMap<>();
        for (int crash = 1; crash <= CRASHES; crash++) {
            try (var besik = ForkedBesik.start(data)) {
                assertAllFoundAgain(besik, lines, answered);
                int enough = 1 + random.nextInt(lines.size() / (2 * CRASHES));
                answered.putAll(streamUntilKilled(besik, lines, answered.size(), enough));
            }
            ChainVerifier.Verdict verdict = SqliteEventLog.verify(data.resolve("log"), position -> {});
            assertThat(verdict.isWhole()).as("the log after crash " + crash).isTrue();
            assertThat(answered.values())
                    .allSatisfy(recorded -> assertThat(recorded.position()).isBetween(1L, verdict.verified()));
        }
        try (var besik = ForkedBesik.start(data)) {
            assertAllFoundAgain(besik, lines, answered);
            besik.stop();
        }
        assertThat(answered).hasSizeGreaterThan(CRASHES);
    }

    /** Sends from a line on and kills the process once enough new answers have come, while more are under way. */
    private static Map<Integer, Recorded> streamUntilKilled(ForkedBesik besik, List<String> lines, int from, int enough)
            throws Exception {
        var recorded = new LinkedHashMap<Integer, Recorded>();
        var stream = new FactStream(besik.address, besik.token("hub"));
        var sender = Thread.ofVirtual().start(() -> {
            try {
                for (String line : lines.subList(from, lines.size())) {
                    stream.sendLine(line);
                }
                stream.end();
            } catch (IOException killed) {
                // Expected: nobody reads any more
            }
        });
        try {
            for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                JsonNode read = Besik.JSON.readTree(answer);
                if (read.path("status").asString().equals("recorded")) {
                    recorded.put(from + read.path("line").asInt() - 1, Recorded.of(read));
                }
                if (recorded.size() == enough) {
                    besik.kill();
                }
            }
        } catch (IOException cut) {
            // The last answer may be cut in two: it was not given
        } catch (RuntimeException halfALine) {
            assertThat(besik.isAlive()).isFalse();
        } finally {
            stream.close();
            sender.join();
        }
        besik.kill();
        return recorded;
    }

    private static void assertAllFoundAgain(ForkedBesik besik, List<String> lines, Map<Integer, Recorded> answered)
            throws Exception {
        var numbers = new ArrayList<>(answered.keySet());
        try (var stream = new FactStream(besik.address, besik.token("hub"))) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int number : numbers) {
                        stream.sendLine(lines.get(number));
                    }
                    stream.end();
                } catch (IOException cut) {
                    throw new UncheckedIOException(cut);
                }
            });
            for (int number : numbers) {
                JsonNode answer = Besik.JSON.readTree(stream.readAnswer());
                assertThat(answer.path("status").asString())
                        .as(answer.toString())
                        .isEqualTo("duplicate");
                assertThat(Recorded.of(answer)).isEqualTo(answered.get(number));
            }
            assertThat(stream.readAnswer()).isNull();
            sender.join();
        }
    }
}
