package org.besik.query.viewstore;

import java.util.Map;
import java.util.Objects;

/**
 * @param id unique within its table
 * @param fields values of the table's fields: {@link String} or {@link Long}; a missing one is null
 * @param body anything the reader wants back; the store does not look into it
 */
public record Document(String id, Map<String, Object> fields, byte[] body) {

    /** The value of a TEXT field that is never null in its table. */
    public String text(String field) {
        return (String) Objects.requireNonNull(fields.get(field), field);
    }

    /** The value of a LONG field that is never null in its table. */
    public long number(String field) {
        return (Long) Objects.requireNonNull(fields.get(field), field);
    }
}
