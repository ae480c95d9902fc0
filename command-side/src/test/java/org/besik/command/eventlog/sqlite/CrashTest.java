package org.besik.command.eventlog.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.command.eventlog.ChainVerifier.Verdict;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.codec.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there, whatever became of the process. {@code infra/test --nightly} kills it more often. */
@Timeout(3_600)
class CrashTest {

    private static final int CYCLES = Integer.getInteger("besik.crash.cycles", 10);
    private static final int ACKNOWLEDGED = 1_500;

    @TempDir
    Path folder;

    /** After each, the whole log is read again: one log for hundreds of them would cost the square. */
    private static final int CYCLES_OF_A_LOG = 20;

    @Test
    void a_killed_process_loses_nothing_that_was_acknowledged() throws Exception {
        for (int done = 0; done < CYCLES; done += CYCLES_OF_A_LOG) {
            killAgainAndAgain(
                    Files.createDirectory(folder.resolve("after-" + done)), Math.min(CYCLES_OF_A_LOG, CYCLES - done));
        }
    }

    private void killAgainAndAgain(Path site, int cycles) throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            // A small WAL, so that some are killed while it is being moved.
            Process process = start(List.of(), site, "c" + cycle, 1 << 16);
            try (var said = process.inputReader()) {
                int lines = 0;
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    take(line, acknowledged);
                    if (++lines == ACKNOWLEDGED + cycle * 37) {
                        // By its handle: the process itself would also close the stream with its last words.
                        process.toHandle().destroyForcibly();
                    }
                }
                assertThat(lines).as(errors()).isGreaterThanOrEqualTo(ACKNOWLEDGED);
            }
            process.waitFor();
            assertWhole(site, acknowledged);
        }
    }

    /** The file may not grow any more: writes of the WAL fail, as on a full or failing disk. */
    @Test
    void a_log_that_cannot_write_refuses_and_keeps_what_it_had_acknowledged() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        Process process = start(List.of("sh", "-c", "ulimit -f 10000; exec \"$@\"", "sh"), folder, "full", 1L << 30);
        List<String> others = new ArrayList<>();
        try (var said = process.inputReader()) {
            said.lines().forEach(line -> {
                if (!take(line, acknowledged)) {
                    others.add(line);
                }
            });
        }
        assertThat(others).as(errors()).containsExactly("refused", "refused", "refused", "refused");
        assertThat(process.waitFor()).isZero();
        assertThat(acknowledged).isNotEmpty();
        assertWhole(folder, acknowledged);
    }

    private Process start(List<String> wrapper, Path site, String name, long checkpointBytes) throws IOException {
        var command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                site.resolve("log").toString(),
                name,
                Long.toString(checkpointBytes)));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors.txt"));
    }

    /** False: the line acknowledges nothing. A line that the kill cut off acknowledges nothing that could be checked. */
    private static boolean take(String line, Map<String, Long> acknowledged) {
        int space = line.indexOf(' ');
        if (space < 0 || !line.substring(space + 1).matches("\\d+")) {
            return false;
        }
        acknowledged.put(line.substring(0, space), Long.parseLong(line, space + 1, line.length(), 10));
        return true;
    }

    private static void assertWhole(Path site, Map<String, Long> acknowledged) {
        try (var log = SqliteEventLog.open(site.resolve("log"), Logs.HASH)) {
            Verdict verdict = SqliteEventLog.verify(site.resolve("log"), position -> {});
            assertThat(verdict.broken()).isNull();
            assertThat(verdict.verified()).isEqualTo(log.head());
            Map<Long, StoredEvent> stored = new HashMap<>();
            for (StoredEvent event : log.read(0, Integer.MAX_VALUE)) {
                stored.put(event.position(), event);
            }
            acknowledged.forEach((name, position) -> {
                int events = 1 + Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)) % 3;
                for (int n = 0; n < events; n++) {
                    StoredEvent event = stored.get(position + n);
                    assertThat(event).as(name).isNotNull();
                    assertThat(new String(event.payload(), UTF_8)).isEqualTo(name + "-" + n);
                }
                assertThat(log.find(new UniqueKey("ref", name.getBytes(UTF_8)))
                                .orElseThrow()
                                .position())
                        .isEqualTo(position);
            });
        }
    }
}
