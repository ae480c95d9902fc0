package org.besik.query.viewstore;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which documents, in which order: all conditions hold. {@code id} may be named like a field. Null sorts before every
 * value.
 *
 * @param where conditions on declared fields
 * @param sort in order; ties are broken by id, ascending
 * @param limit at most so many
 * @param only null: whole documents; else the fields that are wanted, beside those of the sort. Others, and the body, may be
 *     missing then, and where an index has all that is asked for no document is read
 */
public record Query(
        Table table,
        List<Condition> where,
        List<Sort> sort,
        int limit,
        @Nullable Set<String> only) {

    /** For whole documents. */
    public Query(Table table, List<Condition> where, List<Sort> sort, int limit) {
        this(table, where, sort, limit, null);
    }

    /** For no more than these fields. */
    public Query only(Set<String> fields) {
        return new Query(table, where, sort, limit, fields);
    }

    /** Whether a field is wanted. */
    public boolean wants(String field) {
        return only == null
                || only.contains(field)
                || sort.stream().anyMatch(by -> by.field().equals(field));
    }

    /** A condition on one declared field; values are {@link String} or {@link Long}. A null field matches none. */
    public sealed interface Condition {
        String field();

        /** Whether it is true of nothing. */
        default boolean isNone() {
            return false;
        }

        record Equal(String field, Object value) implements Condition {}

        record In(String field, List<?> values) implements Condition {
            @Override
            public boolean isNone() {
                return values.isEmpty();
            }
        }

        /** Less than or equal. */
        record AtMost(String field, Object value) implements Condition {}

        /** Greater than. */
        record MoreThan(String field, Object value) implements Condition {}

        /** The id is that of one of these records, a slash, and more. */
        record Of(List<String> records) implements Condition {
            @Override
            public String field() {
                return "id";
            }

            @Override
            public boolean isNone() {
                return records.isEmpty();
            }

            /** Whether an id is of one of them. */
            public boolean holds(String id) {
                int slash = id.indexOf('/');
                return slash >= 0 && records.contains(id.substring(0, slash));
            }
        }

        /**
         * Strictly after a place in the query's sort order: values of the sort fields of the last document seen, then its
         * id. This is what a cursor becomes.
         */
        record After(List<? extends @Nullable Object> sortValues, String id) implements Condition {
            @Override
            public String field() {
                return "";
            }
        }
    }

    /** A field to sort by. */
    public record Sort(String field, boolean descending) {}
}
