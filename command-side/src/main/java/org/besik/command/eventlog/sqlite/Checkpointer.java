package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Moves the WAL into the log's file without ever stopping a writer or a reader (PASSIVE). Two steps keep the pause short: a
 * thread of its own moves the bulk while the writer goes on, then the writer moves what it wrote meanwhile, so that its
 * next commit can begin the WAL again. SQLite's own checkpoint would run inside a commit, at its worst moment.
 */
final class Checkpointer implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement passive;
    private final long threshold;
    private final Thread thread;
    private final Object lock = new Object();
    private boolean wanted;
    private boolean closed;
    private volatile boolean bulkMoved;
    private volatile @Nullable SQLException failure;
    private long estimatedPages;

    /** Begins to move when the WAL is thought to have {@code threshold} bytes. */
    Checkpointer(Path file, long threshold) throws SQLException {
        this.threshold = threshold;
        connection = LogFile.forCheckpoints(file);
        passive = connection.prepareStatement("PRAGMA wal_checkpoint(PASSIVE)");
        thread = Thread.ofPlatform().daemon().name("besik-log-checkpoint").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Called by the writer after each commit with the pages it may have written. */
    void wrote(long pages) {
        estimatedPages += pages;
        if (estimatedPages * LogFile.PAGE_BYTES >= threshold) {
            estimatedPages = 0;
            synchronized (lock) {
                wanted = true;
                lock.notifyAll();
            }
        }
    }

    /**
     * Called by the writer between two groups: moves the rest if the bulk was moved.
     *
     * @throws SQLException also if the bulk could not be moved: without an end the WAL would fill the disk
     */
    void finish() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        if (bulkMoved) {
            bulkMoved = false;
            move();
        }
    }

    private void run() {
        try {
            while (awaitWanted()) {
                move();
                bulkMoved = true;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (SQLException failed) {
            failure = failed;
        }
    }

    private boolean awaitWanted() throws InterruptedException {
        synchronized (lock) {
            while (!wanted && !closed) {
                lock.wait();
            }
            wanted = false;
            return !closed;
        }
    }

    private synchronized void move() throws SQLException {
        try (ResultSet rows = passive.executeQuery()) {
            rows.next();
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        Threads.join(thread);
        connection.close();
    }
}
