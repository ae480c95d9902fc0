package org.besik.command.eventlog.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Signed checkpoints in one MongoDB collection, a document each, shared by all nodes. */
public final class MongoCheckpointStore implements CheckpointStore {

    private static final String ID = "_id";
    private static final String NOTE = "note";

    private final MongoCollection<Document> collection;

    /** The checkpoints in a database; a collection is made with the first. */
    public MongoCheckpointStore(MongoDatabase database, String name) {
        collection = database.getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public void add(long size, String note) {
        try {
            collection.insertOne(new Document(ID, size).append(NOTE, note));
        } catch (MongoException failed) {
            // The reply was lost, or a node whose turn is over was faster: of one size and log there is one note
            if (!find(size).equals(Optional.of(note))) {
                throw new LogUnavailableException("the checkpoint cannot be kept", failed);
            }
        }
    }

    @Override
    public Optional<String> last() {
        return note(new Document(), -1);
    }

    @Override
    public Optional<String> find(long size) {
        return note(eq(ID, size), 1);
    }

    /** One look for each step, however many there are. */
    @Override
    public List<String> spread(int limit) {
        var notes = new ArrayList<String>();
        Document last = first(new Document(), -1);
        if (last == null) {
            return notes;
        }
        long end = size(last);
        long from = 0;
        while (from <= end) {
            Document next = first(gte(ID, from), 1);
            if (next == null) {
                return notes;
            }
            notes.add(next.getString(NOTE));
            from = Math.max(size(next) + 1, (size(next) / step(end, limit) + 1) * step(end, limit));
        }
        if (!notes.getLast().equals(last.getString(NOTE))) {
            notes.add(last.getString(NOTE));
        }
        return notes;
    }

    private static long step(long end, int limit) {
        return Math.max(1, end / limit);
    }

    private static long size(Document checkpoint) {
        return checkpoint.get(ID, Number.class).longValue();
    }

    private Optional<String> note(Bson filter, int direction) {
        return Optional.ofNullable(first(filter, direction)).map(found -> found.getString(NOTE));
    }

    private @Nullable Document first(Bson filter, int direction) {
        try {
            return collection
                    .find(filter)
                    .sort(direction > 0 ? Sorts.ascending(ID) : Sorts.descending(ID))
                    .first();
        } catch (MongoException unreadable) {
            throw new LogUnavailableException("the checkpoints cannot be read", unreadable);
        }
    }

    /** The connection is its owner's. */
    @Override
    public void close() {}
}
