package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.besik.events.ChildId;
import org.besik.query.intake.Projection;
import org.besik.query.intake.Views;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;

/** Views over a few records, folded when asked for; finds by looking at everything. */
public final class ViewsInMemory implements Views, ViewStore {

    private final List<RecordFacts> records;
    private final Map<String, Map<String, Document>> tables = new HashMap<>();
    public long position;

    public ViewsInMemory(List<RecordFacts> records, List<Projection> projections) {
        this.records = records;
        for (Projection projection : projections) {
            for (RecordFacts facts : records) {
                for (var folded : projection.fold(facts).documents()) {
                    table(folded.table()).put(folded.document().id(), folded.document());
                }
            }
        }
    }

    private Map<String, Document> table(Table table) {
        return tables.computeIfAbsent(table.name(), name -> new TreeMap<>());
    }

    @Override
    public ViewStore store() {
        return this;
    }

    @Override
    public String generation() {
        return "g1";
    }

    @Override
    public Optional<RecordFacts> record(ChildId id) {
        return records.stream()
                .filter(facts -> facts.id().equals(id) || facts.formerIds().contains(id))
                .findFirst();
    }

    @Override
    public Map<RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions) {
        return Map.of();
    }

    @Override
    public void onChange(Listener listener) {}

    @Override
    public long position() {
        return position;
    }

    @Override
    public void apply(List<Change> changes, long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Document> get(Table table, String id) {
        return Optional.ofNullable(table(table).get(id));
    }

    @Override
    public Map<String, Document> getAll(Table table, Collection<String> ids) {
        var found = new HashMap<>(table(table));
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public List<Document> find(Query query) {
        Comparator<Document> order = order(query);
        return table(query.table()).values().stream()
                .filter(document -> query.where().stream().allMatch(condition -> holds(condition, document, query)))
                .sorted(order)
                .limit(query.limit())
                .toList();
    }

    private static Comparator<Document> order(Query query) {
        Comparator<Document> order = (a, b) -> 0;
        for (Query.Sort sort : query.sort()) {
            Comparator<Document> next =
                    Comparator.comparing(document -> text(document.fields().get(sort.field())));
            order = order.thenComparing(sort.descending() ? next.reversed() : next);
        }
        return order.thenComparing(Document::id);
    }

    private static boolean holds(Condition condition, Document document, Query query) {
        String value = text(document.fields().get(condition.field()));
        return switch (condition) {
            case Condition.Equal c -> value.equals(text(c.value()));
            case Condition.In c -> c.values().stream().anyMatch(v -> value.equals(text(v)));
            case Condition.AtMost c -> value.compareTo(text(c.value())) <= 0;
            case Condition.MoreThan c -> value.compareTo(text(c.value())) > 0;
            case Condition.After c -> {
                var fields = new HashMap<String, Object>();
                var values = new ArrayList<>(c.sortValues());
                query.sort().forEach(sort -> fields.put(sort.field(), values.removeFirst()));
                yield order(query).compare(document, new Document(c.id(), fields, new byte[0])) > 0;
            }
        };
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    @Override
    public long count(Query query) {
        return find(query).size();
    }

    @Override
    public Map<List<Object>, Long> sum(Query query, List<String> groupBy, String field) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
