package org.besik.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.besik.proofs.NoteVerifier;
import org.besik.proofs.audit.AuditedEvent;
import org.besik.proofs.audit.Evidence;
import org.besik.proofs.audit.LogAudit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the log in a data directory, without changing it. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks the log in a data directory (--data of infra/run), without changing it.")
final class VerifyLog implements Callable<Integer> {

    /** The lowest level that the tree beside the log keeps. */
    private static final int TREE_LEVEL = 8;

    private static final int OWN_CHECKPOINTS = 10_000;

    @Parameters(paramLabel = "DIR", description = "the data directory")
    private Path directory = Path.of("");

    @Mixin
    private Trust trust = new Trust();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        var commandLine = java.util.Objects.requireNonNull(spec).commandLine();
        Path file = directory.resolve("log").resolve("log.db");
        if (!Files.isRegularFile(file)) {
            throw new CannotCheck("There is no log in " + directory + ": " + file + " was expected.");
        }
        NoteVerifier key = trust.key(directory.resolve("checkpoint.vkey"));
        var evidence = new ArrayList<>(trust.evidence(key));
        var remarks = new ArrayList<String>();
        if (key != null && !trust.hasKey()) {
            remarks.add("The key was taken from the folder itself (no --vkey): whoever wrote the log could have put it"
                    + " there");
        }
        Path kept = directory.resolve("checkpoints.db");
        if (key != null && Files.isRegularFile(kept)) {
            evidence.addAll(ownCheckpoints(kept, key, remarks));
        }
        try (Tree tree = new Tree(directory.resolve("log").resolve("tree.db"))) {
            var audit = new LogAudit(evidence, tree::hash, TREE_LEVEL, 1, 0);
            var telling = new Telling(commandLine.getErr(), "");
            read(file, audit, telling);
            return telling.verdict(audit.finish(), remarks, commandLine.getOut());
        }
    }

    private static void read(Path file, LogAudit audit, Telling telling) {
        try (Connection connection = ReadOnly.open(file);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(
                        "SELECT position, type, revision, metadata, tags, payload, link FROM event ORDER BY position")) {
            while (rows.next()) {
                telling.event();
                audit.add(new AuditedEvent(
                        rows.getLong(1),
                        bytes(rows, 2),
                        bytes(rows, 3),
                        bytes(rows, 4),
                        bytes(rows, 5),
                        bytes(rows, 6),
                        null,
                        rows.getBytes(7)));
            }
        } catch (SQLException damaged) {
            audit.unreadable("the file of the log cannot be read any further after event " + (audit.next() - 1) + ": "
                    + damaged.getMessage());
        }
    }

    private static byte[] bytes(ResultSet rows, int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    private static List<Evidence> ownCheckpoints(Path file, NoteVerifier key, List<String> remarks) {
        var evidence = new ArrayList<Evidence>();
        try (Connection connection = ReadOnly.open(file);
                PreparedStatement sql = connection.prepareStatement(
                        "WITH numbered AS (SELECT note, row_number() OVER (ORDER BY size DESC) - 1 AS n, count(*) OVER () AS"
                                + " all_of FROM checkpoint) SELECT note FROM numbered WHERE n % max(1, all_of / ?) = 0")) {
            sql.setInt(1, OWN_CHECKPOINTS);
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    evidence.add(Evidence.of("the folder itself", rows.getString(1), key));
                }
            }
        } catch (SQLException damaged) {
            remarks.add("The checkpoints beside the log cannot be read: " + damaged.getMessage());
        }
        return evidence;
    }

    /** The tree beside the log, as far as it can be read: it may be missing or made anew at any time. */
    private static final class Tree implements AutoCloseable {

        private final @Nullable Connection connection;
        private final @Nullable PreparedStatement find;

        Tree(Path file) {
            Connection opened = null;
            PreparedStatement prepared = null;
            try {
                if (Files.isRegularFile(file)) {
                    opened = ReadOnly.open(file);
                    prepared = opened.prepareStatement("SELECT hash FROM subtree WHERE level = ? AND number = ?");
                }
            } catch (SQLException damaged) {
                prepared = null;
            }
            connection = opened;
            find = prepared;
        }

        byte @Nullable [] hash(int level, long number) {
            if (find == null) {
                return null;
            }
            try {
                find.setInt(1, level);
                find.setLong(2, number);
                try (ResultSet rows = find.executeQuery()) {
                    return rows.next() ? rows.getBytes(1) : null;
                }
            } catch (SQLException damaged) {
                return null;
            }
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }

    /** Opens files of SQLite without changing them or what lies beside them. */
    private static final class ReadOnly {

        static Connection open(Path file) throws SQLException {
            // After a clean stop there is nothing beside the file, and SQLite need not make anything there either.
            boolean isAlone = !Files.exists(Path.of(file + "-wal"));
            String address = file.toAbsolutePath().toUri().getRawPath();
            return DriverManager.getConnection("jdbc:sqlite:file:" + address + (isAlone ? "?immutable=1" : "?mode=ro"));
        }
    }
}
