package org.besik.query.viewstore.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;

/**
 * For the tests of declared queries, where no server can be asked: there must be an index that begins with fields the query
 * fixes and goes on in its order. MongoDB reads such a one as a range, or as one range per value of an {@code In}, merged.
 */
public final class Prefixes {

    /** Every collection has it. */
    private static final List<String> BY_ID = List.of();

    private Prefixes() {}

    /** Fails if a query would scan its collection or sort its documents. */
    public static void assertServedByIndex(Query query) {
        assertThat(Stream.concat(query.table().indexes().stream(), Stream.of(BY_ID)))
                .as("indexes for %s", query)
                .anyMatch(index -> isServed(query, withId(index), order(query)));
    }

    /** Fails if counting would scan the collection. */
    public static void assertCountServedByIndex(Query query) {
        assertThat(query.table().indexes())
                .as("indexes for counting %s", query)
                .anyMatch(index -> isServed(query, withId(index), List.of()));
    }

    /** Fails if a sum would read documents. */
    public static void assertSumServedByIndexAlone(Query query, List<String> groupBy, String field) {
        var read = new HashSet<>(groupBy);
        read.add(field);
        query.where().forEach(condition -> read.add(condition.field()));
        assertThat(query.table().indexes())
                .as("indexes for summing %s", query)
                .anyMatch(index -> isServed(query, withId(index), List.of())
                        && withId(index).stream().map(Sort::field).toList().containsAll(read));
    }

    private static boolean isServed(Query query, List<Sort> index, List<Sort> order) {
        Set<String> fixed = fixed(query);
        for (int prefix = 0; prefix < index.size(); prefix++) {
            List<Sort> rest = index.subList(prefix, index.size());
            boolean isBounded = prefix > 0
                    || query.where().stream()
                            .anyMatch(c -> c.field().equals(rest.getFirst().field()));
            boolean isWalked = !query.sort().isEmpty() && !order.isEmpty();
            if (rest.size() >= order.size() && rest.subList(0, order.size()).equals(order) && (isBounded || isWalked)) {
                return true;
            }
            if (!fixed.contains(rest.getFirst().field())) {
                return false;
            }
        }
        return false;
    }

    /** What an index entry may begin with and still leave the rest in order. */
    private static Set<String> fixed(Query query) {
        var fixed = new HashSet<String>();
        for (Condition condition : query.where()) {
            boolean isFixed = condition instanceof Condition.Equal
                    || (condition instanceof Condition.In
                            && query.sort().stream().noneMatch(s -> s.field().equals(condition.field())));
            if (isFixed) {
                fixed.add(condition.field());
            }
        }
        return fixed;
    }

    private static List<Sort> order(Query query) {
        var order = new ArrayList<>(query.sort());
        if (query.sort().stream().noneMatch(s -> s.field().equals("id"))) {
            order.add(new Sort("id", false));
        }
        return order;
    }

    private static List<Sort> withId(List<String> index) {
        return Stream.of(
                        index.stream()
                                .filter(f -> !f.startsWith("+"))
                                .map(f -> f.startsWith("-") ? new Sort(f.substring(1), true) : new Sort(f, false)),
                        Stream.of(new Sort("id", false)),
                        index.stream().filter(f -> f.startsWith("+")).map(f -> new Sort(f.substring(1), false)))
                .flatMap(Function.identity())
                .toList();
    }
}
