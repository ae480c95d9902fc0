package org.besik.query.contradictions;

import java.time.LocalDate;
import java.util.List;
import org.besik.query.viewstore.Query.Condition.After;
import org.besik.query.viewstore.sqlite.Explain;
import org.junit.jupiter.api.Test;

class ContradictionListTest {

    static final LocalDate OCT_31 = LocalDate.of(2026, 10, 31);
    static final After SOMEWHERE = new After(List.of("2026-01-01"), "child/0");

    @Test
    void every_list_is_a_range_of_an_index() {
        Explain.assertServedByIndex(
                ContradictionList.named("TWO_SEXES:e7"),
                ContradictionList.query(List.of(), OCT_31, null),
                ContradictionList.query(List.of(), OCT_31, SOMEWHERE),
                ContradictionList.query(List.of("KZ-71"), OCT_31, null),
                ContradictionList.query(List.of("KZ-71", "KZ-75"), OCT_31, SOMEWHERE));
    }
}
