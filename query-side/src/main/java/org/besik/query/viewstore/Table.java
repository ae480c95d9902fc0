package org.besik.query.viewstore;

import java.util.List;

/**
 * One kind of document and the fields by which it is found.
 *
 * @param name lower case, {@code untracked}
 * @param fields what can be asked and sorted by; everything else stands in the body
 * @param indexes field names in index order, {@code -name} for descending; the id follows by itself, ascending, and
 *     behind it each {@code +name}, by which rows are passed over without being read. Each declared query must be served by one of them
 * @param isByRecord whether ids begin with a record's, which is a UUID in its usual spelling, and what belongs to one record
 *     is kept in one place: for many small documents, which are read and written record by record. Should one begin
 *     otherwise, it has no set place in the order of ids beside those that do
 */
public record Table(String name, List<Field> fields, List<List<String>> indexes, boolean isByRecord) {

    /** One whose documents lie as they came. */
    public Table(String name, List<Field> fields, List<List<String>> indexes) {
        this(name, fields, indexes, false);
    }

    /** One that keeps together what belongs to a record. */
    public static Table byRecord(String name, List<Field> fields, List<List<String>> indexes) {
        return new Table(name, fields, indexes, true);
    }

    /**
     * A field of its own column.
     *
     * @param isRare whether most documents lack it: an index with it may hold only those that have it, so a query that is to
     *     be served by that index compares it
     */
    public record Field(String name, Type type, boolean isRare) {

        public Field(String name, Type type) {
            this(name, type, false);
        }

        /** One that most documents lack. */
        public static Field rare(String name, Type type) {
            return new Field(name, type, true);
        }
    }

    /** TEXT compares by code point; a date is text in ISO form; LONG is 64 bits. */
    public enum Type {
        TEXT,
        LONG
    }
}
