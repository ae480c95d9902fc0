package org.besik.query.records;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.StoredEvent;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers: which facts were written to a record? One document per event, with the bytes of the log, so that what is sealed
 * there stays sealed here.
 */
public final class StoredFacts {

    /** In seconds: fine enough to find the records with news. */
    private static final String RECORDED = "recorded";

    public static final Table TABLE =
            Table.byRecord("facts", List.of(new Table.Field(RECORDED, Table.Type.LONG)), List.of(List.of(RECORDED)));

    /** Behind the slash of a record's facts, and before what else may come. */
    private static final String BEHIND = "0";

    /** As many as sort by text as by number. */
    private static final int ID_DIGITS = 16;

    private static final int RECORDS_AT_ONCE = 128;
    private static final int NEWS_AT_ONCE = 20_000;

    private StoredFacts() {}

    /** The event as a document of the record it was written to, behind those before it. */
    public static Document document(StoredEvent event, ChildId record, Instant recordedAt) {
        return new Document(
                id(record, event.position()),
                Map.of(RECORDED, recordedAt.getEpochSecond()),
                Packing.pack(bytes(event)));
    }

    /** Facts that were stored in another version cannot be read. */
    public static String version() {
        return Integer.toHexString(Packing.version());
    }

    /** Of the fact that was written to a record at a position of the log. */
    public static String id(ChildId record, long position) {
        String digits = Long.toString(position);
        return record.value() + "/" + "0".repeat(ID_DIGITS - digits.length()) + digits;
    }

    private static ChildId record(Document document) {
        return new ChildId(document.id().substring(0, slash(document)));
    }

    private static int slash(Document document) {
        return document.id().lastIndexOf('/');
    }

    /**
     * The records to which a fact was written after an instant, and perhaps some written to within its second. An index
     * alone is read.
     *
     * @param most once more are found, no further ones are looked for
     */
    public static Set<ChildId> writtenAfter(Instant instant, ViewStore views, int most) {
        var records = new TreeSet<ChildId>();
        List<Document> news = views.find(writtenAfter(new Condition.MoreThan(RECORDED, instant.getEpochSecond() - 1)));
        while (!news.isEmpty() && records.size() <= most) {
            news.forEach(fact -> records.add(record(fact)));
            Document last = news.getLast();
            news = views.find(writtenAfter(new Condition.After(List.of(last.number(RECORDED)), last.id())));
        }
        return records;
    }

    static Query writtenAfter(Condition place) {
        return new Query(TABLE, List.of(place), List.of(new Sort(RECORDED, false)), NEWS_AT_ONCE).only(Set.of());
    }

    /**
     * All facts of these records as written, per record, in no particular order. Records without facts are left out.
     *
     * @param decode how a stored event is read
     */
    public static Map<ChildId, List<RecordedEvent>> of(
            Collection<ChildId> records, ViewStore views, Function<StoredEvent, RecordedEvent> decode) {
        var facts = new HashMap<ChildId, List<RecordedEvent>>();
        each(
                records,
                views,
                (record, event) ->
                        facts.computeIfAbsent(record, r -> new ArrayList<>()).add(decode.apply(event)));
        return facts;
    }

    /**
     * Whole records in order of their ids, as written; empty when there are no more.
     *
     * @param after the last record seen; null: begin with the first
     * @param facts about so many, more only where a single record has more
     */
    public static Map<ChildId, List<StoredEvent>> following(@Nullable ChildId after, int facts, ViewStore views) {
        List<Document> page = views.find(recordsAfter(after, facts));
        var records = new LinkedHashMap<ChildId, List<StoredEvent>>();
        for (Document document : page) {
            records.computeIfAbsent(record(document), r -> new ArrayList<>()).add(event(document));
        }
        if (page.size() < facts) {
            return records;
        }
        if (records.size() == 1) {
            return following(after, 2 * facts, views);
        }
        // The last one may go on beyond the page
        records.pollLastEntry();
        return records;
    }

    /** The facts of the records after one: a slash sorts before what comes behind it. */
    static Query recordsAfter(@Nullable ChildId record, int limit) {
        return new Query(
                TABLE,
                record == null ? List.of() : List.of(new Condition.MoreThan("id", record.value() + BEHIND)),
                List.of(),
                limit);
    }

    static Query factsOf(List<String> records) {
        return new Query(TABLE, List.of(new Condition.Of(records)), List.of(), Integer.MAX_VALUE);
    }

    private static void each(Collection<ChildId> records, ViewStore views, BiConsumer<ChildId, StoredEvent> reader) {
        List<String> ids = records.stream().map(ChildId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += RECORDS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + RECORDS_AT_ONCE));
            for (Document document : views.find(factsOf(some))) {
                reader.accept(record(document), event(document));
            }
        }
    }

    /** Lengths first, then type, revision, metadata and payload; tags are not needed again. */
    private static byte[] bytes(StoredEvent event) {
        byte[] type = event.type().getBytes(StandardCharsets.UTF_8);
        byte[] revision = event.revision().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(6 + type.length + revision.length + event.metadata().length + event.payload().length)
                .put((byte) type.length)
                .put((byte) revision.length)
                .putInt(event.metadata().length)
                .put(type)
                .put(revision)
                .put(event.metadata())
                .put(event.payload())
                .array();
    }

    private static StoredEvent event(Document document) {
        var body = ByteBuffer.wrap(Packing.unpack(document.body()));
        byte[] type = new byte[body.get()];
        byte[] revision = new byte[body.get()];
        byte[] metadata = new byte[body.getInt()];
        body.get(type).get(revision).get(metadata);
        byte[] payload = new byte[body.remaining()];
        body.get(payload);
        return new StoredEvent(
                Long.parseLong(document.id().substring(slash(document) + 1)),
                new String(type, StandardCharsets.UTF_8),
                new String(revision, StandardCharsets.UTF_8),
                metadata,
                List.of(),
                payload);
    }
}
