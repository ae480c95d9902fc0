package org.besik.query.viewstore.mongo;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Sorted;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore.Change;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A batch in three forms: as its journal, which can be done again and again; as what that does to the collections; and as
 * an answer to questions while it is being done.
 */
final class Batch {

    /** What a change takes beside its values, at most. */
    private static final int FRAME = 512;

    private static final String CHANGES = "changes";
    private static final String TABLE = "table";
    private static final String DOCUMENT = "document";

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final String journal;
    /** By table and id; the last change of each. */
    private final Map<String, Map<String, Change>> changes = new LinkedHashMap<>();

    private final List<BsonDocument> parts = new ArrayList<>();
    private long bytes;

    /**
     * Takes note of what is to be done.
     *
     * @param journal its name: unlike any other
     * @param mostBytes of a part, unless it is a single change
     * @throws IllegalArgumentException if a change does not fit its table
     */
    Batch(String journal, Map<String, Table> tables, List<Change> changes, long mostBytes) {
        this.journal = journal;
        for (Change change : changes) {
            switch (change) {
                case Change.Upsert u -> of(u.table(), tables).put(u.document().id(), u);
                case Change.Delete d -> of(d.table(), tables).put(d.id(), d);
            }
        }
        writeDown(mostBytes);
    }

    private Map<String, Change> of(Table table, Map<String, Table> tables) {
        if (!tables.containsKey(table.name())) {
            throw new IllegalArgumentException("no such table: " + table.name());
        }
        return changes.computeIfAbsent(table.name(), t -> new LinkedHashMap<>());
    }

    private void writeDown(long mostBytes) {
        var part = new BsonArray();
        long size = 0;
        for (Map<String, Change> ofTable : changes.values()) {
            for (Change change : ofTable.values()) {
                BsonDocument entry;
                long room;
                switch (change) {
                    case Change.Upsert u -> {
                        entry = new BsonDocument(TABLE, new BsonString(u.table().name()))
                                .append(DOCUMENT, Bson.document(u.table(), u.document()));
                        room = Bson.size(u.document());
                    }
                    case Change.Delete d -> {
                        entry = new BsonDocument(TABLE, new BsonString(d.table().name()))
                                .append(Bson.ID, new BsonString(d.id()));
                        room = d.id().length();
                    }
                }
                bytes += room;
                // Text may take three bytes a char
                size += 3 * room + FRAME;
                if (size > mostBytes && !part.isEmpty()) {
                    parts.add(part(part));
                    part = new BsonArray();
                    size = 3 * room + FRAME;
                }
                part.add(entry);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part(part));
        }
    }

    private BsonDocument part(BsonArray entries) {
        return new BsonDocument(Bson.ID, partId(journal, parts.size())).append(CHANGES, entries);
    }

    static BsonString partId(String journal, int part) {
        return new BsonString(journal + "/" + part);
    }

    /** What a part does, by table: the same, however often it is done. */
    static Map<String, List<WriteModel<BsonDocument>>> writes(BsonDocument part) {
        var writes = new LinkedHashMap<String, List<WriteModel<BsonDocument>>>();
        for (BsonValue value : part.getArray(CHANGES)) {
            BsonDocument entry = value.asDocument();
            BsonDocument document = entry.getDocument(DOCUMENT, null);
            writes.computeIfAbsent(entry.getString(TABLE).getValue(), t -> new ArrayList<>())
                    .add(
                            document == null
                                    ? new DeleteOneModel<>(new BsonDocument(Bson.ID, entry.get(Bson.ID)))
                                    : new ReplaceOneModel<>(
                                            new BsonDocument(Bson.ID, document.get(Bson.ID)), document, UPSERT));
        }
        return writes;
    }

    String journal() {
        return journal;
    }

    List<BsonDocument> parts() {
        return parts;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Bytes of its documents. */
    long bytes() {
        return bytes;
    }

    /** The ids it changes in a table. */
    Set<String> ids(Table table) {
        return changes.getOrDefault(table.name(), Map.of()).keySet();
    }

    /** What it makes of a document; null: it deletes it, or has nothing to do with it. */
    @Nullable
    Document document(Table table, String id) {
        return changes.getOrDefault(table.name(), Map.of()).get(id) instanceof Change.Upsert upsert
                ? upsert.document()
                : null;
    }

    /** Those of its documents that match; {@link Condition.After} is ignored. In no order. */
    List<Document> matching(Query query) {
        return documents(
                query.table(), document -> query.where().stream().allMatch(condition -> isTrue(condition, document)));
    }

    /** Those that match and come after the cursor, if there is one. In order. */
    List<Document> found(Query query) {
        Condition.After after = Terms.after(query);
        return matching(query).stream()
                .filter(document -> after == null || isAfter(document, after, query.sort()))
                .sorted(Sorted.by(query.sort()))
                .toList();
    }

    private List<Document> documents(Table table, Predicate<Document> wanted) {
        var found = new ArrayList<Document>();
        for (Change change : changes.getOrDefault(table.name(), Map.of()).values()) {
            if (change instanceof Change.Upsert upsert && wanted.test(upsert.document())) {
                found.add(upsert.document());
            }
        }
        return found;
    }

    private static boolean isTrue(Condition condition, Document document) {
        Object value = Sorted.value(document, condition.field());
        return switch (condition) {
            case Condition.After c -> true;
            case Condition.Of c -> c.holds(document.id());
            case Condition.Equal c -> c.value().equals(value);
            case Condition.In c -> value != null && c.values().contains(value);
            case Condition.AtMost c -> value != null && Sorted.compare(value, c.value()) <= 0;
            case Condition.MoreThan c -> value != null && Sorted.compare(value, c.value()) > 0;
        };
    }

    /** As a document at the cursor's place would sort. */
    private static boolean isAfter(Document document, Condition.After after, List<Sort> sorts) {
        var fields = new HashMap<String, Object>();
        for (int i = 0; i < sorts.size(); i++) {
            Object value = after.sortValues().get(i);
            if (value != null) {
                fields.put(sorts.get(i).field(), value);
            }
        }
        var place = new Document(Objects.requireNonNull(after.id()), fields, new byte[0]);
        return Sorted.by(sorts).compare(document, place) > 0;
    }
}
