package org.besik.command.leases;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Leases in one MongoDB collection, a document each. A lost reply is settled by looking. */
public final class MongoLeaseRows implements LeaseRows {

    private static final String ID = "_id";
    private static final String HOLDER = "holder";
    private static final String TERM = "term";
    private static final String BEAT = "beat";
    private static final String MARK = "mark";

    private final MongoCollection<Document> collection;

    /** The leases in a database; a collection is made with the first. */
    public MongoLeaseRows(MongoDatabase database, String name) {
        collection = database.getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public @Nullable Row find(String name) {
        try {
            Document found = collection.find(eq(ID, name)).first();
            return found == null
                    ? null
                    : new Row(
                            found.getString(HOLDER),
                            found.get(TERM, Number.class).longValue(),
                            found.get(BEAT, Number.class).longValue(),
                            found.get(MARK, Number.class).longValue());
        } catch (MongoException failed) {
            throw new IllegalStateException("the leases cannot be read", failed);
        }
    }

    @Override
    public boolean replace(String name, @Nullable Row expected, Row next) {
        try {
            if (expected != null) {
                return collection
                                .replaceOne(document(name, expected), document(name, next))
                                .getMatchedCount()
                        == 1;
            }
            collection.insertOne(document(name, next));
            return true;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw new IllegalStateException("a lease cannot be kept", failed);
        } catch (MongoException unknown) {
            if (next.equals(find(name))) {
                return true;
            }
            throw new IllegalStateException("a lease cannot be kept", unknown);
        }
    }

    private static Document document(String name, Row row) {
        return new Document(ID, name)
                .append(HOLDER, row.holder())
                .append(TERM, row.term())
                .append(BEAT, row.beat())
                .append(MARK, row.mark());
    }
}
