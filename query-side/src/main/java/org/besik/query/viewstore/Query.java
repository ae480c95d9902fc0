package org.besik.query.viewstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which documents, in which order: all conditions hold. {@code id} may be named like a field. Null sorts before every
 * value.
 *
 * @param where conditions on declared fields
 * @param sort in order; ties are broken by id, ascending
 * @param limit at most so many
 */
public record Query(Table table, List<Condition> where, List<Sort> sort, int limit) {

    /** A condition on one declared field; values are {@link String} or {@link Long}. A null field matches none. */
    public sealed interface Condition {
        String field();

        record Equal(String field, Object value) implements Condition {}

        record In(String field, List<?> values) implements Condition {}

        /** Less than or equal. */
        record AtMost(String field, Object value) implements Condition {}

        /** Greater than. */
        record MoreThan(String field, Object value) implements Condition {}

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
