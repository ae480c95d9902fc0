package org.besik.command.eventlog.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.tree.TreeStore;
import org.jspecify.annotations.Nullable;

/** The tree in a file of its own that may be deleted while nobody has it open. */
public final class SqliteTreeStore implements TreeStore {

    private static final int FORMAT = 1;

    private final Connection writing;
    private final PreparedStatement insert;
    private final PreparedStatement advance;
    private final Connection reading;
    private final PreparedStatement find;
    private volatile long size;

    private SqliteTreeStore(Path file) throws SQLException {
        writing = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = writing.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            // What a crash takes away is made again from the log.
            sql.execute("PRAGMA synchronous=NORMAL");
            sql.execute("PRAGMA busy_timeout=10000");
            sql.execute("CREATE TABLE IF NOT EXISTS subtree (level INTEGER NOT NULL, number INTEGER NOT NULL,"
                    + " hash BLOB NOT NULL, PRIMARY KEY (level, number)) STRICT, WITHOUT ROWID");
            sql.execute(
                    "CREATE TABLE IF NOT EXISTS progress (format INTEGER PRIMARY KEY, size INTEGER NOT NULL) STRICT");
            try (ResultSet rows = sql.executeQuery("SELECT size FROM progress")) {
                size = rows.next() ? rows.getLong(1) : 0;
            }
        }
        insert = writing.prepareStatement("INSERT OR REPLACE INTO subtree VALUES (?, ?, ?)");
        advance = writing.prepareStatement("INSERT OR REPLACE INTO progress VALUES (" + FORMAT + ", ?)");
        writing.setAutoCommit(false);
        reading = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = reading.createStatement()) {
            sql.execute("PRAGMA query_only=ON");
            sql.execute("PRAGMA busy_timeout=10000");
        }
        find = reading.prepareStatement("SELECT hash FROM subtree WHERE level = ? AND number = ?");
    }

    /** Opens the tree in a file; one that is damaged or of another format is begun again. */
    public static SqliteTreeStore open(Path file) {
        try {
            if (Files.exists(file) && !isUsable(file)) {
                for (String suffix : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(Path.of(file + suffix));
                }
            }
            return new SqliteTreeStore(file);
        } catch (SQLException | IOException unusable) {
            throw new LogUnavailableException("the tree cannot be opened", unusable);
        }
    }

    private static boolean isUsable(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT format FROM progress")) {
            return !rows.next() || rows.getInt(1) == FORMAT;
        } catch (SQLException damaged) {
            // Nothing is lost: what is in it follows from the log.
            return false;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized byte @Nullable [] hash(int level, long number) {
        try {
            find.setInt(1, level);
            find.setLong(2, number);
            try (ResultSet rows = find.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
            }
        } catch (SQLException unreadable) {
            throw new LogUnavailableException("the tree cannot be read", unreadable);
        }
    }

    @Override
    public void add(List<Node> nodes, long reached) {
        try {
            for (Node node : nodes) {
                insert.setInt(1, node.level());
                insert.setLong(2, node.number());
                insert.setBytes(3, node.hash());
                insert.executeUpdate();
            }
            advance(reached);
        } catch (SQLException failed) {
            throw rolledBack(failed);
        }
    }

    @Override
    public void clear() {
        try (Statement sql = writing.createStatement()) {
            sql.executeUpdate("DELETE FROM subtree");
            advance(0);
        } catch (SQLException failed) {
            throw rolledBack(failed);
        }
    }

    private void advance(long reached) throws SQLException {
        advance.setLong(1, reached);
        advance.executeUpdate();
        writing.commit();
        size = reached;
    }

    private LogUnavailableException rolledBack(SQLException failed) {
        LogFile.rollBack(writing, failed);
        return new LogUnavailableException("the tree cannot be written", failed);
    }

    @Override
    public void close() {
        try (writing;
                reading) {
            writing.rollback();
        } catch (SQLException failed) {
            throw new LogUnavailableException("the tree did not close cleanly", failed);
        }
    }
}
