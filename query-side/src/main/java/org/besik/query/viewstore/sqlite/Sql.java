package org.besik.query.viewstore.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.besik.query.viewstore.CodePoints;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.jspecify.annotations.Nullable;

/**
 * The words of a query in SQL. A query becomes several statements where one would make SQLite scan or sort: one per value
 * of an {@code In} on an indexed field that the sort order does not begin with (their rows are merged), and one per piece of
 * what comes after a cursor (they follow each other). Each is a plain range of one index.
 */
final class Sql {

    /** More statements than this cost more than the sort they avoid. */
    private static final int MOST_WAYS = 256;

    /** No record has this id. */
    private static final String NOBODY = "";

    private Sql() {}

    /** A statement and what to bind. */
    record Statement(String text, List<Object> values) {}

    /** The statements that make a table and its indexes, in order. */
    static List<String> create(Table table) {
        var statements = new ArrayList<>(List.of(createTable(table)));
        statements.addAll(createIndexes(table).values());
        return statements;
    }

    private static String createTable(Table table) {
        String columns = table.fields().stream()
                .map(f -> quoted(f.name()) + (f.type() == Table.Type.TEXT ? " TEXT, " : " INTEGER, "))
                .collect(Collectors.joining());
        return "CREATE TABLE " + quoted(table.name())
                + (table.isByRecord()
                        ? " (id BLOB NOT NULL PRIMARY KEY, " + columns + "body BLOB NOT NULL) WITHOUT ROWID"
                        : " (id TEXT NOT NULL, " + columns + "body BLOB NOT NULL)");
    }

    /** Where the rows of a table by record wait until they are put in order: as they come, without an index. */
    static Table waiting(Table table) {
        return new Table(table.name() + "_waiting", table.fields(), List.of());
    }

    /** Moves the next rows, as many as are bound, from where they wait. */
    static String moveInOrder(Table table) {
        String name = quoted(table.name());
        return "INSERT INTO " + name + " (" + names(table) + ") SELECT " + names(table) + " FROM "
                + quoted(waiting(table).name()) + " WHERE id > (SELECT coalesce(max(id), '') FROM " + name
                + ") ORDER BY id LIMIT ?";
    }

    static String drop(Table table) {
        return "DROP TABLE " + quoted(table.name());
    }

    /** The statements that make a table's indexes, by the indexes' names. */
    static Map<String, String> createIndexes(Table table) {
        var statements = new LinkedHashMap<String, String>();
        if (!table.isByRecord()) {
            String ids = table.name() + "_by_id";
            statements.put(ids, "CREATE UNIQUE INDEX " + quoted(ids) + " ON " + quoted(table.name()) + " (id)");
        }
        for (int i = 0; i < table.indexes().size(); i++) {
            String on = table.indexes().get(i).stream()
                    .filter(f -> !f.startsWith("+"))
                    .map(f -> f.startsWith("-") ? column(table, f.substring(1)) + " DESC" : column(table, f))
                    .collect(Collectors.joining(", "));
            String beside = table.indexes().get(i).stream()
                    .filter(f -> f.startsWith("+"))
                    .map(f -> ", " + column(table, f.substring(1)))
                    .collect(Collectors.joining());
            String name = table.name() + "_by_" + (i + 1);
            statements.put(
                    name,
                    "CREATE INDEX " + quoted(name) + " ON " + quoted(table.name()) + " (" + on + ", id" + beside + ")"
                            + onlyWhereThereAre(rare(table, table.indexes().get(i))));
        }
        return statements;
    }

    private static List<String> rare(Table table, List<String> index) {
        return table.fields().stream()
                .filter(field -> field.isRare() && index.contains(field.name()))
                .map(Table.Field::name)
                .toList();
    }

    private static String onlyWhereThereAre(List<String> fields) {
        return fields.isEmpty()
                ? ""
                : fields.stream()
                        .map(field -> quoted(field) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    static String dropIndex(String name) {
        return "DROP INDEX IF EXISTS " + quoted(name);
    }

    /** Of rows with the same id the last one stays. */
    static String deleteDoubles(Table table) {
        String name = quoted(table.name());
        return "DELETE FROM " + name + " WHERE rowid NOT IN (SELECT max(rowid) FROM " + name + " GROUP BY id)";
    }

    static String insert(Table table) {
        return insert("INSERT", table);
    }

    /** The last one of those with an id counts. */
    static String insertOrReplace(Table table) {
        return insert("INSERT OR REPLACE", table);
    }

    private static String insert(String verb, Table table) {
        String marks = "?, ".repeat(table.fields().size() + 1) + "?";
        return verb + " INTO " + quoted(table.name()) + " (" + names(table) + ") VALUES (" + marks + ")";
    }

    static String upsert(Table table) {
        String set = table.fields().stream()
                .map(f -> quoted(f.name()) + " = excluded." + quoted(f.name()) + ", ")
                .collect(Collectors.joining());
        return insert(table) + " ON CONFLICT (id) DO UPDATE SET " + set + "body = excluded.body";
    }

    /** Changes some fields and the body; indexes that have none of these fields are left alone. */
    static String update(Table table, List<Table.Field> changed) {
        String set = changed.stream().map(f -> quoted(f.name()) + " = ?, ").collect(Collectors.joining());
        return "UPDATE " + quoted(table.name()) + " SET " + set + "body = ? WHERE id = ?";
    }

    static String delete(Table table) {
        return "DELETE FROM " + quoted(table.name()) + " WHERE id = ?";
    }

    /** How many there are is rounded up, so that few different statements have to be prepared. */
    static Statement byIds(Table table, List<String> ids) {
        return new Statement(
                select(table) + " WHERE id IN (" + marks(ids.size()) + ")",
                padded(ids.stream().map(id -> RecordIds.stored(table, id)).toList()));
    }

    /** The ways whose rows merge into the answer, none if there can be no rows; each way is a list of statements whose rows follow each other. */
    static List<List<Statement>> find(Query query) {
        Condition.@Nullable After after = null;
        Condition.@Nullable Of of = null;
        List<List<Condition>> ways = List.of(List.of());
        for (Condition condition : query.where()) {
            switch (condition) {
                case Condition.After a -> after = a;
                case Condition.Of o -> of = o;
                case Condition.In in -> ways = isSplit(query, in, ways.size()) ? split(ways, in) : with(ways, in);
                default -> ways = with(ways, condition);
            }
        }
        if (of != null && of.isNone()) {
            return List.of();
        }
        var answer = new ArrayList<List<Statement>>();
        for (List<Condition> way : ways) {
            var pieces = new ArrayList<Statement>();
            for (Where piece : pieces(query, after)) {
                var where = new Where(query.table());
                if (of != null) {
                    where.add(of);
                }
                way.forEach(where::add);
                where.add(piece);
                String rows = where.tail() + order(query, of != null) + " LIMIT " + query.limit();
                pieces.add(new Statement(
                        isFoundFirst(query, where) ? foundFirst(query, rows) : where.head() + select(query, "") + rows,
                        where.values));
            }
            answer.add(pieces);
        }
        return answer;
    }

    static @Nullable Statement count(Query query) {
        return aggregate(query, "SELECT count(*) FROM ", "");
    }

    static @Nullable Statement sum(Query query, List<String> groupBy, String field) {
        String groups = groupBy.stream().map(g -> column(query.table(), g)).collect(Collectors.joining(", "));
        return aggregate(
                query,
                "SELECT " + (groups.isEmpty() ? "" : groups + ", ") + "sum(" + column(query.table(), field) + ") FROM ",
                groups.isEmpty() ? "" : " GROUP BY " + groups);
    }

    private static @Nullable Statement aggregate(Query query, String head, String tail) {
        var where = new Where(query.table());
        for (Condition condition : query.where()) {
            if (condition.isNone()) {
                return null;
            }
            // What is bound stands where the records do: in front
            if (condition instanceof Condition.Of of) {
                where.add(of);
            }
        }
        for (Condition condition : query.where()) {
            if (!(condition instanceof Condition.After) && !(condition instanceof Condition.Of)) {
                where.add(condition);
            }
        }
        return new Statement(where.head() + head + where.tail() + tail, where.values);
    }

    private static boolean isSplit(Query query, Condition.In in, int ways) {
        boolean isSorted =
                !query.sort().isEmpty() && query.sort().getFirst().field().equals(in.field());
        // What no index knows is looked at row by row: each way would read the whole range again
        boolean isIndexed = query.table().indexes().stream().anyMatch(index -> index.contains(in.field()));
        return in.values().isEmpty()
                || (isIndexed && !isSorted && ways * in.values().size() <= MOST_WAYS);
    }

    private static List<List<Condition>> split(List<List<Condition>> ways, Condition.In in) {
        var split = new ArrayList<List<Condition>>();
        for (Object value : in.values().stream().distinct().toList()) {
            split.addAll(with(ways, new Condition.Equal(in.field(), value)));
        }
        return split;
    }

    private static List<List<Condition>> with(List<List<Condition>> ways, Condition condition) {
        var longer = new ArrayList<List<Condition>>();
        for (List<Condition> way : ways) {
            var one = new ArrayList<>(way);
            one.add(condition);
            longer.add(one);
        }
        return longer;
    }

    /**
     * What comes after a place in sort order, nearest first: same values and a later id; then all but the last value the
     * same and the last one later; and so on.
     */
    private static List<Where> pieces(Query query, Condition.@Nullable After after) {
        var table = query.table();
        if (after == null) {
            return List.of(new Where(table));
        }
        if (after.sortValues().size() != query.sort().size()) {
            throw new IllegalArgumentException("a cursor of another sort order");
        }
        var pieces = new ArrayList<Where>();
        for (int same = query.sort().size(); same >= 0; same--) {
            var prefix = new Where(table);
            for (int i = 0; i < same; i++) {
                prefix.same(query.sort().get(i).field(), after.sortValues().get(i));
            }
            if (same == query.sort().size()) {
                pieces.add(prefix.and("id > ?", RecordIds.stored(table, after.id())));
                continue;
            }
            Sort next = query.sort().get(same);
            String column = column(table, next.field());
            Object value = after.sortValues().get(same);
            if (!next.descending()) {
                // Null comes before every value
                pieces.add(
                        value == null
                                ? prefix.and(column + " IS NOT NULL")
                                : prefix.and(column + " > ?", prefix.stored(next.field(), value)));
            } else if (value != null) {
                var nulls = new Where(table);
                nulls.add(prefix);
                pieces.add(prefix.and(column + " < ?", prefix.stored(next.field(), value)));
                pieces.add(nulls.and(column + " IS NULL"));
            }
        }
        return pieces;
    }

    /** @param areInOrder whether rows are found in the order of their ids anyhow */
    private static String order(Query query, boolean areInOrder) {
        if (areInOrder && query.sort().isEmpty()) {
            return "";
        }
        String fields = query.sort().stream()
                .map(s -> column(query.table(), s.field()) + (s.descending() ? " DESC, " : ", "))
                .collect(Collectors.joining());
        return " ORDER BY " + fields + "id";
    }

    private static String select(Table table) {
        return "SELECT " + names(table) + " FROM " + quoted(table.name());
    }

    private static String select(Query query, String from) {
        String fields =
                wanted(query).stream().map(f -> ", " + from + quoted(f.name())).collect(Collectors.joining());
        return "SELECT " + from + "id" + fields + (query.only() == null ? ", " + from + "body" : "") + " FROM ";
    }

    /**
     * Of a table by record SQLite reads each row that an index leads to before it looks at the conditions, also at those that
     * the index itself could answer. So the ids are looked for in the index alone, and then their rows.
     */
    private static boolean isFoundFirst(Query query, Where where) {
        boolean usesIndex = !query.sort().isEmpty()
                || query.where().stream()
                        .anyMatch(condition -> !condition.field().equals("id"));
        return query.table().isByRecord()
                && query.only() == null
                && where.head().isEmpty()
                && usesIndex;
    }

    private static String foundFirst(Query query, String rows) {
        return "WITH found (id) AS (SELECT id FROM " + rows + ") " + select(query, "them.") + "found CROSS JOIN "
                + quoted(query.table().name()) + " them ON them.id = found.id";
    }

    /** The fields that are read, in the order of a statement's columns; the id stands before them, a body behind. */
    static List<Table.Field> wanted(Query query) {
        return query.table().fields().stream()
                .filter(field -> query.wants(field.name()))
                .toList();
    }

    private static String names(Table table) {
        return "id, "
                + table.fields().stream().map(f -> quoted(f.name()) + ", ").collect(Collectors.joining())
                + "body";
    }

    static String column(Table table, String field) {
        if (field.equals("id")) {
            return "id";
        }
        for (Table.Field declared : table.fields()) {
            if (declared.name().equals(field)) {
                return quoted(field);
            }
        }
        throw new IllegalArgumentException(table.name() + " declares no field " + field);
    }

    private static String quoted(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return '"' + name + '"';
    }

    /** As {@code [a-z][a-zA-Z0-9_]*} says; every question asks it of a dozen names. */
    private static boolean isName(String name) {
        boolean isName = !name.isEmpty() && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
        for (int i = 1; isName && i < name.length(); i++) {
            char c = name.charAt(i);
            isName = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        return isName;
    }

    private static String marks(int values) {
        return "?, ".repeat(roundedUp(values) - 1) + "?";
    }

    private static List<Object> padded(List<?> values) {
        var padded = new ArrayList<Object>(values);
        padded.addAll(Collections.nCopies(roundedUp(values.size()) - values.size(), values.getLast()));
        return padded;
    }

    private static int roundedUp(int size) {
        return size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    /** Conditions that all hold. */
    private static final class Where {
        private final Table table;
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();
        private String head = "";

        Where(Table table) {
            this.table = table;
        }

        void add(Condition condition) {
            switch (condition) {
                case Condition.Equal c -> and(column(table, c.field()) + " = ?", stored(c.field(), c.value()));
                case Condition.AtMost c -> and(column(table, c.field()) + " <= ?", stored(c.field(), c.value()));
                case Condition.MoreThan c -> and(column(table, c.field()) + " > ?", stored(c.field(), c.value()));
                case Condition.In c -> {
                    conditions.add(column(table, c.field()) + " IN ("
                            + marks(c.values().size()) + ")");
                    values.addAll(padded(c.values().stream()
                            .map(value -> stored(c.field(), value))
                            .toList()));
                }
                case Condition.Of c -> of(c.records());
                case Condition.After c -> throw new IllegalArgumentException("more than one cursor");
            }
        }

        /** A value that a field is compared with, as it stands in the file. */
        Object stored(String field, Object value) {
            return field.equals("id") ? RecordIds.stored(table, (String) value) : value;
        }

        /** A range of ids for each record, one after the other: first of all conditions. */
        private void of(List<String> records) {
            List<String> sorted = records.stream()
                    .distinct()
                    .sorted((a, b) -> CodePoints.compare(a + "/", b + "/"))
                    .toList();
            int places = roundedUp(sorted.size());
            head = "WITH records (above, below) AS (VALUES " + "(?, ?), ".repeat(places - 1) + "(?, ?)) ";
            for (String record : sorted) {
                values.add(RecordIds.stored(table, record + "/"));
                values.add(RecordIds.stored(table, record + "0"));
            }
            values.addAll(Collections.nCopies(2 * (places - sorted.size()), NOBODY));
            conditions.add("id > above");
            conditions.add("id < below");
        }

        void add(Where other) {
            conditions.addAll(other.conditions);
            values.addAll(other.values);
        }

        void same(String field, @Nullable Object value) {
            if (value == null) {
                and(column(table, field) + " IS NULL");
            } else {
                and(column(table, field) + " = ?", stored(field, value));
            }
        }

        Where and(String condition, Object... bound) {
            conditions.add(condition);
            values.addAll(List.of(bound));
            return this;
        }

        /** What stands in front of the statement. */
        String head() {
            return head;
        }

        /** From which table, and under which conditions. */
        String tail() {
            return (head.isEmpty() ? "" : "records CROSS JOIN ")
                    + quoted(table.name())
                    + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
        }
    }
}
