package org.besik.command.keys;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/**
 * Wrapped keys in one SQLite file. A destroyed key is in none of its files any more. After a write that failed nothing
 * more is written until the file is opened again: as with the log, nobody knows what the medium holds.
 */
public final class SqliteKeyRows implements KeyRows {

    private final Connection reading;
    private final PreparedStatement select;
    private final Connection writing;
    private final PreparedStatement insert;
    private final PreparedStatement erase;
    /** Guards the writing connection; readers do not wait for a sync. */
    private final Object writeLock = new Object();

    private final Object readLock = new Object();

    private volatile @Nullable SQLException failure;

    private SqliteKeyRows(Path file) throws SQLException {
        writing = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = writing.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA fullfsync=ON");
            sql.execute("PRAGMA busy_timeout=10000");
            // What is erased is overwritten, or the old key could be read from a free page.
            sql.execute("PRAGMA secure_delete=ON");
            sql.execute("CREATE TABLE IF NOT EXISTS child_key"
                    + " (child TEXT PRIMARY KEY, wrapped BLOB) STRICT, WITHOUT ROWID");
        }
        // The same row again changes nothing, and is counted; another one for the child is not
        insert = writing.prepareStatement("INSERT INTO child_key VALUES (?, ?)"
                + " ON CONFLICT (child) DO UPDATE SET wrapped = excluded.wrapped WHERE wrapped = excluded.wrapped");
        erase = writing.prepareStatement(
                "INSERT INTO child_key VALUES (?, NULL) ON CONFLICT (child) DO UPDATE SET wrapped = NULL");
        writing.setAutoCommit(false);
        reading = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = reading.createStatement()) {
            sql.execute("PRAGMA query_only=ON");
            sql.execute("PRAGMA busy_timeout=10000");
        }
        select = reading.prepareStatement("SELECT wrapped FROM child_key WHERE child = ?");
    }

    /**
     * Opens the file, made if there is none.
     *
     * @throws IllegalStateException if it cannot be used
     */
    public static SqliteKeyRows open(Path file) {
        try {
            return new SqliteKeyRows(file);
        } catch (SQLException unusable) {
            throw new IllegalStateException("the key file cannot be used", unusable);
        }
    }

    @Override
    public @Nullable Row find(ChildId child) {
        synchronized (readLock) {
            try {
                select.setString(1, child.value());
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? new Row(rows.getBytes(1)) : null;
                }
            } catch (SQLException unreadable) {
                throw new IllegalStateException("the key file cannot be read", unreadable);
            }
        }
    }

    @Override
    public void add(Map<ChildId, byte[]> wrapped) {
        synchronized (writeLock) {
            goOn();
            try {
                for (var entry : wrapped.entrySet()) {
                    insert.setString(1, entry.getKey().value());
                    insert.setBytes(2, entry.getValue());
                    if (insert.executeUpdate() == 0) {
                        writing.rollback();
                        throw new IllegalStateException("a child has another key already, or none for ever");
                    }
                }
                writing.commit();
            } catch (SQLException failed) {
                throw new IllegalStateException("new keys cannot be made durable", rolledBack(failed));
            }
        }
    }

    @Override
    public void destroy(ChildId child) {
        synchronized (writeLock) {
            goOn();
            try {
                erase.setString(1, child.value());
                erase.executeUpdate();
                writing.commit();
                forgetWal();
            } catch (SQLException failed) {
                throw new IllegalStateException("a key cannot be destroyed", rolledBack(failed));
            }
        }
    }

    @Override
    public @Nullable String trouble() {
        SQLException failed = failure;
        return failed == null ? null : "the key file stopped after a failed write: " + failed.getMessage();
    }

    private void goOn() {
        if (failure != null) {
            throw new IllegalStateException("the key file stopped after a failed write", failure);
        }
    }

    /** The WAL may still hold the page with the key: it is moved into the file and emptied. */
    private void forgetWal() throws SQLException {
        writing.setAutoCommit(true);
        try (Statement sql = writing.createStatement();
                ResultSet rows = sql.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (rows.getInt(1) != 0) {
                throw new SQLException("the WAL is in use");
            }
        } finally {
            writing.setAutoCommit(false);
        }
    }

    private SQLException rolledBack(SQLException failed) {
        failure = failed;
        try {
            writing.rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        return failed;
    }

    @Override
    public void close() {
        synchronized (writeLock) {
            synchronized (readLock) {
                try (reading;
                        writing) {
                    writing.rollback();
                } catch (SQLException failed) {
                    throw new IllegalStateException("the key file did not close cleanly", failed);
                }
            }
        }
    }
}
