package org.besik.benchmark.log;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.besik.benchmark.log.Callers.Piece;
import org.besik.benchmark.log.Samples.Row;
import org.besik.events.ChildId;
import org.besik.events.codec.EventCodec;
import org.postgresql.PGConnection;

/**
 * A table in PostgreSQL and nothing around it: the bytes that we store, a serial number, an index on the child. No hashes,
 * no unique references, no conditions.
 */
final class RawPostgres implements AutoCloseable {

    private static final int PAGE = 4_000;

    private final String url;
    private final Samples samples;
    private final EventCodec codec;
    private final List<Connection> open = new ArrayList<>();

    RawPostgres(String url, Samples samples, EventCodec codec) throws SQLException {
        this.url = url;
        this.samples = samples;
        this.codec = codec;
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE event (position BIGSERIAL PRIMARY KEY, child TEXT NOT NULL, type TEXT NOT NULL,"
                    + " revision TEXT NOT NULL, metadata BYTEA NOT NULL, tags BYTEA NOT NULL, payload BYTEA NOT NULL)");
            sql.execute("CREATE INDEX event_child ON event (child, position)");
        }
    }

    /** One insert per commit. */
    double append(int callers, int events) throws Exception {
        return Callers.perSecond(callers, events, caller -> inserting(caller, 1));
    }

    /** So many rows per commit, in one multi-row insert. */
    double batches(int size, int events) throws Exception {
        return size * Callers.perSecond(1, events / size, caller -> inserting(caller, size));
    }

    private Piece inserting(int caller, int size) throws SQLException {
        Connection connection = connection(caller);
        PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event (child, type, revision, metadata, tags, payload) VALUES (?, ?, ?, ?, ?, ?)");
        return () -> {
            ChildId child = samples.child();
            for (int i = 0; i < size; i++) {
                bind(insert, samples.row(codec, child));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        };
    }

    private static void bind(PreparedStatement insert, Row row) throws SQLException {
        insert.setString(1, row.child());
        insert.setString(2, row.type());
        insert.setString(3, row.revision());
        insert.setBytes(4, row.metadata());
        insert.setBytes(5, row.tags());
        insert.setBytes(6, row.payload());
    }

    /** All in one COPY and one commit: how fast PostgreSQL can take rows at all. */
    double copy(int events) throws Exception {
        Connection connection = connection(0);
        return events * Callers.perSecond(1, 1, caller -> () -> copyIn(connection, events));
    }

    private void copyIn(Connection connection, int events) throws Exception {
        HexFormat hex = HexFormat.of();
        var lines = new StringBuilder(events * 600);
        for (int n = 0; n < events; n++) {
            Row row = samples.row(codec, samples.child());
            lines.append(row.child())
                    .append('\t')
                    .append(row.type())
                    .append('\t')
                    .append(row.revision());
            for (byte[] bytes : List.of(row.metadata(), row.tags(), row.payload())) {
                lines.append("\t\\\\x");
                hex.formatHex(lines, bytes);
            }
            lines.append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY event (child, type, revision, metadata, tags, payload) FROM STDIN",
                        new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.US_ASCII)));
        connection.commit();
    }

    /** Events a second through a cursor, as bytes: nothing is made of them. */
    double replay(int events) throws SQLException {
        long began = System.nanoTime();
        long read = 0;
        long bytes = 0;
        try (PreparedStatement select = connection(0)
                .prepareStatement(
                        "SELECT position, type, revision, metadata, tags, payload FROM event ORDER BY position"
                                + " LIMIT ?")) {
            select.setFetchSize(PAGE);
            select.setInt(1, events);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bytes += row.getLong(1)
                            + row.getString(2).length()
                            + row.getString(3).length();
                    bytes += row.getBytes(4).length + row.getBytes(5).length + row.getBytes(6).length;
                    read++;
                }
            }
        }
        connection(0).commit();
        if (read != events || bytes == 0) {
            throw new IllegalStateException("read " + read + " events instead of " + events);
        }
        return events * 1e9 / (System.nanoTime() - began);
    }

    void fill(int events) throws Exception {
        long there;
        try (Statement sql = connection(0).createStatement();
                ResultSet count = sql.executeQuery("SELECT count(*) FROM event")) {
            count.next();
            there = count.getLong(1);
        }
        for (; there < events; there += 50_000) {
            copyIn(connection(0), 50_000);
        }
    }

    /** A child with so many events, among many others. */
    ChildId grown(int events) throws Exception {
        ChildId child = samples.child();
        try (PreparedStatement insert = connection(0)
                .prepareStatement(
                        "INSERT INTO event (child, type, revision, metadata, tags, payload) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int n = 0; n < 2 * events; n++) {
                bind(insert, samples.row(codec, n / 10 % 2 == 0 ? child : samples.child()));
                insert.addBatch();
            }
            insert.executeBatch();
            connection(0).commit();
        }
        return child;
    }

    /** Milliseconds to read one child's rows by the index, as bytes. */
    double source(ChildId child, int events) throws SQLException {
        long began = System.nanoTime();
        int read = 0;
        try (PreparedStatement select = connection(0)
                .prepareStatement("SELECT position, type, revision, metadata, tags, payload FROM event WHERE child = ?"
                        + " ORDER BY position")) {
            select.setString(1, child.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read += row.getBytes(6).length > 0 ? 1 : 0;
                }
            }
        }
        connection(0).commit();
        if (read != events) {
            throw new IllegalStateException("read " + read + " events instead of " + events);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private Connection connection(int number) throws SQLException {
        while (open.size() <= number) {
            Connection connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            open.add(connection);
        }
        return open.get(number);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }
}
