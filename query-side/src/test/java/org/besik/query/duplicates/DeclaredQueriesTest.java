package org.besik.query.duplicates;

import java.util.Map;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.sqlite.Explain;
import org.junit.jupiter.api.Test;

class DeclaredQueriesTest {

    @Test
    void those_that_share_a_key_and_all_keys_in_their_order_are_index_ranges() {
        var last = new Document("ada/0", Map.of(DuplicatePairs.KEY, "one"), new byte[0]);
        Explain.assertServedByIndex(
                DuplicatePairs.sharing("one", 201),
                DuplicatePairs.keysAfter(null, 5_000),
                DuplicatePairs.keysAfter(last, 5_000));
    }
}
