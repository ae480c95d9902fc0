package org.besik.query.viewstore.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Sorted;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreException;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the views in MongoDB, a collection per table, without transactions over several documents. A batch is
 * written down as a journal first; it counts once the generation's state names that journal, together with the new
 * position; then it is done to the collections, which may be repeated as often as it takes. Meanwhile this store's readers
 * are answered from the batch in memory for what it changes, and from the collections for all else: they see whole batches
 * only. Somebody else who reads the collections may see half of one.
 */
public final class MongoViewStore implements ViewStore {

    private static final Logger LOG = System.getLogger(MongoViewStore.class.getName());

    /** Then a reading holds up the next batch instead. */
    private static final int UNDISTURBED_TRIES = 3;

    private static final int IDS_AT_ONCE = 1_000;

    private final Commands commands;
    private final GenerationStates states;
    private final String generation;
    private final Map<String, Table> tables = new HashMap<>();

    /** Begins all stamps of this store. */
    private final String owner;

    /** As it was last known to be; guarded by this, as all that writes. */
    private GenerationState state;

    private long stamps;

    /** The last batch that was to be committed. */
    private @Nullable Batch tried;

    /** Something was sent and nothing was heard: the state in the database may be another one. */
    private boolean isUnsure;

    /** Taken for an instant when a batch begins to change the collections: who has read meanwhile reads again. */
    private final StampedLock beginning = new StampedLock();

    private volatile Shown shown;
    private volatile Written written = new Written(0, 0, 0);
    private volatile Set<String> filling = Set.of();
    private volatile boolean isClosed;

    /**
     * What readers see.
     *
     * @param pending counts, and may be in the collections in part; null: they are whole
     */
    private record Shown(long position, @Nullable Batch pending) {}

    private MongoViewStore(
            Commands commands, GenerationStates states, GenerationState state, String owner, List<Table> tables) {
        this.commands = commands;
        this.states = states;
        this.generation = state.name();
        this.state = state;
        this.owner = owner;
        this.shown = new Shown(state.position(), null);
        tables.forEach(t -> this.tables.put(t.name(), t));
    }

    /**
     * Opens a generation, or makes it; one that was being filled is made anew. Whoever had it open before cannot write any more.
     *
     * @throws ViewStoreException if a table of it has another shape
     */
    static MongoViewStore open(Commands commands, GenerationStates states, String generation, List<Table> tables) {
        try {
            String owner = UUID.randomUUID().toString();
            GenerationState state = taken(states, generation, tables, owner + "/0");
            for (Table table : tables) {
                createIndexes(commands, states.collection(generation, table.name()), table);
            }
            var store = new MongoViewStore(commands, states, state, owner, tables);
            store.redo();
            return store;
        } catch (MongoException failed) {
            throw new ViewStoreException("cannot open the view store", failed);
        }
    }

    private static GenerationState taken(GenerationStates states, String generation, List<Table> tables, String stamp) {
        GenerationState found = states.find(generation);
        if (found != null && found.isGoing()) {
            states.drop(found);
            found = null;
        }
        if (found == null) {
            var fresh = new GenerationState(generation, stamp, 0, null, 0, shapes(Map.of(), tables), false);
            states.insert(fresh);
            return fresh;
        }
        GenerationState ours = found.shaped(shapes(found.shapes(), tables)).stamped(stamp);
        if (!states.move(found, ours)) {
            throw othersWrite();
        }
        return ours;
    }

    private static Map<String, String> shapes(Map<String, String> stored, List<Table> tables) {
        var shapes = new LinkedHashMap<>(stored);
        for (Table table : tables) {
            String declared = shape(table);
            if (!declared.equals(shapes.getOrDefault(table.name(), declared))) {
                throw new ViewStoreException("table " + table.name() + " has another shape in this generation");
            }
            shapes.put(table.name(), declared);
        }
        return shapes;
    }

    /** A table's fields and indexes in words. */
    static String shape(Table table) {
        return table.fields() + " " + table.indexes();
    }

    private static void createIndexes(Commands commands, String collection, Table table) {
        var indexes = new ArrayList<IndexModel>();
        for (int i = 0; i < table.indexes().size(); i++) {
            indexes.add(new IndexModel(Bson.index(table.indexes().get(i)), new IndexOptions().name("by_" + (i + 1))));
        }
        if (!indexes.isEmpty()) {
            commands.createIndexes(collection, indexes);
        }
    }

    /** What counts but may not have been done when the store was left; what does not count goes away. */
    private synchronized void redo() {
        if (state.journal() != null) {
            for (int part = 0; part < state.parts(); part++) {
                List<BsonDocument> found = commands.find(
                        states.journal(generation),
                        new BsonDocument(Bson.ID, Batch.partId(state.journal(), part)),
                        new BsonDocument(Bson.ID, Bson.direction(false)),
                        1);
                if (found.isEmpty()) {
                    throw new ViewStoreException("a part of the journal is missing: build the views anew");
                }
                write(found.getFirst());
            }
            move(state.with(stamp(), state.position(), null, 0));
        }
        states.clearJournal(generation);
    }

    @Override
    public long position() {
        return shown.position();
    }

    @Override
    public Written written() {
        return written;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ViewStoreException if nothing of the batch was kept, or nobody knows. The next call finds out; if the batch
     *     was kept after all, that call fails too and the position has moved
     */
    @Override
    public synchronized void apply(List<Change> changes, long position) {
        checkOpen();
        if (position > 0 && !filling.isEmpty()) {
            throw new IllegalStateException("still to be filled: " + filling);
        }
        var batch = new Batch(UUID.randomUUID().toString(), tables, changes, commands.mostTogether());
        try {
            settle();
            commit(batch, position);
        } catch (MongoException failed) {
            isUnsure = true;
            throw new ViewStoreException("a batch could not be written", failed);
        }
        try {
            finish();
        } catch (MongoException failed) {
            isUnsure = true;
            // It counts, and readers see it; before the next one it will be done to the end
            LOG.log(Level.WARNING, "a batch is in its journal and not yet in the views: {0}", failed.getClass());
        }
    }

    /** Indexes are made once all documents are there; a collection that is dropped has none. */
    @Override
    public synchronized void fill(Collection<Table> some, boolean areInOrder) {
        checkOpen();
        if (position() != 0) {
            throw new IllegalStateException("only what is empty is filled");
        }
        var names = new HashSet<>(filling);
        try {
            settle();
            move(state.going(stamp()));
            for (Table table : some) {
                if (names.add(table.name())) {
                    commands.drop(states.collection(generation, table.name()));
                }
            }
        } catch (MongoException failed) {
            isUnsure = true;
            throw new ViewStoreException("the views cannot be filled", failed);
        }
        filling = Set.copyOf(names);
    }

    @Override
    public synchronized void filled(Collection<Table> some) {
        checkOpen();
        var left = new HashSet<>(filling);
        try {
            settle();
            for (Table table : some) {
                if (left.remove(table.name())) {
                    createIndexes(commands, states.collection(generation, table.name()), table);
                }
            }
        } catch (MongoException failed) {
            isUnsure = true;
            throw new ViewStoreException("what was filled cannot be finished", failed);
        }
        filling = Set.copyOf(left);
    }

    private boolean isFilling(Table table) {
        return filling.contains(table.name());
    }

    /** Before a batch, there must be nothing left of the one before. */
    private void settle() {
        if (isUnsure) {
            findOut();
        }
        finish();
    }

    private void commit(Batch batch, long position) {
        if (batch.isEmpty()) {
            tried = null;
            move(state.with(stamp(), position, null, 0));
            shown = new Shown(position, null);
            return;
        }
        tried = batch;
        commands.insert(states.journal(generation), batch.parts());
        move(state.with(stamp(), position, batch.journal(), batch.parts().size()));
        begin(position, batch);
    }

    /** From now on the collections change, and readers know it. */
    private void begin(long position, Batch batch) {
        long stamp = beginning.writeLock();
        try {
            shown = new Shown(position, batch);
        } finally {
            beginning.unlockWrite(stamp);
        }
        written = new Written(written.documents() + batch.bytes(), written.stored() + 2 * batch.bytes(), batch.bytes());
    }

    private void finish() {
        Batch pending = shown.pending();
        if (pending == null) {
            return;
        }
        pending.parts().forEach(this::write);
        move(state.with(stamp(), state.position(), null, 0));
        settled();
        states.clearJournal(generation);
    }

    private void settled() {
        shown = new Shown(state.position(), null);
        written = new Written(written.documents(), written.stored(), 0);
    }

    private void write(BsonDocument part) {
        Batch.writes(part).forEach((table, writes) -> commands.write(states.collection(generation, table), writes));
    }

    private void move(GenerationState next) {
        if (!states.move(state, next)) {
            isUnsure = true;
            throw othersWrite();
        }
        state = next;
    }

    private String stamp() {
        stamps++;
        return owner + "/" + stamps;
    }

    private static ViewStoreException othersWrite() {
        return new ViewStoreException("somebody else writes these views: each process needs its own");
    }

    /**
     * Looks what became of the last command. What of it still arrives must not find the state it expects: so the state gets
     * another stamp, whatever it is.
     */
    private void findOut() {
        GenerationState found = states.find(generation);
        if (found == null || !found.stamp().startsWith(owner)) {
            throw othersWrite();
        }
        GenerationState fenced = found.stamped(stamp());
        if (!states.move(found, fenced)) {
            throw new ViewStoreException("it is not known yet what became of a batch");
        }
        Shown before = shown;
        state = fenced;
        String journal = fenced.journal();
        if (journal == null) {
            settled();
        } else if (before.pending() == null) {
            begin(fenced.position(), Objects.requireNonNull(tried, "a journal of ours"));
        }
        isUnsure = false;
        if (shown.pending() == null) {
            states.clearJournal(generation);
        }
        boolean hasArrived = journal != null && before.pending() == null;
        if (hasArrived || before.position() != fenced.position()) {
            throw new ViewStoreException("a batch that seemed lost was kept: go on from its position");
        }
    }

    @Override
    public Optional<Document> get(Table table, String id) {
        return Optional.ofNullable(getAll(table, List.of(id)).get(id));
    }

    @Override
    public Map<String, Document> getAll(Table table, Collection<String> ids) {
        if (isFilling(table)) {
            return new HashMap<>();
        }
        return read(pending -> {
            var found = new HashMap<String, Document>();
            var elsewhere = new ArrayList<String>();
            Set<String> changed = pending == null ? Set.of() : pending.ids(table);
            for (String id : new HashSet<>(ids)) {
                Document document = pending == null ? null : pending.document(table, id);
                if (document != null) {
                    found.put(id, document);
                } else if (!changed.contains(id)) {
                    elsewhere.add(id);
                }
            }
            for (int from = 0; from < elsewhere.size(); from += IDS_AT_ONCE) {
                List<String> some = elsewhere.subList(from, Math.min(elsewhere.size(), from + IDS_AT_ONCE));
                BsonDocument filter = some.size() == 1
                        ? new BsonDocument(Bson.ID, new BsonString(some.getFirst()))
                        : Terms.is(Bson.ID, "$in", Bson.values(some));
                find(table, filter, new BsonDocument(Bson.ID, Bson.direction(false)), some.size(), new BsonDocument())
                        .forEach(document -> found.put(document.id(), document));
            }
            return found;
        });
    }

    private List<Document> find(
            Table table, BsonDocument filter, BsonDocument sort, int limit, BsonDocument projection) {
        return commands.find(states.collection(generation, table.name()), filter, sort, limit, projection).stream()
                .map(bson -> Bson.document(table, bson))
                .toList();
    }

    @Override
    public List<Document> find(Query query) {
        List<BsonDocument> pieces = Terms.pieces(query);
        BsonDocument sort = Terms.sort(query);
        if (query.limit() <= 0 || isEmpty(query) || isFilling(query.table())) {
            return List.of();
        }
        return read(pending -> {
            var found = new ArrayList<Document>();
            for (BsonDocument piece : pieces) {
                if (found.size() < query.limit()) {
                    found.addAll(find(
                            query.table(),
                            untouched(query.table(), piece, pending),
                            sort,
                            query.limit() - found.size(),
                            Bson.wanted(query)));
                }
            }
            if (pending == null) {
                return found;
            }
            found.addAll(pending.found(query));
            found.sort(Sorted.by(query.sort()));
            return found.size() <= query.limit() ? found : List.copyOf(found.subList(0, query.limit()));
        });
    }

    private static boolean isEmpty(Query query) {
        return query.where().stream().anyMatch(Condition::isNone);
    }

    /** Only what the pending batch does not change: that is as it was, whatever of the batch has been done. */
    private static BsonDocument untouched(Table table, BsonDocument filter, @Nullable Batch pending) {
        Set<String> changed = pending == null ? Set.of() : pending.ids(table);
        return changed.isEmpty() ? filter : Bson.and(List.of(filter, Terms.is(Bson.ID, "$nin", Bson.values(changed))));
    }

    @Override
    public long count(Query query) {
        if (isFilling(query.table())) {
            return 0;
        }
        BsonDocument filter = Terms.matching(query);
        return read(pending -> {
            long found = sums(query.table(), untouched(query.table(), filter, pending), List.of(), new BsonInt64(1))
                    .getOrDefault(List.of(), 0L);
            return pending == null ? found : found + pending.matching(query).size();
        });
    }

    @Override
    public Map<List<Object>, Long> sum(Query query, List<String> groupBy, String field) {
        Table table = query.table();
        if (isFilling(table)) {
            return Map.of();
        }
        // A group without any value has no sum
        BsonDocument filter = Bson.and(List.of(Terms.matching(query), Terms.anyValue(table, field)));
        var value = new BsonString("$" + Terms.member(table, field));
        return read(pending -> {
            Map<List<Object>, Long> sums = sums(table, untouched(table, filter, pending), groupBy, value);
            if (pending != null) {
                for (Document document : pending.matching(query)) {
                    if (document.fields().get(field) instanceof Long number) {
                        sums.merge(group(document, table, groupBy), number, Long::sum);
                    }
                }
            }
            return sums;
        });
    }

    private Map<List<Object>, Long> sums(Table table, BsonDocument filter, List<String> groupBy, BsonValue value) {
        BsonValue by = BsonNull.VALUE;
        if (!groupBy.isEmpty()) {
            var members = new BsonDocument();
            for (int i = 0; i < groupBy.size(); i++) {
                members.append("g" + i, new BsonString("$" + Terms.member(table, groupBy.get(i))));
            }
            by = members;
        }
        var pipeline = List.of(
                new BsonDocument("$match", filter),
                new BsonDocument(
                        "$group", new BsonDocument(Bson.ID, by).append("sum", new BsonDocument("$sum", value))));
        var sums = new HashMap<List<Object>, Long>();
        for (BsonDocument found : commands.aggregate(states.collection(generation, table.name()), pipeline)) {
            var group = new ArrayList<Object>(groupBy.size());
            for (int i = 0; i < groupBy.size(); i++) {
                group.add(value(found.getDocument(Bson.ID).get("g" + i), Terms.isNumber(table, groupBy.get(i))));
            }
            sums.merge(List.copyOf(group), found.getNumber("sum").longValue(), Long::sum);
        }
        return sums;
    }

    private static Object value(@Nullable BsonValue found, boolean isNumber) {
        if (found == null || found.isNull()) {
            return isNumber ? (Object) 0L : "";
        }
        return isNumber
                ? (Object) found.asNumber().longValue()
                : found.asString().getValue();
    }

    private static List<Object> group(Document document, Table table, List<String> groupBy) {
        return groupBy.stream()
                .map(field -> Objects.requireNonNullElse(
                        Sorted.value(document, field), Terms.isNumber(table, field) ? (Object) 0L : ""))
                .toList();
    }

    /** Reads while no batch begins to change the collections. */
    private <T> T read(Function<@Nullable Batch, T> reading) {
        checkOpen();
        try {
            for (int tries = 0; tries < UNDISTURBED_TRIES; tries++) {
                long stamp = beginning.tryOptimisticRead();
                T answer = reading.apply(shown.pending());
                if (beginning.validate(stamp)) {
                    return answer;
                }
            }
            long stamp = beginning.readLock();
            try {
                return reading.apply(shown.pending());
            } finally {
                beginning.unlockRead(stamp);
            }
        } catch (MongoException failed) {
            throw new ViewStoreException("the view store could not be read", failed);
        }
    }

    private void checkOpen() {
        if (isClosed) {
            throw new ViewStoreException("the view store is closed");
        }
    }

    /** The client stays open. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
