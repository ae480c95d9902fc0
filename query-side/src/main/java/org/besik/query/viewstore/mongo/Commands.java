package org.besik.query.viewstore.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.BsonDocument;

/** All that is asked of MongoDB. Each call throws a {@link com.mongodb.MongoException} if its outcome is not known. */
interface Commands {

    /** How many bytes a document may have that is made up of many: half of MongoDB's bound, since one of the many may be large. */
    default long mostTogether() {
        return 8L << 20;
    }

    /**
     * Reads documents.
     *
     * @param limit at most so many, from 1
     * @param projection members that are wanted beside the id; empty: all
     */
    List<BsonDocument> find(
            String collection, BsonDocument filter, BsonDocument sort, int limit, BsonDocument projection);

    /** Reads whole documents. */
    default List<BsonDocument> find(String collection, BsonDocument filter, BsonDocument sort, int limit) {
        return find(collection, filter, sort, limit, new BsonDocument());
    }

    List<BsonDocument> aggregate(String collection, List<BsonDocument> pipeline);

    /** One after the other. */
    void insert(String collection, List<BsonDocument> documents);

    /**
     * Replaces and deletes, one after the other.
     *
     * @return how many documents were there to be replaced or deleted
     */
    long write(String collection, List<WriteModel<BsonDocument>> changes);

    /** Those that are missing. */
    void createIndexes(String collection, List<IndexModel> indexes);

    /** Nothing if it is not there. */
    void drop(String collection);
}
