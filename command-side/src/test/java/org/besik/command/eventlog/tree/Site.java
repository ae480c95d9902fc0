package org.besik.command.eventlog.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.sqlite.SqliteCheckpointStore;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.command.keys.CheckpointKey;
import org.besik.proofs.NoteSigner;
import org.besik.proofs.audit.AuditedEvent;
import org.besik.proofs.audit.Evidence;
import org.besik.proofs.audit.LogAudit;
import org.besik.proofs.audit.Report;

/** A data directory with the real log, its tree and its signer at work. */
final class Site implements AutoCloseable {

    final SqliteEventLog log;
    final SqliteTreeStore nodes;
    final SqliteCheckpointStore checkpoints;
    final LogTree tree;
    final NoteSigner key;
    final CheckpointSigner signer;

    Site(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        log = SqliteEventLog.open(folder.resolve("log"), String::hashCode);
        nodes = SqliteTreeStore.open(folder.resolve("log/tree.db"));
        checkpoints = SqliteCheckpointStore.open(folder.resolve("checkpoints.db"));
        tree = new LogTree(log, nodes);
        key = CheckpointKey.load(Map.of(), folder);
        signer = new CheckpointSigner(log, tree, checkpoints, key);
    }

    static Site signing(Path folder) throws IOException {
        var site = new Site(folder);
        site.signer.start();
        return site;
    }

    /** Appends single events. */
    void append(String words, int count) {
        log.append(transactions(words, count));
    }

    static List<LogTransaction> transactions(String words, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new LogTransaction(
                        List.of(new NewEvent(
                                "t.Said", "1", new byte[0], List.of("child:a"), (words + " " + n).getBytes(UTF_8))),
                        List.of(),
                        null))
                .toList();
    }

    void awaitSigned() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> signer.latest() != null && signer.behind() == 0);
    }

    /** Everything that was ever signed here, against what the log holds. */
    Report audit() {
        var evidence = new ArrayList<Evidence>();
        checkpoints.spread(100_000).forEach(note -> evidence.add(Evidence.of("here", note, key.verifier())));
        var audit = new LogAudit(evidence, nodes::hash, TreeStore.LEVEL, 1, 0);
        for (ChainedEvent event : log.readChained(0, Integer.MAX_VALUE)) {
            audit.add(new AuditedEvent(
                    event.position(),
                    event.type().getBytes(UTF_8),
                    event.revision().getBytes(UTF_8),
                    event.metadata(),
                    event.tags(),
                    event.payload(),
                    null,
                    event.link()));
        }
        return audit.finish();
    }

    static void alter(Path folder, String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log/log.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() {
        signer.close();
        nodes.close();
        checkpoints.close();
        log.close();
    }
}
