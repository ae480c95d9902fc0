package org.besik.query.viewstore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.besik.query.viewstore.ViewStoreException;

/** The one connection that writes, and its WAL: what was written and is not in the file yet. */
final class Writer {

    static final int PAGE_BYTES = 4096;

    /** Pages in the WAL from which on they are copied into the file: 64 MiB. */
    private static final long CHECKPOINT_PAGES = 16_384;

    /**
     * Bytes of the WAL's file that are kept when it begins anew. A first build makes it gigabytes long, and what nobody reads
     * any more would take the machine's memory from the file that is read.
     */
    static final int LONGEST_WAL_KEPT = 256 << 20;

    final Connection connection;
    private volatile long walPages;
    private final AtomicLong walPagesWritten = new AtomicLong();

    Writer(Connection connection) {
        this.connection = connection;
    }

    /** Bytes that went to the WAL since it was opened. */
    long walBytesWritten() {
        return walPagesWritten.get() * PAGE_BYTES;
    }

    /** The WAL's present length in bytes. */
    long walBytes() {
        return walPages * PAGE_BYTES;
    }

    /**
     * Copies the WAL into the file when it is long. On the writer's own time: a checkpoint beside a busy writer never
     * reaches the end of the WAL, and then the WAL never starts anew. Before a batch, so that none that was written is said
     * to have failed.
     */
    void copyLongWal() {
        if (walPages < CHECKPOINT_PAGES) {
            return;
        }
        try {
            outsideTransactions(statement -> walPages(statement, "PASSIVE"));
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store's file could not be written", failed);
        }
    }

    void measureWal() {
        try {
            outsideTransactions(statement -> {
                long pages = walPages(statement, "NOOP");
                walPagesWritten.addAndGet(pages < walPages ? pages : pages - walPages);
                walPages = pages;
            });
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store's file could not be read", failed);
        }
    }

    private static long walPages(Statement statement, String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() ? Math.max(row.getLong(2), 0) : 0;
        }
    }

    interface Work {
        void on(Statement statement) throws SQLException;
    }

    void outsideTransactions(Work work) throws SQLException {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            try {
                work.on(statement);
            } finally {
                connection.setAutoCommit(false);
            }
        }
    }

    /** @param cause is told what fails here, too */
    void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException rolledBackAlready) {
            beginAgain(cause);
        }
    }

    /**
     * On a full disk SQLite rolls back by itself. The driver's own rollback fails then, and it begins no new transaction:
     * what is written next would be committed change by change.
     */
    private void beginAgain(Throwable cause) {
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN");
        } catch (SQLException also) {
            cause.addSuppressed(also);
        }
    }
}
