package org.besik.query.viewstore.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.besik.query.viewstore.ViewStoreException;
import org.jspecify.annotations.Nullable;

/** Connections that read, opened as needed up to a few; each reading sees one state of the file. */
final class ReaderPool {

    private final Opening opening;
    private final Semaphore permits;
    private final ArrayDeque<Reader> idle = new ArrayDeque<>();
    private boolean closed;

    interface Opening {
        Connection open() throws SQLException;
    }

    interface Reading<T> {
        T read(Reader reader) throws SQLException;
    }

    ReaderPool(Opening opening, int most) {
        this.opening = opening;
        this.permits = new Semaphore(most);
    }

    <T> T read(Reading<T> reading) {
        permits.acquireUninterruptibly();
        Reader reader = null;
        boolean healthy = false;
        try {
            reader = take();
            T answer = reading.read(reader);
            // Ends the reading, so that the WAL can start anew
            reader.connection.commit();
            healthy = true;
            return answer;
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store could not be read", failed);
        } finally {
            giveBack(reader, healthy);
            permits.release();
        }
    }

    private Reader take() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new ViewStoreException("the view store is closed");
            }
            Reader reader = idle.pollLast();
            if (reader != null) {
                return reader;
            }
        }
        Connection connection = opening.open();
        connection.setAutoCommit(false);
        return new Reader(connection);
    }

    private void giveBack(@Nullable Reader reader, boolean healthy) {
        if (reader == null) {
            return;
        }
        synchronized (this) {
            if (healthy && !closed) {
                idle.addLast(reader);
                return;
            }
        }
        close(reader);
    }

    /** Closes the idle ones now and those in use when they come back. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        while (true) {
            Reader reader;
            synchronized (this) {
                reader = idle.pollLast();
            }
            if (reader == null) {
                return;
            }
            close(reader);
        }
    }

    private static void close(Reader reader) {
        try {
            reader.connection.close();
        } catch (SQLException failed) {
            throw new ViewStoreException("a reader did not close", failed);
        }
    }
}
