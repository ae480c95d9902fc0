package org.besik.query.notifications;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Subscriptions in one MongoDB collection, a document each. A lost reply is settled by looking. */
public final class MongoSubscriptionRows implements SubscriptionRows {

    private static final String ID = "_id";
    private static final String REVISION = "revision";
    private static final String BODY = "body";

    private final MongoCollection<Document> collection;

    /** The subscriptions in a database; a collection is made with the first. */
    public MongoSubscriptionRows(MongoDatabase database, String name) {
        collection = database.getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public Map<String, Row> all() {
        try {
            var all = new LinkedHashMap<String, Row>();
            for (Document found : collection.find().sort(Sorts.ascending(ID))) {
                all.put(found.getString(ID), row(found));
            }
            return all;
        } catch (MongoException failed) {
            throw new IllegalStateException("the subscriptions cannot be read", failed);
        }
    }

    @Override
    public @Nullable Row find(String id) {
        try {
            Document found = collection.find(eq(ID, id)).first();
            return found == null ? null : row(found);
        } catch (MongoException failed) {
            throw new IllegalStateException("the subscriptions cannot be read", failed);
        }
    }

    private static Row row(Document found) {
        return new Row(found.getString(REVISION), found.get(BODY, Binary.class).getData());
    }

    @Override
    public boolean replace(String id, @Nullable String expected, @Nullable Row next) {
        try {
            if (next == null) {
                return expected != null
                        && collection.deleteOne(of(id, expected)).getDeletedCount() == 1;
            }
            var document =
                    new Document(ID, id).append(REVISION, next.revision()).append(BODY, new Binary(next.body()));
            if (expected != null) {
                return collection.replaceOne(of(id, expected), document).getMatchedCount() == 1;
            }
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw new IllegalStateException("a subscription cannot be kept", failed);
        } catch (MongoException unknown) {
            Row found = find(id);
            if (next == null ? found == null : found != null && found.revision().equals(next.revision())) {
                return true;
            }
            throw new IllegalStateException("a subscription cannot be kept", unknown);
        }
    }

    private static org.bson.conversions.Bson of(String id, String revision) {
        return and(eq(ID, id), eq(REVISION, revision));
    }

    /** The connection is another's. */
    @Override
    public void close() {}
}
