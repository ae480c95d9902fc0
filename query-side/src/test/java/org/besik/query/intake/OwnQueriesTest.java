package org.besik.query.intake;

import static org.besik.query.viewstore.sqlite.Explain.assertServedByIndex;
import static org.besik.query.viewstore.sqlite.Explain.assertSumServedByIndexAlone;

import java.util.List;
import org.besik.query.records.Memberships;
import org.besik.query.records.StoredFacts;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition.AtMost;
import org.besik.query.viewstore.Query.Condition.Equal;
import org.besik.query.viewstore.Query.Condition.In;
import org.besik.query.viewstore.Query.Condition.MoreThan;
import org.besik.query.viewstore.Query.Sort;
import org.junit.jupiter.api.Test;

class OwnQueriesTest {

    private static final List<String> SOME = List.of("ada", "bek", "can");

    @Test
    void facts_and_members_of_many_records_are_ranges_of_an_index() {
        assertServedByIndex(
                new Query(
                        StoredFacts.TABLE,
                        List.of(new In("record", SOME)),
                        List.of(new Sort("record", false)),
                        Integer.MAX_VALUE),
                new Query(
                        StoredFacts.TABLE,
                        List.of(new MoreThan("record", "ada")),
                        List.of(new Sort("record", false)),
                        1000),
                new Query(
                        Memberships.TABLE,
                        List.of(new In("survivor", SOME)),
                        List.of(new Sort("survivor", false)),
                        Integer.MAX_VALUE));
    }

    @Test
    void the_records_with_news_since_an_instant_are_read_from_an_index_alone() {
        assertSumServedByIndexAlone(
                new Query(
                        StoredFacts.TABLE,
                        List.of(new MoreThan("recorded", 5L), new AtMost("recorded", 7L)),
                        List.of(),
                        0),
                List.of("recorded", "record"),
                "recorded");
        assertServedByIndex(new Query(
                StoredFacts.TABLE,
                List.of(new MoreThan("recorded", 5L)),
                List.of(new Sort("recorded", false), new Sort("record", false)),
                1));
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
