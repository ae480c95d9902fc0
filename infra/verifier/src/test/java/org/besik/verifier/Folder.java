package org.besik.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.besik.command.audit.LogExport;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.sqlite.SqliteCheckpointStore;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.command.eventlog.tree.CheckpointSigner;
import org.besik.command.eventlog.tree.LogTree;
import org.besik.command.keys.CheckpointKey;

/** A data directory in which the real log and the real signer have worked. */
record Folder(Path path) {

    /** Appends transactions of one, two and three events in turn, and signs; gives the last checkpoint. */
    String write(String words, int transactions) throws IOException {
        Files.createDirectories(path.resolve("log"));
        try (var log = SqliteEventLog.open(path.resolve("log"), String::hashCode);
                var nodes = SqliteTreeStore.open(path.resolve("log/tree.db"));
                var checkpoints = SqliteCheckpointStore.open(path.resolve("checkpoints.db"));
                var signer = new CheckpointSigner(
                        log, new LogTree(log, nodes), checkpoints, CheckpointKey.load(Map.of(), path))) {
            signer.start();
            for (int n = 0; n < transactions; n++) {
                log.append(List.of(transaction(words + " " + n, 1 + n % 3)));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> signer.latest() != null
                            && signer.latest().checkpoint().size() == log.head());
            return signer.latest().note();
        }
    }

    private static LogTransaction transaction(String words, int events) {
        return new LogTransaction(
                IntStream.range(0, events)
                        .mapToObj(n -> new NewEvent(
                                "t.Said",
                                "1",
                                "{\"n\":\"1\"}".getBytes(UTF_8),
                                List.of("child:a", "кала:б"),
                                ("{\"said\":\"" + words + ", Әже! " + n + "\"}").getBytes(UTF_8)))
                        .toList(),
                List.of(),
                null);
    }

    /** What {@code GET /v1/audit/log} would answer. */
    Path export(Path file) throws IOException {
        try (var log = SqliteEventLog.open(path.resolve("log"), String::hashCode);
                OutputStream out = Files.newOutputStream(file)) {
            LogExport.write(log, 1, log.head(), out);
        }
        return file;
    }

    void alter(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path.resolve("log/log.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    String vkey() throws IOException {
        return Files.readString(path.resolve("checkpoint.vkey"));
    }

    /** What {@code infra/verify} said and how it ended. */
    record Ended(int code, String said, String progress) {}

    static Ended verify(Object... arguments) {
        var said = new StringWriter();
        var progress = new StringWriter();
        int code = Verify.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(progress, true))
                .execute(java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Ended(code, said.toString(), progress.toString());
    }
}
