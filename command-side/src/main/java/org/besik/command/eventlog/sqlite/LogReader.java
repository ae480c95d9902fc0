package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.TagBytes;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/** One connection's way to read the log. Every read is short: an open one keeps the WAL from shrinking. One thread at a time. */
final class LogReader implements AutoCloseable {

    private static final String EVENT = "SELECT position, type, revision, metadata, tags, payload, link FROM event ";

    private final Connection connection;
    private final PreparedStatement page;
    private final PreparedStatement these;
    private final PreparedStatement about;
    private final PreparedStatement taken;
    private final PreparedStatement last;
    private final PreparedStatement boundary;

    LogReader(Path file) throws SQLException {
        this(LogFile.forReading(file));
    }

    LogReader(Connection connection) throws SQLException {
        this.connection = connection;
        page = connection.prepareStatement(EVENT + "WHERE position > ? AND position <= ? ORDER BY position LIMIT ?");
        these = connection.prepareStatement("SELECT position, event.type, revision, metadata, tags, payload"
                + " FROM json_each(?) AS wanted CROSS JOIN event ON event.position = wanted.value");
        about = connection.prepareStatement(
                "SELECT position, type, tags FROM event WHERE position > ? AND position <= ? ORDER BY position");
        taken = connection.prepareStatement("SELECT position, value FROM taken_key WHERE space = ? AND key = ?");
        last = connection.prepareStatement(EVENT + "ORDER BY position DESC LIMIT 1");
        boundary = connection.prepareStatement(
                EVENT + "WHERE position <= ? AND link IS NOT NULL ORDER BY position DESC LIMIT 1");
    }

    List<StoredEvent> read(long after, long upTo, int limit) throws SQLException {
        var events = new ArrayList<StoredEvent>(Math.min(limit, 1_024));
        try (ResultSet rows = page(after, upTo, limit)) {
            while (rows.next()) {
                events.add(event(rows));
            }
        }
        return events;
    }

    List<ChainedEvent> readChained(long after, long upTo, int limit) throws SQLException {
        var events = new ArrayList<ChainedEvent>();
        try (ResultSet rows = page(after, upTo, limit)) {
            while (rows.next()) {
                events.add(chained(rows));
            }
        }
        return events;
    }

    private ResultSet page(long after, long upTo, int limit) throws SQLException {
        page.setLong(1, after);
        page.setLong(2, upTo);
        page.setInt(3, limit);
        return page.executeQuery();
    }

    /** Those of the events at these ascending positions that match, at most {@code limit}. */
    List<StoredEvent> readMatching(LogQuery query, Collection<Long> positions, int limit) throws SQLException {
        var events = new ArrayList<StoredEvent>();
        if (positions.isEmpty() || limit <= 0) {
            return events;
        }
        // One statement for all: asking for each alone takes twice as long
        these.setString(1, positions.toString());
        try (ResultSet rows = these.executeQuery()) {
            while (events.size() < limit && rows.next()) {
                StoredEvent event = event(rows);
                if (query.matches(event.type(), event.tags())) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /** Looks at every event of a stretch: the positions of those that match, at most {@code limit}. */
    List<Long> scan(LogQuery query, long after, long upTo, int limit) throws SQLException {
        var found = new ArrayList<Long>();
        about.setLong(1, after);
        about.setLong(2, upTo);
        try (ResultSet rows = about.executeQuery()) {
            while (found.size() < limit && rows.next()) {
                if (query.matches(rows.getString(2), TagBytes.decode(rows.getBytes(3)))) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    Optional<TakenKey> find(UniqueKey key) throws SQLException {
        taken.setString(1, key.space());
        taken.setBytes(2, key.key());
        try (ResultSet rows = taken.executeQuery()) {
            return rows.next() ? Optional.of(new TakenKey(rows.getLong(1), rows.getBytes(2))) : Optional.empty();
        }
    }

    /** The last event of the log; null if it is empty. */
    @Nullable
    ChainedEvent last() throws SQLException {
        try (ResultSet rows = last.executeQuery()) {
            return rows.next() ? chained(rows) : null;
        }
    }

    /** The last event of the last transaction that ends at or before a position; null if there is none. */
    @Nullable
    ChainedEvent lastBoundary(long position) throws SQLException {
        boundary.setLong(1, position);
        try (ResultSet rows = boundary.executeQuery()) {
            return rows.next() ? chained(rows) : null;
        }
    }

    private static ChainedEvent chained(ResultSet rows) throws SQLException {
        return new ChainedEvent(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getBytes(4),
                rows.getBytes(5),
                rows.getBytes(6),
                rows.getBytes(7));
    }

    private static StoredEvent event(ResultSet rows) throws SQLException {
        return new StoredEvent(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getBytes(4),
                TagBytes.decode(rows.getBytes(5)),
                rows.getBytes(6));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
