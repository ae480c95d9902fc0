package org.besik.query.viewstore.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Sorted;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * One generation of the views in one SQLite file: a column per declared field, WAL, {@code synchronous=NORMAL} (the log
 * is the truth; what a power cut takes away is folded again). One connection writes, a small pool reads.
 */
public final class SqliteViewStore implements ViewStore {

    private static final int READERS = 8;
    private static final int PAGE_BYTES = 4096;

    /** Pages in the WAL from which on they are copied into the file: 16 MiB. */
    private static final long CHECKPOINT_PAGES = 4096;

    private static final int IDS_AT_ONCE = 256;

    /** Rows put in order in one transaction: some ten MiB. */
    private static final int MOVED_AT_ONCE = 20_000;

    private static final byte[] NO_BODY = new byte[0];

    /** Sets of fields that change together: a few for each table. What changes otherwise is written whole. */
    private static final int MOST_UPDATES = 256;

    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, PreparedStatement> upserts = new HashMap<>();
    private final Map<String, PreparedStatement> deletes = new HashMap<>();
    private final Map<Fields, PreparedStatement> updates = new HashMap<>();

    /** Of the tables that are being filled. */
    private final Map<String, PreparedStatement> inserts = new HashMap<>();

    private final Unfinished unfinished;
    private volatile Set<String> filling = Set.of();

    /** Guarded by this. */
    private boolean isUnsafe;

    private final Connection writer;
    private final PreparedStatement setPosition;
    private final ReaderPool readers;
    private volatile long position;
    private final AtomicLong bytes = new AtomicLong();
    private volatile long walPages;
    private final AtomicLong walPagesWritten = new AtomicLong();

    private SqliteViewStore(Path file, List<Table> tables) throws SQLException {
        tables.forEach(t -> this.tables.put(t.name(), t));
        this.unfinished = new Unfinished(file);
        this.writer = connect(file, 32);
        try {
            createMissing();
            for (Table table : tables) {
                upserts.put(table.name(), writer.prepareStatement(Sql.upsert(table)));
                deletes.put(table.name(), writer.prepareStatement(Sql.delete(table)));
            }
            this.setPosition = writer.prepareStatement("UPDATE besik_position SET position = ?");
            this.position = readPosition(writer);
            this.readers = new ReaderPool(() -> connect(file, 4), READERS);
        } catch (SQLException | RuntimeException failed) {
            writer.close();
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
            for (Table table : tables) {
                if (!Sql.create(table).equals(stored(connection, table))) {
                    return false;
                }
            }
            return true;
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
        config.setPageSize(PAGE_BYTES);
        config.setCacheSize(-1024 * cacheMegabytes);
        config.setBusyTimeout(10_000);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, String.valueOf(256L << 20));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            // We checkpoint between batches ourselves
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        }
        return connection;
    }

    private void createMissing() throws SQLException {
        writer.setAutoCommit(false);
        try (var statement = writer.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS besik_position (position INTEGER NOT NULL)");
            statement.execute("INSERT INTO besik_position SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM besik_position)");
            for (Table table : tables.values()) {
                List<String> declared = Sql.create(table);
                List<String> stored = stored(writer, table);
                if (stored.isEmpty()) {
                    for (String sql : declared) {
                        statement.execute(sql);
                    }
                } else if (!stored.equals(declared)) {
                    throw new ViewStoreException("table " + table.name() + " has another shape in this file");
                }
            }
        }
        writer.commit();
    }

    /** The statements that made a table and its indexes; empty if it is not there. */
    private static List<String> stored(Connection connection, Table table) throws SQLException {
        var statements = new ArrayList<String>();
        try (var query = connection.prepareStatement(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid")) {
            query.setString(1, table.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        return statements;
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
        return walPagesWritten.get() * PAGE_BYTES;
    }

    /** The WAL's present length in bytes; grows without end only if a reader never lets go. */
    public long walBytes() {
        return walPages * PAGE_BYTES;
    }

    @Override
    public Written written() {
        return new Written(bytesWritten(), walBytesWritten(), walBytes());
    }

    /**
     * An index is made from all rows at once, sorted, and not row by row; so is a table by record, if its rows come in another
     * order; and nothing waits for the disk.
     */
    @Override
    public synchronized void fill(Collection<Table> some, boolean areInOrder) {
        if (position != 0) {
            throw new IllegalStateException("only what is empty is filled");
        }
        unfinished.mark();
        isUnsafe = true;
        var names = new TreeSet<>(filling);
        try {
            outsideTransactions(statement -> {
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
                    inserts.put(table.name(), writer.prepareStatement(filling(table, areInOrder)));
                }
            }
            writer.commit();
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store's file could not be written", failed);
        }
        filling = names;
    }

    private String filling(Table table, boolean areInOrder) throws SQLException {
        if (!table.isByRecord()) {
            return Sql.insert(table);
        }
        if (areInOrder) {
            return Sql.insertOrReplace(table);
        }
        try (var statement = writer.createStatement()) {
            statement.execute(Sql.create(Sql.waiting(table)).getFirst());
        }
        return Sql.insert(Sql.waiting(table));
    }

    @Override
    public synchronized void filled(Collection<Table> some) {
        var left = new TreeSet<>(filling);
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
        filling = left;
    }

    /** Everything in pieces, or the WAL would be as long as the table. */
    private void putInOrder(Table table) throws SQLException {
        Table waiting = Sql.waiting(table);
        if (stored(writer, waiting).isEmpty()) {
            return;
        }
        PreparedStatement insert = inserts.remove(table.name());
        if (insert != null) {
            insert.close();
        }
        index(waiting);
        try (var move = writer.prepareStatement(Sql.moveInOrder(table));
                var statement = writer.createStatement()) {
            move.setInt(1, MOVED_AT_ONCE);
            while (move.executeUpdate() > 0) {
                writer.commit();
                measureWal();
                copyLongWal();
            }
            statement.execute(Sql.drop(waiting));
            writer.commit();
        }
    }

    /** Each index by itself, or the WAL would be as long as all of them. */
    private void index(Table table) throws SQLException {
        List<String> there = stored(writer, table);
        writer.commit();
        for (String index : Sql.createIndexes(table).values()) {
            if (!there.contains(index)) {
                outsideTransactions(statement -> {
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
                measureWal();
                copyLongWal();
            }
        }
    }

    /** Everything on disk, and only then without the mark. */
    private void makeSafe() throws SQLException {
        outsideTransactions(statement -> {
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

    @Override
    public synchronized void apply(List<Change> changes, long position) {
        if (position > 0 && !filling.isEmpty()) {
            throw new IllegalStateException("still to be filled: " + filling);
        }
        copyLongWal();
        try {
            long written = write(changes);
            setPosition.setLong(1, position);
            setPosition.executeUpdate();
            writer.commit();
            if (isUnsafe && position > 0) {
                makeSafe();
            }
            this.position = position;
            bytes.addAndGet(written);
        } catch (SQLException | RuntimeException failed) {
            undo(failed);
            throw failed instanceof RuntimeException bug
                    ? bug
                    : new ViewStoreException("a batch could not be written", failed);
        }
        measureWal();
    }

    private void undo(Exception failed) {
        try {
            for (PreparedStatement statement : upserts.values()) {
                statement.clearBatch();
            }
            for (PreparedStatement statement : deletes.values()) {
                statement.clearBatch();
            }
            for (PreparedStatement statement : updates.values()) {
                statement.clearBatch();
            }
            for (PreparedStatement statement : inserts.values()) {
                statement.clearBatch();
            }
            writer.rollback();
        } catch (SQLException rolledBackAlready) {
            beginAgain(failed);
        }
    }

    /**
     * On a full disk SQLite rolls back by itself. The driver's own rollback fails then, and it begins no new transaction:
     * what is written next would be committed change by change.
     */
    private void beginAgain(Exception failed) {
        try (var statement = writer.createStatement()) {
            statement.execute("BEGIN");
        } catch (SQLException also) {
            failed.addSuppressed(also);
        }
    }

    /** The last change of each document counts, so the order between documents is free. */
    private long write(List<Change> changes) throws SQLException {
        var last = new LinkedHashMap<Key, Change>();
        long written = 0;
        var used = new LinkedHashSet<PreparedStatement>();
        for (Change change : changes) {
            switch (change) {
                case Change.Upsert u when isFilling(u.table()) -> written += write(known(inserts, u.table()), u, used);
                case Change.Upsert u -> {
                    var key = new Key(u.table().name(), u.document().id());
                    if (last.put(key, u) != null) {
                        // What it replaces is not what is stored
                        last.put(key, new Change.Upsert(u.table(), u.document()));
                    }
                }
                case Change.Delete d
                when isFilling(d.table()) -> throw new IllegalArgumentException("nothing goes while a table is filled");
                case Change.Delete d -> last.put(new Key(d.table().name(), d.id()), d);
            }
        }
        var updated = new LinkedHashMap<PreparedStatement, List<Change.Upsert>>();
        for (Change change : last.values()) {
            switch (change) {
                case Change.Upsert upsert -> {
                    PreparedStatement update = update(upsert);
                    if (update == null) {
                        written += write(known(upserts, upsert.table()), upsert, used);
                    } else {
                        updated.computeIfAbsent(update, s -> new ArrayList<>()).add(upsert);
                        written += (long) upsert.document().id().length()
                                + upsert.document().body().length;
                    }
                }
                case Change.Delete delete -> {
                    PreparedStatement statement = known(deletes, delete.table());
                    statement.setString(1, delete.id());
                    statement.addBatch();
                    written += delete.id().length();
                    used.add(statement);
                }
            }
        }
        for (var update : updated.entrySet()) {
            int[] found = update.getKey().executeBatch();
            for (int i = 0; i < found.length; i++) {
                if (found[i] == 0) {
                    Change.Upsert missing = update.getValue().get(i);
                    write(known(upserts, missing.table()), missing, used);
                }
            }
        }
        for (PreparedStatement statement : used) {
            statement.executeBatch();
        }
        return written;
    }

    private static long write(PreparedStatement statement, Change.Upsert upsert, Set<PreparedStatement> used)
            throws SQLException {
        long written = bind(statement, upsert.table(), upsert.document());
        statement.addBatch();
        used.add(statement);
        return written;
    }

    /** Some of a table's fields, by their places. */
    private record Fields(String table, long places) {}

    /**
     * With a row to be changed in the fields that differ: an index costs as much as the row, and most of a table's have none of
     * them. Null: the document has to be written whole.
     */
    private @Nullable PreparedStatement update(Change.Upsert upsert) throws SQLException {
        Document old = upsert.old();
        Table table = upsert.table();
        if (old == null) {
            return null;
        }
        Map<String, Object> now = upsert.document().fields();
        var changed = new ArrayList<Table.Field>();
        long places = 0;
        int declared = 0;
        for (int place = 0; place < table.fields().size(); place++) {
            Table.Field field = table.fields().get(place);
            Object value = now.get(field.name());
            declared += value == null ? 0 : 1;
            if (!Objects.equals(value, old.fields().get(field.name()))) {
                changed.add(field);
                places |= 1L << place;
            }
        }
        if (declared != now.size() || table.fields().size() > Long.SIZE) {
            return null;
        }
        var fields = new Fields(table.name(), places);
        PreparedStatement statement = updates.get(fields);
        if (statement == null) {
            if (updates.size() == MOST_UPDATES) {
                return null;
            }
            statement = writer.prepareStatement(Sql.update(table, changed));
            updates.put(fields, statement);
        }
        int at = 1;
        for (Table.Field field : changed) {
            bind(statement, at++, table, field, now.get(field.name()));
        }
        statement.setBytes(at++, upsert.document().body());
        statement.setString(at, upsert.document().id());
        statement.addBatch();
        return statement;
    }

    private record Key(String table, String id) {}

    private boolean isFilling(Table table) {
        return filling.contains(table.name());
    }

    private static PreparedStatement known(Map<String, PreparedStatement> statements, Table table) {
        PreparedStatement statement = statements.get(table.name());
        if (statement == null) {
            throw new IllegalArgumentException("no such table: " + table.name());
        }
        return statement;
    }

    private static long bind(PreparedStatement statement, Table table, Document document) throws SQLException {
        long size = (long) document.id().length() + document.body().length;
        statement.setString(1, document.id());
        int at = 2;
        int bound = 0;
        for (Table.Field field : table.fields()) {
            Object value = document.fields().get(field.name());
            size += bind(statement, at++, table, field, value);
            bound += value == null ? 0 : 1;
        }
        if (bound != document.fields().size()) {
            throw new IllegalArgumentException("a field that " + table.name() + " does not declare");
        }
        statement.setBytes(at, document.body());
        return size;
    }

    private static long bind(
            PreparedStatement statement, int at, Table table, Table.Field field, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.NULL);
            return 0;
        }
        if (field.type() == Table.Type.TEXT && value instanceof String text) {
            statement.setString(at, text);
            return text.length();
        }
        if (field.type() == Table.Type.LONG && value instanceof Long number) {
            statement.setLong(at, number);
            return Long.BYTES;
        }
        throw new IllegalArgumentException(table.name() + "." + field.name() + " is " + field.type());
    }

    /**
     * Copies the WAL into the file when it is long. On the writer's own time: a checkpoint beside a busy writer never
     * reaches the end of the WAL, and then the WAL never starts anew. Before a batch, so that none that was written is said
     * to have failed.
     */
    private void copyLongWal() {
        if (walPages < CHECKPOINT_PAGES) {
            return;
        }
        try {
            outsideTransactions(statement -> walPages(statement, "PASSIVE"));
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store's file could not be written", failed);
        }
    }

    private void measureWal() {
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

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void outsideTransactions(Work work) throws SQLException {
        try (var statement = writer.createStatement()) {
            writer.setAutoCommit(true);
            try {
                work.on(statement);
            } finally {
                writer.setAutoCommit(false);
            }
        }
    }

    private static long walPages(Statement statement, String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() ? Math.max(row.getLong(2), 0) : 0;
        }
    }

    @Override
    public Optional<Document> get(Table table, String id) {
        return Optional.ofNullable(getAll(table, List.of(id)).get(id));
    }

    @Override
    public Map<String, Document> getAll(Table table, Collection<String> ids) {
        var found = new HashMap<String, Document>();
        if (ids.isEmpty() || isFilling(table)) {
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
        if (ways.isEmpty() || query.limit() <= 0 || isFilling(query.table())) {
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
        return sql == null || isFilling(query.table())
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
        return sql == null || isFilling(query.table())
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
            if (!writer.isClosed()) {
                writer.close();
            }
        } catch (SQLException failed) {
            throw new ViewStoreException("the view store did not close", failed);
        }
    }

    /** The rows of statements that follow each other, one at a time. */
    private static final class Rows implements AutoCloseable {
        private final Reader reader;
        private final List<Table.Field> fields;
        private final boolean withBody;
        private final List<Sql.Statement> statements;
        private int at;
        private @Nullable PreparedStatement statement;
        private @Nullable ResultSet rows;
        private @Nullable Document document;

        Rows(Reader reader, List<Table.Field> fields, boolean withBody, List<Sql.Statement> statements) {
            this.reader = reader;
            this.fields = fields;
            this.withBody = withBody;
            this.statements = statements;
        }

        boolean next() throws SQLException {
            while (true) {
                if (rows == null) {
                    if (at == statements.size()) {
                        return false;
                    }
                    statement = reader.prepare(statements.get(at));
                    rows = statement.executeQuery();
                }
                if (rows.next()) {
                    document = read(rows);
                    return true;
                }
                close();
                at++;
            }
        }

        /** The row that the last {@code next} came to. */
        Document document() {
            return Objects.requireNonNull(document);
        }

        private Document read(ResultSet row) throws SQLException {
            var values = new HashMap<String, Object>();
            int column = 2;
            for (Table.Field field : fields) {
                if (field.type() == Table.Type.LONG) {
                    long number = row.getLong(column);
                    if (!row.wasNull()) {
                        values.put(field.name(), number);
                    }
                } else {
                    String text = row.getString(column);
                    if (text != null) {
                        values.put(field.name(), text);
                    }
                }
                column++;
            }
            return new Document(row.getString(1), values, withBody ? row.getBytes(column) : NO_BODY);
        }

        @Override
        public void close() throws SQLException {
            if (rows != null) {
                rows.close();
                rows = null;
            }
            if (statement != null) {
                reader.giveBack(statements.get(at), statement);
                statement = null;
            }
        }
    }

    /** A connection that reads, with the statements it has prepared. */
    static final class Reader {
        private static final int MOST_PREPARED = 128;

        final Connection connection;
        private final LinkedHashMap<String, PreparedStatement> prepared = new LinkedHashMap<>();

        Reader(Connection connection) {
            this.connection = connection;
        }

        PreparedStatement prepare(Sql.Statement sql) throws SQLException {
            PreparedStatement known = prepared.remove(sql.text());
            PreparedStatement statement = known == null ? connection.prepareStatement(sql.text()) : known;
            int at = 1;
            for (Object value : sql.values()) {
                if (value instanceof Long number) {
                    statement.setLong(at++, number);
                } else {
                    statement.setString(at++, (String) value);
                }
            }
            return statement;
        }

        void giveBack(Sql.Statement sql, PreparedStatement statement) throws SQLException {
            PreparedStatement twin = prepared.put(sql.text(), statement);
            if (twin != null) {
                twin.close();
            } else if (prepared.size() > MOST_PREPARED) {
                var oldest = prepared.pollFirstEntry();
                if (oldest != null) {
                    oldest.getValue().close();
                }
            }
        }
    }
}
