package org.besik.query.viewstore.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The words of a query in MongoDB's language. What comes after a cursor is several filters whose documents follow each
 * other: each is one range of an index, in its order.
 */
final class Terms {

    private Terms() {}

    /** All that match, whatever came before. */
    static BsonDocument matching(Query query) {
        return Bson.and(conditions(query));
    }

    private static List<BsonDocument> conditions(Query query) {
        var all = new ArrayList<BsonDocument>();
        for (Condition condition : query.where()) {
            if (!(condition instanceof Condition.After)) {
                all.add(term(query.table(), condition));
            }
        }
        return all;
    }

    private static BsonDocument term(Table table, Condition condition) {
        String member = member(table, condition.field());
        return switch (condition) {
            case Condition.Equal c -> new BsonDocument(member, Bson.value(c.value()));
            case Condition.In c -> is(member, "$in", Bson.values(c.values()));
            // Of the same type only, so never null
            case Condition.AtMost c -> is(member, "$lte", Bson.value(c.value()));
            case Condition.MoreThan c -> is(member, "$gt", Bson.value(c.value()));
            case Condition.Of c -> Bson.or(c.records().stream().map(Terms::of).toList());
            case Condition.After c -> throw new IllegalArgumentException("more than one cursor");
        };
    }

    /** A slash, and whatever comes before the character behind it. */
    private static BsonDocument of(String record) {
        return new BsonDocument(
                Bson.ID,
                new BsonDocument("$gt", new BsonString(record + "/")).append("$lt", new BsonString(record + "0")));
    }

    static BsonDocument is(String member, String operator, BsonValue value) {
        return new BsonDocument(member, new BsonDocument(operator, value));
    }

    /** The filters to ask one after the other. */
    static List<BsonDocument> pieces(Query query) {
        List<BsonDocument> conditions = conditions(query);
        Condition.After after = after(query);
        if (after == null) {
            return List.of(Bson.and(conditions));
        }
        if (after.sortValues().size() != query.sort().size()) {
            throw new IllegalArgumentException("a cursor of another sort order");
        }
        var pieces = new ArrayList<BsonDocument>();
        for (int same = query.sort().size(); same >= 0; same--) {
            var piece = new ArrayList<>(conditions);
            for (int i = 0; i < same; i++) {
                piece.add(same(
                        query.table(),
                        query.sort().get(i).field(),
                        after.sortValues().get(i)));
            }
            for (BsonDocument later : later(query, after, same)) {
                var whole = new ArrayList<>(piece);
                whole.add(later);
                pieces.add(Bson.and(whole));
            }
        }
        return pieces;
    }

    /** What is later in the sort field at a place, nearest first; after the last one, by id. */
    private static List<BsonDocument> later(Query query, Condition.After after, int at) {
        if (at == query.sort().size()) {
            return List.of(is(Bson.ID, "$gt", new BsonString(after.id())));
        }
        Sort sort = query.sort().get(at);
        String member = member(query.table(), sort.field());
        Object value = after.sortValues().get(at);
        if (!sort.descending()) {
            return List.of(
                    value == null ? anyValue(query.table(), sort.field()) : is(member, "$gt", Bson.value(value)));
        }
        return value == null
                ? List.of()
                : List.of(is(member, "$lt", Bson.value(value)), same(query.table(), sort.field(), null));
    }

    private static BsonDocument same(Table table, String field, @Nullable Object value) {
        return new BsonDocument(member(table, field), value == null ? BsonNull.VALUE : Bson.value(value));
    }

    /** As a range, which an index serves better than "not null". */
    static BsonDocument anyValue(Table table, String field) {
        return is(
                member(table, field),
                "$gte",
                isNumber(table, field) ? new BsonInt64(Long.MIN_VALUE) : new BsonString(""));
    }

    static boolean isNumber(Table table, String field) {
        return table.fields().stream().anyMatch(f -> f.name().equals(field) && f.type() == Table.Type.LONG);
    }

    static Condition.@Nullable After after(Query query) {
        Condition.After after = null;
        for (Condition condition : query.where()) {
            if (condition instanceof Condition.After a) {
                after = a;
            }
        }
        return after;
    }

    static BsonDocument sort(Query query) {
        var order = new BsonDocument();
        for (Sort sort : query.sort()) {
            order.append(member(query.table(), sort.field()), Bson.direction(sort.descending()));
        }
        if (!order.containsKey(Bson.ID)) {
            order.append(Bson.ID, Bson.direction(false));
        }
        return order;
    }

    static String member(Table table, String field) {
        if (Objects.equals(field, "id")) {
            return Bson.ID;
        }
        if (table.fields().stream().noneMatch(f -> f.name().equals(field))) {
            throw new IllegalArgumentException(table.name() + " declares no field " + field);
        }
        return field;
    }
}
