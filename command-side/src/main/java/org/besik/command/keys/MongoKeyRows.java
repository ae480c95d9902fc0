package org.besik.command.keys;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.events.ChildId;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Wrapped keys in one MongoDB collection, a document per child. A destroyed key is gone from the collection; the oplog and
 * backups forget it only in their own time, so the master key must be changed where that is too long.
 */
public final class MongoKeyRows implements KeyRows {

    private static final String ID = "_id";
    private static final String WRAPPED = "k";

    /** A reply may be lost; more than once in a row, and somebody has to look. */
    private static final int ATTEMPTS = 4;

    private final MongoCollection<Document> collection;

    /** The keys in a database; a collection is made with the first. */
    public MongoKeyRows(MongoDatabase database, String name) {
        collection = database.getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public @Nullable Row find(ChildId child) {
        try {
            Document found = collection.find(eq(ID, child.value())).first();
            return found == null ? null : row(found);
        } catch (MongoException failed) {
            throw new IllegalStateException("the keys cannot be read", failed);
        }
    }

    private static Row row(Document found) {
        Binary wrapped = found.get(WRAPPED, Binary.class);
        return new Row(wrapped == null ? null : wrapped.getData());
    }

    @Override
    public void add(Map<ChildId, byte[]> wrapped) {
        var left = new HashMap<String, byte[]>();
        wrapped.forEach((child, key) -> left.put(child.value(), key));
        MongoException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                collection.insertMany(
                        left.entrySet().stream()
                                .map(each ->
                                        new Document(ID, each.getKey()).append(WRAPPED, new Binary(each.getValue())))
                                .toList(),
                        new InsertManyOptions().ordered(false));
                return;
            } catch (MongoException failed) {
                last = failed;
            }
            // The reply was lost, or somebody else has keys for the same children: what is there tells
            if (isAllKept(left)) {
                return;
            }
        }
        throw new IllegalStateException("new keys cannot be made durable", last);
    }

    /** Takes away what is kept; true: nothing is left. */
    private boolean isAllKept(Map<String, byte[]> left) {
        List<Document> found;
        try {
            found = collection.find(in(ID, left.keySet())).into(new ArrayList<>());
        } catch (MongoException failed) {
            return false;
        }
        for (Document each : found) {
            byte[] kept = row(each).wrapped();
            if (kept == null || !Arrays.equals(kept, left.remove(each.getString(ID)))) {
                throw new IllegalStateException("a child has another key already, or none for ever");
            }
        }
        return left.isEmpty();
    }

    @Override
    public void destroy(ChildId child) {
        try {
            collection.replaceOne(
                    eq(ID, child.value()),
                    new Document(ID, child.value()).append(WRAPPED, null),
                    new ReplaceOptions().upsert(true));
        } catch (MongoException failed) {
            throw new IllegalStateException("a key cannot be destroyed", failed);
        }
    }

    /** The connection is its owner's. */
    @Override
    public void close() {}
}
