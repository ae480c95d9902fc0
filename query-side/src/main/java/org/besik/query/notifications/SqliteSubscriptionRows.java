package org.besik.query.notifications;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subscriptions in one SQLite file. There are few, and they are written seldom: one connection serves all. */
public final class SqliteSubscriptionRows implements SubscriptionRows {

    private final Connection connection;

    private SqliteSubscriptionRows(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA fullfsync=ON");
            sql.execute("PRAGMA busy_timeout=10000");
            sql.execute("CREATE TABLE IF NOT EXISTS subscription"
                    + " (id TEXT PRIMARY KEY, revision TEXT NOT NULL, body BLOB NOT NULL) STRICT");
        }
    }

    /**
     * Opens the file, made if there is none.
     *
     * @throws IllegalStateException if it cannot be used
     */
    public static SqliteSubscriptionRows open(Path file) {
        try {
            return new SqliteSubscriptionRows(file);
        } catch (SQLException unusable) {
            throw new IllegalStateException("the file of subscriptions cannot be used", unusable);
        }
    }

    @Override
    public synchronized Map<String, Row> all() {
        try (var select = connection.prepareStatement("SELECT id, revision, body FROM subscription ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            var all = new LinkedHashMap<String, Row>();
            while (rows.next()) {
                all.put(rows.getString(1), new Row(rows.getString(2), rows.getBytes(3)));
            }
            return all;
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the file of subscriptions cannot be read", unreadable);
        }
    }

    @Override
    public synchronized @Nullable Row find(String id) {
        try (var select = connection.prepareStatement("SELECT revision, body FROM subscription WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? new Row(rows.getString(1), rows.getBytes(2)) : null;
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the file of subscriptions cannot be read", unreadable);
        }
    }

    @Override
    public synchronized boolean replace(String id, @Nullable String expected, @Nullable Row next) {
        try {
            if (next == null) {
                return expected != null && delete(id, expected);
            }
            return expected == null ? insert(id, next) : update(id, expected, next);
        } catch (SQLException failed) {
            throw new IllegalStateException("a subscription cannot be kept", failed);
        }
    }

    private boolean insert(String id, Row next) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("INSERT INTO subscription VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            sql.setString(1, id);
            sql.setString(2, next.revision());
            sql.setBytes(3, next.body());
            return sql.executeUpdate() == 1;
        }
    }

    private boolean update(String id, String expected, Row next) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "UPDATE subscription SET revision = ?, body = ? WHERE id = ? AND revision = ?")) {
            sql.setString(1, next.revision());
            sql.setBytes(2, next.body());
            sql.setString(3, id);
            sql.setString(4, expected);
            return sql.executeUpdate() == 1;
        }
    }

    private boolean delete(String id, String expected) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("DELETE FROM subscription WHERE id = ? AND revision = ?")) {
            sql.setString(1, id);
            sql.setString(2, expected);
            return sql.executeUpdate() == 1;
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("the file of subscriptions did not close cleanly", failed);
        }
    }
}
