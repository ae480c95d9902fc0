package org.besik.query.viewstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/** Turns the changes of a batch into as few and as small statements as there can be. */
final class Batch {

    /** Sets of fields that change together: a few for each table. What changes otherwise is written whole. */
    private static final int MOST_UPDATES = 256;

    private final Connection connection;
    private final Filling filling;
    private final Map<String, PreparedStatement> upserts = new HashMap<>();
    private final Map<String, PreparedStatement> deletes = new HashMap<>();
    private final Map<Fields, PreparedStatement> updates = new HashMap<>();

    /** @param filling whose tables take nothing but new rows */
    Batch(Connection connection, Collection<Table> tables, Filling filling) throws SQLException {
        this.connection = connection;
        this.filling = filling;
        for (Table table : tables) {
            upserts.put(table.name(), connection.prepareStatement(Sql.upsert(table)));
            deletes.put(table.name(), connection.prepareStatement(Sql.delete(table)));
        }
    }

    /** Forgets what was to be written. */
    void clear() throws SQLException {
        for (PreparedStatement statement : Stream.of(upserts, deletes, updates)
                .flatMap(statements -> statements.values().stream())
                .toList()) {
            statement.clearBatch();
        }
    }

    /**
     * Writes changes, none of which is committed. The last change of each document counts, so the order between documents is free.
     *
     * @return bytes of documents
     */
    long write(List<Change> changes) throws SQLException {
        var last = new LinkedHashMap<Key, Change>();
        long written = 0;
        var used = new LinkedHashSet<PreparedStatement>();
        for (Change change : changes) {
            switch (change) {
                case Change.Upsert u
                when filling.has(u.table()) -> written += write(filling.insert(u.table()), u, used);
                case Change.Upsert u -> {
                    var key = new Key(u.table().name(), u.document().id());
                    if (last.put(key, u) != null) {
                        // What it replaces is not what is stored
                        last.put(key, new Change.Upsert(u.table(), u.document()));
                    }
                }
                case Change.Delete d
                when filling.has(d.table()) ->
                    throw new IllegalArgumentException("nothing goes while a table is filled");
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
                    RecordIds.bind(statement, 1, delete.table(), delete.id());
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
            statement = connection.prepareStatement(Sql.update(table, changed));
            updates.put(fields, statement);
        }
        int at = 1;
        for (Table.Field field : changed) {
            bind(statement, at++, table, field, now.get(field.name()));
        }
        statement.setBytes(at++, upsert.document().body());
        RecordIds.bind(statement, at, table, upsert.document().id());
        statement.addBatch();
        return statement;
    }

    private record Key(String table, String id) {}

    private static PreparedStatement known(Map<String, PreparedStatement> statements, Table table) {
        PreparedStatement statement = statements.get(table.name());
        if (statement == null) {
            throw new IllegalArgumentException("no such table: " + table.name());
        }
        return statement;
    }

    private static long bind(PreparedStatement statement, Table table, Document document) throws SQLException {
        long size = (long) document.id().length() + document.body().length;
        RecordIds.bind(statement, 1, table, document.id());
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
}
