package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.tree.CheckpointStore;

/** Signed checkpoints in a file of their own: some 250 bytes each. */
public final class SqliteCheckpointStore implements CheckpointStore {

    private final Connection connection;

    private SqliteCheckpointStore(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            // What was shown to somebody must be known after a crash, else another history might be signed.
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA fullfsync=ON");
            sql.execute("PRAGMA busy_timeout=10000");
            sql.execute("CREATE TABLE IF NOT EXISTS checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT");
        }
    }

    /** Opens a file, made if there is none. */
    public static SqliteCheckpointStore open(Path file) {
        try {
            return new SqliteCheckpointStore(file);
        } catch (SQLException unusable) {
            throw new LogUnavailableException("the checkpoints cannot be opened", unusable);
        }
    }

    @Override
    public synchronized void add(long size, String note) {
        try (PreparedStatement sql = connection.prepareStatement("INSERT INTO checkpoint VALUES (?, ?)")) {
            sql.setLong(1, size);
            sql.setString(2, note);
            sql.executeUpdate();
        } catch (SQLException failed) {
            throw new LogUnavailableException("the checkpoint cannot be kept", failed);
        }
    }

    @Override
    public Optional<String> last() {
        return notes("SELECT note FROM checkpoint ORDER BY size DESC LIMIT ?", 1).stream()
                .findFirst();
    }

    @Override
    public Optional<String> find(long size) {
        return notes("SELECT note FROM checkpoint WHERE size = ?", size).stream()
                .findFirst();
    }

    @Override
    public List<String> spread(int limit) {
        return notes(
                "WITH numbered AS (SELECT note, row_number() OVER (ORDER BY size DESC) - 1 AS n, count(*) OVER () AS all_of"
                        + " FROM checkpoint) SELECT note FROM numbered WHERE n % max(1, all_of / ?) = 0 ORDER BY n DESC",
                limit);
    }

    private synchronized List<String> notes(String query, long parameter) {
        var notes = new ArrayList<String>();
        try (PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setLong(1, parameter);
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    notes.add(rows.getString(1));
                }
            }
            return notes;
        } catch (SQLException unreadable) {
            throw new LogUnavailableException("the checkpoints cannot be read", unreadable);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new LogUnavailableException("the checkpoints did not close cleanly", failed);
        }
    }
}
