package org.besik.query.viewstore.mongo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Table;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Documents and values as MongoDB keeps them: the id as {@code _id}, a member per field that is not null, the body. */
final class Bson {

    static final String ID = "_id";

    /** No field begins like this. */
    private static final String BODY = "_body";

    private static final BsonInt32 INCLUDED = new BsonInt32(1);
    private static final BsonBinary NONE = new BsonBinary(new byte[0]);

    private Bson() {}

    /** Checks that the fields are those of the table. */
    static BsonDocument document(Table table, Document document) {
        var bson = new BsonDocument(ID, new BsonString(document.id()));
        for (Table.Field field : table.fields()) {
            Object value = document.fields().get(field.name());
            if (value instanceof String == (field.type() == Table.Type.TEXT) && value != null) {
                bson.append(field.name(), value(value));
            } else if (value != null) {
                throw new IllegalArgumentException(table.name() + "." + field.name() + " is " + field.type());
            }
        }
        if (bson.size() - 1 != document.fields().size()) {
            throw new IllegalArgumentException("a field that " + table.name() + " does not declare");
        }
        return bson.append(BODY, new BsonBinary(document.body()));
    }

    /** What was read; without a body if none was asked for. */
    static Document document(Table table, BsonDocument bson) {
        var fields = new HashMap<String, Object>();
        for (Table.Field field : table.fields()) {
            BsonValue value = bson.get(field.name());
            if (value != null) {
                fields.put(
                        field.name(),
                        field.type() == Table.Type.LONG
                                ? (Object) value.asNumber().longValue()
                                : value.asString().getValue());
            }
        }
        return new Document(
                bson.getString(ID).getValue(),
                fields,
                bson.getBinary(BODY, NONE).getData());
    }

    static BsonValue value(Object value) {
        return switch (value) {
            case String text -> new BsonString(text);
            case Long number -> new BsonInt64(number);
            default -> throw new IllegalArgumentException("neither text nor a whole number");
        };
    }

    static BsonArray values(Iterable<?> values) {
        var array = new BsonArray();
        values.forEach(v -> array.add(value(v)));
        return array;
    }

    /** Both; of the same member too. */
    static BsonDocument and(List<BsonDocument> all) {
        return switch (all.size()) {
            case 0 -> new BsonDocument();
            case 1 -> all.getFirst();
            default -> new BsonDocument("$and", new BsonArray(all));
        };
    }

    static BsonDocument or(List<BsonDocument> some) {
        return switch (some.size()) {
            // MongoDB wants one at least
            case 0 -> new BsonDocument(ID, new BsonDocument("$in", new BsonArray()));
            case 1 -> some.getFirst();
            default -> new BsonDocument("$or", new BsonArray(some));
        };
    }

    /** A table's index; the id follows by itself. */
    static BsonDocument index(List<String> fields) {
        var keys = new BsonDocument();
        var beside = new BsonDocument();
        for (String field : fields) {
            if (field.startsWith("+")) {
                beside.append(field.substring(1), direction(false));
            } else {
                keys.append(field.startsWith("-") ? field.substring(1) : field, direction(field.startsWith("-")));
            }
        }
        keys.append(ID, direction(false)).putAll(beside);
        return keys;
    }

    /** The members that a query wants; empty: all. */
    static BsonDocument wanted(Query query) {
        var wanted = new BsonDocument();
        if (query.only() != null) {
            wanted.append(ID, INCLUDED);
            query.table().fields().stream()
                    .filter(field -> query.wants(field.name()))
                    .forEach(field -> wanted.append(field.name(), INCLUDED));
        }
        return wanted;
    }

    static BsonInt32 direction(boolean descending) {
        return new BsonInt32(descending ? -1 : 1);
    }

    /** About how much room it takes. */
    static long size(Document document) {
        long size = (long) document.id().length() + document.body().length;
        for (Map.Entry<String, Object> field : document.fields().entrySet()) {
            size += field.getValue() instanceof String text ? text.length() : Long.BYTES;
        }
        return size;
    }
}
