package org.besik.query.viewstore.sqlite;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStoreException;
import org.sqlite.SQLiteErrorCode;

/** Fills empty tables as fast as there is a way, with no care for what a power cut would leave until all is done. */
final class Filling {

    /** Rows put in order in one transaction: some ten MiB. */
    private static final int MOVED_AT_ONCE = 20_000;

    private final Writer writer;
    private final Unfinished unfinished;
    private final Map<String, PreparedStatement> inserts = new HashMap<>();
    private volatile Set<String> tables = Set.of();
    private boolean isUnsafe;

    Filling(Writer writer, Path file) {
        this.writer = writer;
        this.unfinished = new Unfinished(file);
    }

    /** Whether a table is being filled; nothing is read of it then. */
    boolean has(Table table) {
        return tables.contains(table.name());
    }

    /** The names of the tables that are being filled. */
    Set<String> tables() {
        return tables;
    }

    /** Whether there is something that a power cut would take away. */
    boolean isUnsafe() {
        return isUnsafe;
    }

    /** How a row gets into a table that is being filled. */
    PreparedStatement insert(Table table) {
        return Objects.requireNonNull(inserts.get(table.name()), table.name());
    }

    /** Forgets what was to be written. */
    void clear() throws SQLException {
        for (PreparedStatement statement : inserts.values()) {
            statement.clearBatch();
        }
    }

    /**
     * An index is made from all rows at once, sorted, and not row by row; so is a table by record, if its rows come in another
     * order; and nothing waits for the disk.
     */
    void fill(Collection<Table> some, boolean areInOrder) {
        unfinished.mark();
        isUnsafe = true;
        var names = new TreeSet<>(tables);
        try {
            writer.outsideTransactions(statement -> {
                statement.execute("PRAGMA synchronous = OFF");
                // Sorting a large index takes more than memory has
                statement.execute("PRAGMA temp_store = FILE");
                statement.execute("PRAGMA threads = 1");
                for (Table table : some) {
                    for (String index : Sql.createIndexes(table).keySet()) {
                        statement.execute(Sql.dropIndex(index));
                    }
                }
            });
            for (Table table : some) {
                if (names.add(table.name())) {
                    inserts.put(table.name(), writer.connection.prepareStatement(insertion(table, areInOrder)));
                }
            }
            writer.connection.commit();
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store's file could not be written", failed);
        }
        tables = names;
    }

    private String insertion(Table table, boolean areInOrder) throws SQLException {
        if (!table.isByRecord()) {
            return Sql.insert(table);
        }
        if (areInOrder) {
            return Sql.insertOrReplace(table);
        }
        try (var statement = writer.connection.createStatement()) {
            statement.execute(Sql.create(Sql.waiting(table)).getFirst());
        }
        return Sql.insert(Sql.waiting(table));
    }

    /** All their rows are written: puts them in order, and makes the indexes. */
    void filled(Collection<Table> some) {
        var left = new TreeSet<>(tables);
        try {
            for (Table table : some) {
                if (left.remove(table.name())) {
                    if (table.isByRecord()) {
                        putInOrder(table);
                    }
                    index(table);
                }
            }
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store's file could not be written", failed);
        }
        tables = left;
    }

    /** Everything in pieces, or the WAL would be as long as the table. */
    private void putInOrder(Table table) throws SQLException {
        Table waiting = Sql.waiting(table);
        if (Schema.stored(writer.connection, waiting).isEmpty()) {
            return;
        }
        PreparedStatement insert = inserts.remove(table.name());
        if (insert != null) {
            insert.close();
        }
        index(waiting);
        try (var move = writer.connection.prepareStatement(Sql.moveInOrder(table));
                var statement = writer.connection.createStatement()) {
            move.setInt(1, MOVED_AT_ONCE);
            while (move.executeUpdate() > 0) {
                writer.connection.commit();
                writer.measureWal();
                writer.copyLongWal();
            }
            statement.execute(Sql.drop(waiting));
            writer.connection.commit();
        }
    }

    /** Each index by itself, or the WAL would be as long as all of them. */
    private void index(Table table) throws SQLException {
        List<String> there = Schema.stored(writer.connection, table);
        writer.connection.commit();
        for (String index : Sql.createIndexes(table).values()) {
            if (!there.contains(index)) {
                writer.outsideTransactions(statement -> {
                    try {
                        statement.execute(index);
                    } catch (SQLException doubles) {
                        if (doubles.getErrorCode() != SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
                            throw doubles;
                        }
                        statement.execute(Sql.deleteDoubles(table));
                        statement.execute(index);
                    }
                });
                writer.measureWal();
                writer.copyLongWal();
            }
        }
    }

    /** Everything on disk, and only then without the mark. */
    void makeSafe() throws SQLException {
        writer.outsideTransactions(statement -> {
            statement.execute("PRAGMA threads = 0");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA synchronous = NORMAL");
            // What was copied without care is synced with the next page that is copied: that of the position
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(FULL)")) {
                if (!row.next() || row.getLong(1) != 0) {
                    throw new ViewStoreException("readers hold up what was filled");
                }
            }
        });
        unfinished.clear();
        isUnsafe = false;
    }
}
