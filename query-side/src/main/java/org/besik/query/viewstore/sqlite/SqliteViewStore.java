package org.besik.query.viewstore.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Sorted;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreException;
import org.sqlite.SQLiteConfig;

/**
 * One generation of the views in one SQLite file: a column per declared field, WAL, {@code synchronous=NORMAL} (the log
 * is the truth; what a power cut takes away is folded again). One connection writes, a small pool reads.
 */
public final class SqliteViewStore implements ViewStore {

    private static final int READERS = 8;
    private static final int IDS_AT_ONCE = 256;

    private final Writer writer;
    private final Filling filling;
    private final Batch batch;
    private final PreparedStatement setPosition;
    private final ReaderPool readers;
    private volatile long position;
    private final AtomicLong bytes = new AtomicLong();

    private SqliteViewStore(Path file, List<Table> tables) throws SQLException {
        Connection connection = connect(file, 32);
        this.writer = new Writer(connection);
        this.filling = new Filling(writer, file);
        try {
            Schema.createMissing(connection, tables);
            this.batch = new Batch(connection, tables, filling);
            this.setPosition = connection.prepareStatement("UPDATE besik_position SET position = ?");
            this.position = readPosition(connection);
            this.readers = new ReaderPool(() -> connect(file, 4), READERS);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /**
     * Opens the file, or makes it; one that was being filled is made anew.
     *
     * @throws ViewStoreException if a table of the file has another shape
     */
    public static SqliteViewStore open(Path file, List<Table> tables) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            if (new Unfinished(file).isMarked()) {
                delete(file);
            }
            return new SqliteViewStore(file, tables);
        } catch (SQLException unusable) {
            throw new ViewStoreException("cannot open the view store", unusable);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** Whether the file holds all these tables, filled, in the shape declared now. */
    public static boolean fits(Path file, List<Table> tables) {
        if (!Files.exists(file) || new Unfinished(file).isMarked()) {
            return false;
        }
        try (Connection connection = connect(file, 1)) {
            return Schema.fits(connection, tables);
        } catch (SQLException unreadable) {
            return false;
        }
    }

    /** Removes a closed store's files. */
    public static void delete(Path file) {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            new Unfinished(file).clear();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Connection connect(Path file, int cacheMegabytes) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPageSize(Writer.PAGE_BYTES);
        config.setCacheSize(-1024 * cacheMegabytes);
        config.setJournalSizeLimit(Writer.LONGEST_WAL_KEPT);
        config.setBusyTimeout(10_000);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, String.valueOf(256L << 20));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            // We checkpoint between batches ourselves
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        }
        return connection;
    }

    private static long readPosition(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT position FROM besik_position")) {
            return row.getLong(1);
        }
    }

    @Override
    public long position() {
        return position;
    }

    /** Bytes of documents written since this store was opened. */
    public long bytesWritten() {
        return bytes.get();
    }

    /** Bytes that went to the WAL since this store was opened: what the documents cost in pages. */
    public long walBytesWritten() {
        return writer.walBytesWritten();
    }

    /** The WAL's present length in bytes; grows without end only if a reader never lets go. */
    public long walBytes() {
        return writer.walBytes();
    }

    @Override
    public Written written() {
        return new Written(bytesWritten(), walBytesWritten(), walBytes());
    }

    @Override
    public synchronized void fill(Collection<Table> some, boolean areInOrder) {
        if (position != 0) {
            throw new IllegalStateException("only what is empty is filled");
        }
        filling.fill(some, areInOrder);
    }

    @Override
    public synchronized void filled(Collection<Table> some) {
        filling.filled(some);
    }

    @Override
    public synchronized void apply(List<Change> changes, long position) {
        if (position > 0 && !filling.tables().isEmpty()) {
            throw new IllegalStateException("still to be filled: " + filling.tables());
        }
        writer.copyLongWal();
        try {
            long written = batch.write(changes);
            setPosition.setLong(1, position);
            setPosition.executeUpdate();
            writer.connection.commit();
            if (filling.isUnsafe() && position > 0) {
                filling.makeSafe();
            }
            this.position = position;
            bytes.addAndGet(written);
        } catch (SQLException failed) {
            undo(failed);
            throw new ViewStoreException("a batch could not be written", failed);
        } catch (RuntimeException | Error failed) {
            undo(failed);
            throw failed;
        }
        writer.measureWal();
    }

    private void undo(Throwable cause) {
        try {
            batch.clear();
            filling.clear();
        } catch (SQLException also) {
            cause.addSuppressed(also);
        }
        writer.rollBack(cause);
    }

    @Override
    public Optional<Document> get(Table table, String id) {
        return Optional.ofNullable(getAll(table, List.of(id)).get(id));
    }

    @Override
    public Map<String, Document> getAll(Table table, Collection<String> ids) {
        var found = new HashMap<String, Document>();
        if (ids.isEmpty() || filling.has(table)) {
            return found;
        }
        List<String> all = List.copyOf(ids);
        return readers.read(reader -> {
            for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
                List<String> some = all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE));
                try (var rows = new Rows(reader, table.fields(), true, List.of(Sql.byIds(table, some)))) {
                    while (rows.next()) {
                        found.put(rows.document().id(), rows.document());
                    }
                }
            }
            return found;
        });
    }

    @Override
    public List<Document> find(Query query) {
        List<List<Sql.Statement>> ways = Sql.find(query);
        if (ways.isEmpty() || query.limit() <= 0 || filling.has(query.table())) {
            return List.of();
        }
        return readers.read(reader -> merged(reader, query, ways));
    }

    private static List<Document> merged(Reader reader, Query query, List<List<Sql.Statement>> ways)
            throws SQLException {
        Comparator<Document> order = Sorted.by(query.sort());
        List<Table.Field> fields = Sql.wanted(query);
        var open = new ArrayList<Rows>();
        try {
            var next = new PriorityQueue<Rows>(Comparator.comparing(Rows::document, order));
            for (List<Sql.Statement> way : ways) {
                var rows = new Rows(reader, fields, query.only() == null, way);
                open.add(rows);
                if (rows.next()) {
                    next.add(rows);
                }
            }
            var found = new ArrayList<Document>();
            while (found.size() < query.limit()) {
                Rows rows = next.poll();
                if (rows == null) {
                    break;
                }
                found.add(rows.document());
                if (rows.next()) {
                    next.add(rows);
                }
            }
            return found;
        } finally {
            for (Rows rows : open) {
                rows.close();
            }
        }
    }

    @Override
    public long count(Query query) {
        Sql.Statement sql = Sql.count(query);
        return sql == null || filling.has(query.table())
                ? 0
                : readers.read(reader -> {
                    PreparedStatement statement = reader.prepare(sql);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.getLong(1);
                    } finally {
                        reader.giveBack(sql, statement);
                    }
                });
    }

    @Override
    public Map<List<Object>, Long> sum(Query query, List<String> groupBy, String field) {
        Sql.Statement sql = Sql.sum(query, groupBy, field);
        return sql == null || filling.has(query.table())
                ? Map.of()
                : readers.read(reader -> sums(reader, sql, query.table(), groupBy));
    }

    private static Map<List<Object>, Long> sums(Reader reader, Sql.Statement sql, Table table, List<String> groupBy)
            throws SQLException {
        var sums = new HashMap<List<Object>, Long>();
        PreparedStatement statement = reader.prepare(sql);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long sum = rows.getLong(groupBy.size() + 1);
                if (rows.wasNull()) {
                    continue;
                }
                var group = new ArrayList<Object>(groupBy.size());
                for (int i = 0; i < groupBy.size(); i++) {
                    group.add(groupValue(rows, table, groupBy.get(i), i + 1));
                }
                sums.put(List.copyOf(group), sum);
            }
        } finally {
            reader.giveBack(sql, statement);
        }
        return sums;
    }

    private static Object groupValue(ResultSet rows, Table table, String field, int column) throws SQLException {
        if (table.fields().stream().anyMatch(f -> f.name().equals(field) && f.type() == Table.Type.LONG)) {
            return rows.getLong(column);
        }
        String text = rows.getString(column);
        return text == null ? "" : text;
    }

    /** How SQLite would answer the query: the lines of its EXPLAIN QUERY PLAN, all statements together. */
    public List<String> plan(Query query) {
        return Sql.find(query).stream()
                .flatMap(List::stream)
                .flatMap(sql -> plan(sql).stream())
                .distinct()
                .toList();
    }

    /** The same for counting. */
    public List<String> planOfCount(Query query) {
        Sql.Statement sql = Sql.count(query);
        return sql == null ? List.of() : plan(sql);
    }

    /** The same for a sum; grouping may use a small tree in memory. */
    public List<String> planOfSum(Query query, List<String> groupBy, String field) {
        Sql.Statement sql = Sql.sum(query, groupBy, field);
        return sql == null ? List.of() : plan(sql);
    }

    private List<String> plan(Sql.Statement sql) {
        var explain = new Sql.Statement("EXPLAIN QUERY PLAN " + sql.text(), sql.values());
        return readers.read(reader -> {
            var lines = new ArrayList<String>();
            PreparedStatement statement = reader.prepare(explain);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(4));
                }
            } finally {
                reader.giveBack(explain, statement);
            }
            return lines;
        });
    }

    @Override
    public synchronized void close() {
        readers.close();
        try {
            if (!writer.connection.isClosed()) {
                writer.connection.close();
            }
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store did not close", failed);
        }
    }
}
