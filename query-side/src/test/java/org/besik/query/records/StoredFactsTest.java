package org.besik.query.records;

import static org.besik.query.viewstore.sqlite.Explain.assertServedByIndex;

import java.util.List;
import org.besik.events.ChildId;
import org.besik.query.viewstore.Query.Condition.After;
import org.besik.query.viewstore.Query.Condition.MoreThan;
import org.junit.jupiter.api.Test;

class StoredFactsTest {

    @Test
    void facts_of_many_records_are_ranges_of_ids() {
        assertServedByIndex(
                StoredFacts.factsOf(List.of("ada", "bek", "can")), StoredFacts.recordsAfter(new ChildId("ada"), 1000));
    }

    @Test
    void the_records_with_news_since_an_instant_are_read_from_an_index() {
        assertServedByIndex(
                StoredFacts.writtenAfter(new MoreThan("recorded", 5L)),
                StoredFacts.writtenAfter(new After(List.of(5L), "ada/1")));
    }
}
