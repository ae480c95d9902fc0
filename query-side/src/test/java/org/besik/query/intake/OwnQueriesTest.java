package org.besik.query.intake;

import static org.besik.query.viewstore.sqlite.Explain.assertServedByIndex;
import static org.besik.query.viewstore.sqlite.Explain.assertSumServedByIndexAlone;

import java.util.List;
import org.besik.query.records.Memberships;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition.AtMost;
import org.besik.query.viewstore.Query.Condition.Equal;
import org.besik.query.viewstore.Query.Condition.In;
import org.besik.query.viewstore.Query.Sort;
import org.junit.jupiter.api.Test;

class OwnQueriesTest {

    @Test
    void members_of_many_records_are_a_range_of_an_index() {
        assertServedByIndex(new Query(
                Memberships.TABLE,
                List.of(new In("survivor", List.of("ada", "bek", "can"))),
                List.of(new Sort("survivor", false)),
                Integer.MAX_VALUE));
    }

    @Test
    void figures_are_summed_from_an_index_alone() {
        var years = new Query(
                Counters.TABLE, List.of(new Equal("figure", "open"), new AtMost("year", 2025L)), List.of(), 0);
        assertSumServedByIndexAlone(years, List.of("region", "key"), "n");
        assertServedByIndex(
                Counters.stepsOf("open", 2026, List.of()), Counters.stepsOf("open", 2026, List.of("KZ-10", "KZ-71")));
    }
}
