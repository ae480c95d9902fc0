package org.besik.query.spells;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.Table.Field;
import org.besik.query.viewstore.Table.Type;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * A table of what lasts from a day up to another. What has no end yet stands in one bucket, what ended in each month that
 * it touched: so the spells of any day are two index ranges, as with the list of untracked children.
 */
public final class Spells {

    private static final String BUCKET = "bucket";
    private static final String SINCE = "since_day";
    private static final String UNTIL = "until_day";
    private static final String OPEN = "open";
    private static final long NEVER = Long.MAX_VALUE;

    private final Table table;

    /** @param parties text fields by which spells are asked for besides the day: a region, an agency */
    public Spells(String name, List<String> parties) {
        var fields = new ArrayList<>(
                List.of(new Field(BUCKET, Type.TEXT), new Field(SINCE, Type.LONG), new Field(UNTIL, Type.LONG)));
        var indexes = new ArrayList<>(List.of(List.of(BUCKET, SINCE)));
        for (String party : parties) {
            fields.add(new Field(party, Type.TEXT));
            indexes.add(List.of(BUCKET, party, SINCE));
        }
        table = new Table(name, fields, indexes);
    }

    /** Where the spells are kept. */
    public Table table() {
        return table;
    }

    /**
     * What one spell comes to.
     *
     * @param id unique over all records
     * @param until the first day on which it is over; null: it goes on
     * @param ends whether {@code until} has come about; otherwise it is only foreseen (a birthday)
     */
    public List<TableDocument> documents(
            String id,
            Map<String, String> parties,
            LocalDate since,
            @Nullable LocalDate until,
            boolean ends,
            byte[] body) {
        var documents = new ArrayList<TableDocument>();
        if (until != null && !since.isBefore(until)) {
            return documents;
        }
        if (until == null || !ends) {
            documents.add(document(id, OPEN, parties, since, until, body));
            return documents;
        }
        YearMonth last = YearMonth.from(until.minusDays(1));
        for (YearMonth month = YearMonth.from(since); !month.isAfter(last); month = month.plusMonths(1)) {
            documents.add(document(id + "/" + month, month.toString(), parties, since, until, body));
        }
        return documents;
    }

    private TableDocument document(
            String id,
            String bucket,
            Map<String, String> parties,
            LocalDate since,
            @Nullable LocalDate until,
            byte[] body) {
        var fields = new HashMap<String, Object>(parties);
        fields.put(BUCKET, bucket);
        fields.put(SINCE, since.toEpochDay());
        fields.put(UNTIL, until == null ? NEVER : until.toEpochDay());
        return new TableDocument(table, new Document(id, fields, body));
    }

    /** How one spell counts in a figure by day. */
    public static List<Count> counts(
            String figure, String region, String key, LocalDate since, @Nullable LocalDate until) {
        if (until == null) {
            return List.of(new Count(figure, region, key, since, 1));
        }
        return since.isBefore(until)
                ? List.of(new Count(figure, region, key, since, 1), new Count(figure, region, key, until, -1))
                : List.of();
    }

    /**
     * The spells of a day, the longest first.
     *
     * @param of one of several values of a party; null: all
     * @param after the last one of the page before; null: from the beginning
     */
    public List<Document> on(ViewStore store, LocalDate day, @Nullable In of, @Nullable Document after, int limit) {
        var found = new ArrayList<Document>();
        for (String bucket : List.of(OPEN, YearMonth.from(day).toString())) {
            found.addAll(store.find(query(bucket, day, of, after, limit)));
        }
        found.sort(Comparator.<Document>comparingLong(document -> document.number(SINCE))
                .thenComparing(Document::id));
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    Query query(String bucket, LocalDate day, @Nullable In of, @Nullable Document after, int limit) {
        var where = new ArrayList<Condition>();
        where.add(new Condition.Equal(BUCKET, bucket));
        if (of != null) {
            where.add(new Condition.In(of.party(), of.values()));
        }
        where.add(new Condition.AtMost(SINCE, day.toEpochDay()));
        where.add(new Condition.MoreThan(UNTIL, day.toEpochDay()));
        if (after != null) {
            where.add(new Condition.After(List.of(after.number(SINCE)), after.id()));
        }
        return new Query(table, where, List.of(new Sort(SINCE, false)), limit);
    }

    /** A place in the order, as it stands in a cursor; the row itself is not needed. */
    public static Document place(long since, String id) {
        return new Document(id, Map.of(SINCE, since), new byte[0]);
    }

    /** Since when a row's spell lasts, in epoch days. */
    public static long since(Document row) {
        return row.number(SINCE);
    }

    /** Which values of a party are asked for. */
    public record In(String party, List<String> values) {}
}
