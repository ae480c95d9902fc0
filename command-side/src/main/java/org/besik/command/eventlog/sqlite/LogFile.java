package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How the log's file is laid out and opened. */
final class LogFile {

    /** What SQLite says when it writes a page of ours; the estimate of the checkpointer rests on it. */
    static final int PAGE_BYTES = 4096;

    private static final int FORMAT = 1;

    private LogFile() {}

    /** The one connection that writes. */
    static Connection forWriting(Path file) throws SQLException {
        Connection connection = open(file);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA page_size=" + PAGE_BYTES);
            sql.execute("PRAGMA journal_mode=WAL");
            // FULL: a commit returns after the sync of the WAL. On a Mac only fullfsync reaches the medium.
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA fullfsync=ON");
            sql.execute("PRAGMA checkpoint_fullfsync=ON");
            sql.execute("PRAGMA wal_autocheckpoint=0");
            sql.execute("PRAGMA cache_size=-65536");
            createOrCheck(sql);
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
        return connection;
    }

    static Connection forReading(Path file) throws SQLException {
        Connection connection = open(file);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA query_only=ON");
            sql.execute("PRAGMA cache_size=-8192");
        }
        return connection;
    }

    static Connection forCheckpoints(Path file) throws SQLException {
        Connection connection = open(file);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA checkpoint_fullfsync=ON");
            sql.execute("PRAGMA wal_autocheckpoint=0");
        }
        return connection;
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA busy_timeout=10000");
        }
        return connection;
    }

    /**
     * Undoes what a failed write left. On a full disk SQLite rolls back by itself; the driver's own rollback fails then and
     * begins no new transaction, and what is written next would be committed row by row.
     */
    static void rollBack(Connection writing, SQLException failed) {
        try {
            writing.rollback();
        } catch (SQLException rolledBackAlready) {
            try (Statement sql = writing.createStatement()) {
                sql.execute("BEGIN");
            } catch (SQLException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }
    }

    private static void createOrCheck(Statement sql) throws SQLException {
        int format = number(sql, "PRAGMA user_version");
        if (format == 0) {
            sql.execute("BEGIN IMMEDIATE");
            // The link is stored with a transaction's last event and nowhere else: that is how its end is known.
            sql.execute("CREATE TABLE event (position INTEGER PRIMARY KEY, type TEXT NOT NULL, revision TEXT NOT NULL,"
                    + " metadata BLOB NOT NULL, tags BLOB NOT NULL, payload BLOB NOT NULL, link BLOB) STRICT");
            sql.execute("CREATE TABLE taken_key (space TEXT NOT NULL, key BLOB NOT NULL, position INTEGER NOT NULL,"
                    + " value BLOB NOT NULL, PRIMARY KEY (space, key)) STRICT, WITHOUT ROWID");
            sql.execute("PRAGMA user_version=" + FORMAT);
            sql.execute("COMMIT");
        } else if (format != FORMAT) {
            throw new SQLException("the log has format " + format + ", this version reads " + FORMAT);
        }
    }

    private static int number(Statement sql, String query) throws SQLException {
        try (ResultSet found = sql.executeQuery(query)) {
            return found.getInt(1);
        }
    }
}
