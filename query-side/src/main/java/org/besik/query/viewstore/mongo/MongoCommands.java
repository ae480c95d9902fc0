package org.besik.query.viewstore.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;

/** Over the driver: what is written is durable on a majority, what is read is so too. */
final class MongoCommands implements Commands {

    private final MongoDatabase database;

    MongoCommands(MongoDatabase database) {
        this.database = database.withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    private MongoCollection<BsonDocument> of(String collection) {
        return database.getCollection(collection, BsonDocument.class);
    }

    @Override
    public List<BsonDocument> find(
            String collection, BsonDocument filter, BsonDocument sort, int limit, BsonDocument projection) {
        return of(collection)
                .find(filter)
                .projection(projection)
                .sort(sort)
                .limit(limit)
                .into(new ArrayList<>());
    }

    @Override
    public List<BsonDocument> aggregate(String collection, List<BsonDocument> pipeline) {
        return of(collection).aggregate(pipeline).into(new ArrayList<>());
    }

    @Override
    public void insert(String collection, List<BsonDocument> documents) {
        of(collection).insertMany(documents, new InsertManyOptions().ordered(true));
    }

    @Override
    public long write(String collection, List<WriteModel<BsonDocument>> changes) {
        BulkWriteResult done = of(collection).bulkWrite(changes, new BulkWriteOptions().ordered(true));
        return (long) done.getMatchedCount() + done.getDeletedCount();
    }

    @Override
    public void createIndexes(String collection, List<IndexModel> indexes) {
        of(collection).createIndexes(indexes);
    }

    @Override
    public void drop(String collection) {
        of(collection).drop();
    }
}
