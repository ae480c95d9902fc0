package org.besik.query.viewstore;

import java.util.Comparator;
import java.util.List;
import org.besik.query.viewstore.Query.Sort;
import org.jspecify.annotations.Nullable;

/** The order of a query's documents, for adapters that have to merge several answers. */
public final class Sorted {

    private Sorted() {}

    /** By these fields, then by id. */
    public static Comparator<Document> by(List<Sort> sorts) {
        return (a, b) -> {
            for (Sort sort : sorts) {
                int by = compare(value(a, sort.field()), value(b, sort.field()));
                if (by != 0) {
                    return sort.descending() ? -by : by;
                }
            }
            return CodePoints.compare(a.id(), b.id());
        };
    }

    /** The value of a field or of {@code id}; null: it has none. */
    public static @Nullable Object value(Document document, String field) {
        return field.equals("id") ? document.id() : document.fields().get(field);
    }

    /** Two values of one field; null comes before every value. */
    public static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return a instanceof Long left && b instanceof Long right
                ? Long.compare(left, right)
                : CodePoints.compare((String) a, (String) b);
    }
}
