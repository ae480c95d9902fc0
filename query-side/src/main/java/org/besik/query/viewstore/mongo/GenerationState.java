package org.besik.query.viewstore.mongo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * How far a generation is, in one document: replacing it is what makes a batch count.
 *
 * @param stamp another one each time; who replaces names the one it has seen
 * @param position of the last batch that counts
 * @param journal of the last batch, if it may not be in the collections yet
 * @param parts of that journal
 * @param shapes of the tables, by name
 * @param isGoing its collections are being dropped, or were filled and no batch had a position since: whoever opens it
 *     begins anew
 */
record GenerationState(
        String name,
        String stamp,
        long position,
        @Nullable String journal,
        int parts,
        Map<String, String> shapes,
        boolean isGoing) {

    GenerationState with(String nextStamp, long nextPosition, @Nullable String nextJournal, int nextParts) {
        return new GenerationState(
                name, nextStamp, nextPosition, nextJournal, nextParts, shapes, isGoing && nextPosition == 0);
    }

    GenerationState stamped(String next) {
        return with(next, position, journal, parts);
    }

    GenerationState shaped(Map<String, String> next) {
        return new GenerationState(name, stamp, position, journal, parts, next, isGoing);
    }

    GenerationState going(String nextStamp) {
        return new GenerationState(name, nextStamp, position, journal, parts, shapes, true);
    }

    BsonDocument toBson() {
        var tables = new BsonDocument();
        shapes.forEach((table, shape) -> tables.append(table, new BsonString(shape)));
        var bson = new BsonDocument(Bson.ID, new BsonString(name))
                .append("stamp", new BsonString(stamp))
                .append("position", new BsonInt64(position))
                .append("parts", new BsonInt32(parts))
                .append("tables", tables)
                .append("going", BsonBoolean.valueOf(isGoing));
        if (journal != null) {
            bson.append("journal", new BsonString(journal));
        }
        return bson;
    }

    static GenerationState of(BsonDocument bson) {
        var shapes = new LinkedHashMap<String, String>();
        bson.getDocument("tables")
                .forEach((table, shape) -> shapes.put(table, shape.asString().getValue()));
        return new GenerationState(
                bson.getString(Bson.ID).getValue(),
                bson.getString("stamp").getValue(),
                bson.getNumber("position").longValue(),
                bson.containsKey("journal") ? bson.getString("journal").getValue() : null,
                bson.getNumber("parts").intValue(),
                shapes,
                bson.getBoolean("going").getValue());
    }
}
