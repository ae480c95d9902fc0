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

    private static final String RECORD = "record";

    /** In seconds: fine enough to find the records with news, coarse enough for few groups. */
    private static final String RECORDED = "recorded";

    public static final Table TABLE = new Table(
            "facts",
            List.of(new Table.Field("record", Table.Type.TEXT), new Table.Field("recorded", Table.Type.LONG)),
            List.of(List.of("record"), List.of("recorded", "record")));

    /** As many as sort by text as by number. */
    private static final int ID_DIGITS = 16;

    private static final int RECORDS_AT_ONCE = 128;
    private static final long SECONDS_AT_ONCE = 3600;
    private static final int GROUPS_AT_ONCE = 20_000;

    private StoredFacts() {}

    /** The event as a document of the record it was written to; ids sort by position, so the table grows at its end. */
    public static Document document(StoredEvent event, ChildId record, Instant recordedAt) {
        return new Document(
                id(event.position()),
                Map.of(RECORD, record.value(), RECORDED, recordedAt.getEpochSecond()),
                bytes(event));
    }

    private static String id(long position) {
        String digits = Long.toString(position);
        return "0".repeat(ID_DIGITS - digits.length()).concat(digits);
    }

    /**
     * The records to which a fact was written after an instant, and perhaps some written to within its second. An index
     * alone is read, some stretch of time at a time.
     *
     * @param most once more are found, no further ones are looked for
     */
    public static Set<ChildId> writtenAfter(Instant instant, ViewStore views, int most) {
        var records = new TreeSet<ChildId>();
        long from = instant.getEpochSecond() - 1;
        long seconds = SECONDS_AT_ONCE;
        var next = views.find(firstAfter(from));
        while (!next.isEmpty() && records.size() <= most) {
            long until = next.getFirst().number(RECORDED) + seconds;
            var groups = views.sum(written(from, until), List.of(RECORDED, RECORD), RECORDED)
                    .keySet();
            groups.forEach(group -> records.add(new ChildId((String) group.get(1))));
            seconds = groups.size() < GROUPS_AT_ONCE ? seconds * 2 : Math.max(1, seconds / 2);
            from = until;
            next = views.find(firstAfter(from));
        }
        return records;
    }

    static Query firstAfter(long second) {
        return new Query(
                TABLE,
                List.of(new Condition.MoreThan(RECORDED, second)),
                List.of(new Sort(RECORDED, false), new Sort(RECORD, false)),
                1);
    }

    static Query written(long after, long until) {
        return new Query(
                TABLE,
                List.of(new Condition.MoreThan(RECORDED, after), new Condition.AtMost(RECORDED, until)),
                List.of(),
                Integer.MAX_VALUE);
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
            records.computeIfAbsent(new ChildId(document.text("record")), r -> new ArrayList<>())
                    .add(event(document));
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

    /** The facts of the records after one. */
    static Query recordsAfter(@Nullable ChildId record, int limit) {
        return new Query(
                TABLE,
                record == null ? List.of() : List.of(new Condition.MoreThan("record", record.value())),
                List.of(new Sort("record", false)),
                limit);
    }

    private static void each(Collection<ChildId> records, ViewStore views, BiConsumer<ChildId, StoredEvent> reader) {
        List<String> ids = records.stream().map(ChildId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += RECORDS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + RECORDS_AT_ONCE));
            var query = new Query(
                    TABLE,
                    List.of(new Condition.In(RECORD, some)),
                    List.of(new Sort(RECORD, false)),
                    Integer.MAX_VALUE);
            for (Document document : views.find(query)) {
                reader.accept(new ChildId(document.text(RECORD)), event(document));
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
        var body = ByteBuffer.wrap(document.body());
        byte[] type = new byte[body.get()];
        byte[] revision = new byte[body.get()];
        byte[] metadata = new byte[body.getInt()];
        body.get(type).get(revision).get(metadata);
        byte[] payload = new byte[body.remaining()];
        body.get(payload);
        return new StoredEvent(
                Long.parseLong(document.id()),
                new String(type, StandardCharsets.UTF_8),
                new String(revision, StandardCharsets.UTF_8),
                metadata,
                List.of(),
                payload);
    }
}
