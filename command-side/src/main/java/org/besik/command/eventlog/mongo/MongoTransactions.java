package org.besik.command.eventlog.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static java.util.Objects.requireNonNull;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.eventlog.mongo.StoredTransaction.Event;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The transactions in a collection. Of MongoDB it uses find, an ordered insert and createIndexes, and nothing that a
 * single document could not keep.
 */
final class MongoTransactions implements Transactions {

    private static final String ID = "_id";
    private static final String TX_ID = "tx";
    private static final String PREVIOUS = "prev";
    private static final String LINK = "link";
    private static final String EVENTS = "e";
    private static final String TYPE = "t";
    private static final String REVISION = "r";
    private static final String METADATA = "m";
    private static final String EVENT_TAGS = "g";
    private static final String PAYLOAD = "p";
    /** The hashes of tags. */
    private static final String TAGS = "h";
    /** A sub-document with an array of keys for each space, and one beside it with what they lead to. */
    private static final String KEYS = "k";

    private static final String VALUES = "v";

    private static final String KEY_INDEX = "key_";

    private final MongoCollection<Document> collection;
    private final Set<String> spaces;

    /** Makes the indexes that are missing: without them nothing would be unique. */
    MongoTransactions(MongoDatabase database, String name, Set<String> spaces) {
        this.spaces = spaces;
        collection = database.getCollection(name)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        var indexes = new ArrayList<IndexModel>();
        indexes.add(new IndexModel(Indexes.ascending(TAGS, ID), new IndexOptions().name("tags")));
        for (String space : spaces) {
            // Sparse: whoever takes no key of a space is not in its index at all
            var options =
                    new IndexOptions().name(KEY_INDEX + space).unique(true).sparse(true);
            indexes.add(new IndexModel(Indexes.ascending(keyField(space)), options));
        }
        collection.createIndexes(indexes);
    }

    private static String keyField(String space) {
        return KEYS + "." + space;
    }

    @Override
    public Inserted insert(List<StoredTransaction> inOrder) {
        List<Document> documents =
                inOrder.stream().map(MongoTransactions::document).toList();
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(true));
            return new Inserted.All();
        } catch (MongoBulkWriteException failed) {
            return outcome(failed);
        } catch (MongoException unknown) {
            return new Inserted.Unknown(unknown);
        }
    }

    private Inserted outcome(MongoBulkWriteException failed) {
        for (BulkWriteError error : failed.getWriteErrors()) {
            if (error.getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return new Inserted.Duplicate(error.getIndex(), space(error.getMessage()));
            }
        }
        return new Inserted.Unknown(failed);
    }

    /** Servers word it differently, but all of them name the index. */
    private @Nullable String space(String message) {
        for (String space : spaces) {
            if (message.contains(KEY_INDEX + space + " ")) {
                return space;
            }
        }
        return null;
    }

    @Override
    public List<StoredTransaction> from(long id, int limit) {
        return read(gte(ID, id), ascending(ID), limit);
    }

    @Override
    public @Nullable StoredTransaction lastUpTo(long id) {
        return first(read(lte(ID, id), descending(ID), 1));
    }

    @Override
    public @Nullable StoredTransaction holding(UniqueKey key) {
        return first(read(eq(keyField(key.space()), new Binary(key.key())), ascending(ID), 1));
    }

    @Override
    public List<StoredTransaction> matching(List<Sought> any, long from, long anchor, int limit) {
        if (any.stream().anyMatch(MongoTransactions::isEverything) || any.isEmpty()) {
            return from(from, limit);
        }
        // Each alternative with its own bound: so each is a stretch of an index that is in order already
        var alternatives = new ArrayList<Bson>();
        for (Sought sought : any) {
            var parts = new ArrayList<Bson>();
            sought.tags().forEach(tag -> parts.add(eq(TAGS, tag)));
            if (!sought.types().isEmpty()) {
                parts.add(in(EVENTS + "." + TYPE, sought.types()));
            }
            parts.add(gte(ID, from));
            alternatives.add(and(parts));
        }
        alternatives.add(eq(ID, anchor));
        return read(or(alternatives), ascending(ID), limit);
    }

    private static boolean isEverything(Sought sought) {
        return sought.tags().isEmpty() && sought.types().isEmpty();
    }

    private List<StoredTransaction> read(Bson filter, Bson order, int limit) {
        var found = new ArrayList<StoredTransaction>();
        for (Document document : collection.find(filter).sort(order).limit(limit)) {
            found.add(transaction(document));
        }
        return found;
    }

    private static @Nullable StoredTransaction first(List<StoredTransaction> found) {
        return found.isEmpty() ? null : found.getFirst();
    }

    private static Document document(StoredTransaction transaction) {
        var document = new Document(ID, transaction.id())
                .append(TX_ID, new Binary(transaction.txId()))
                .append(PREVIOUS, new Binary(transaction.previous()))
                .append(LINK, new Binary(transaction.link()))
                .append(
                        EVENTS,
                        transaction.events().stream()
                                .map(MongoTransactions::document)
                                .toList())
                .append(TAGS, transaction.tags());
        if (!transaction.keys().isEmpty()) {
            var keys = new Document();
            var values = new Document();
            transaction.keys().forEach((space, claims) -> {
                keys.append(
                        space,
                        claims.stream()
                                .map(claim -> new Binary(claim.key().key()))
                                .toList());
                values.append(
                        space,
                        claims.stream().map(claim -> new Binary(claim.value())).toList());
            });
            document.append(KEYS, keys).append(VALUES, values);
        }
        return document;
    }

    private static Document document(Event event) {
        return new Document(TYPE, event.type())
                .append(REVISION, event.revision())
                .append(METADATA, new Binary(event.metadata()))
                .append(EVENT_TAGS, new Binary(event.tags()))
                .append(PAYLOAD, new Binary(event.payload()));
    }

    private static StoredTransaction transaction(Document document) {
        List<Event> events = list(document, EVENTS, Document.class).stream()
                .map(MongoTransactions::event)
                .toList();
        return new StoredTransaction(
                requireNonNull(document.get(ID, Number.class), "a document without an id")
                        .longValue(),
                bytes(document, TX_ID),
                bytes(document, PREVIOUS),
                bytes(document, LINK),
                events,
                list(document, TAGS, Long.class),
                keys(document));
    }

    private static Event event(Document event) {
        return new Event(
                text(event, TYPE),
                text(event, REVISION),
                bytes(event, METADATA),
                bytes(event, EVENT_TAGS),
                bytes(event, PAYLOAD));
    }

    private static Map<String, List<ClaimedKey>> keys(Document document) {
        if (!(document.get(KEYS) instanceof Document keys && document.get(VALUES) instanceof Document values)) {
            return Map.of();
        }
        var claims = new LinkedHashMap<String, List<ClaimedKey>>();
        for (String space : keys.keySet()) {
            List<Binary> key = list(keys, space, Binary.class);
            List<Binary> value = list(values, space, Binary.class);
            var claimed = new ArrayList<ClaimedKey>(key.size());
            for (int i = 0; i < Math.min(key.size(), value.size()); i++) {
                claimed.add(new ClaimedKey(
                        new UniqueKey(space, key.get(i).getData()), value.get(i).getData()));
            }
            claims.put(space, claimed);
        }
        return claims;
    }

    // Whoever alters a document may also drop a member: that must fail the hash, not the reading

    private static String text(Document document, String member) {
        return document.get(member) instanceof String text ? text : "";
    }

    private static byte[] bytes(Document document, String member) {
        return document.get(member) instanceof Binary binary ? binary.getData() : new byte[0];
    }

    private static <T> List<T> list(Document document, String member, Class<T> of) {
        return document.get(member) instanceof List<?> list
                ? list.stream().filter(of::isInstance).map(of::cast).toList()
                : List.of();
    }
}
