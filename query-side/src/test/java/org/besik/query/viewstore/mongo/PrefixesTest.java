package org.besik.query.viewstore.mongo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Condition.AtMost;
import org.besik.query.viewstore.Query.Condition.Equal;
import org.besik.query.viewstore.Query.Condition.In;
import org.besik.query.viewstore.Query.Condition.MoreThan;
import org.besik.query.viewstore.Query.Condition.Of;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.junit.jupiter.api.Test;

class PrefixesTest {

    private static final Table TOYS = new Table(
            "toys",
            List.of(
                    new Table.Field("region", Table.Type.TEXT),
                    new Table.Field("colour", Table.Type.TEXT),
                    new Table.Field("price", Table.Type.LONG)),
            List.of(List.of("region", "price"), List.of("colour", "region", "-price")));

    private static Query query(List<Condition> where, Sort... sort) {
        return new Query(TOYS, where, List.of(sort), 50);
    }

    @Test
    void fixed_fields_and_then_the_order_are_a_range() {
        Prefixes.assertServedByIndex(query(List.of(new Equal("region", "N")), new Sort("price", false)));
        Prefixes.assertServedByIndex(query(
                List.of(new In("region", List.of("N", "S")), new AtMost("price", 5L)), new Sort("price", false)));
        Prefixes.assertServedByIndex(
                query(List.of(new Equal("region", "N"), new Equal("colour", "red")), new Sort("price", true)));
        Prefixes.assertServedByIndex(
                query(List.of(new In("region", List.of("N"))), new Sort("region", false), new Sort("price", false)));
        Prefixes.assertServedByIndex(query(List.of(new Of(List.of("robot")))));
        Prefixes.assertServedByIndex(query(List.of(new MoreThan("id", "robot"))));
        Prefixes.assertCountServedByIndex(query(List.of(new Equal("colour", "red"))));
        Prefixes.assertSumServedByIndexAlone(query(List.of(new Equal("colour", "red"))), List.of("region"), "price");
    }

    @Test
    void another_order_a_gap_or_nothing_fixed_is_none() {
        refused(query(List.of(new Equal("region", "N")), new Sort("price", true)));
        refused(query(List.of(new Equal("colour", "red")), new Sort("price", true)));
        refused(query(List.of(), new Sort("price", false)));
        refused(query(List.of()));
        refused(query(List.of(new Equal("region", "N"))));
        assertThatThrownBy(() -> Prefixes.assertCountServedByIndex(query(List.of(new AtMost("price", 5L)))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Prefixes.assertSumServedByIndexAlone(
                        query(List.of(new Equal("region", "N"))), List.of("colour"), "price"))
                .isInstanceOf(AssertionError.class);
    }

    private static void refused(Query query) {
        assertThatThrownBy(() -> Prefixes.assertServedByIndex(query)).isInstanceOf(AssertionError.class);
    }
}
