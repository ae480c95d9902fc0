package org.besik.query.viewstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.mongo.Prefixes;

/**
 * For the tests of declared queries: SQLite must answer them from an index alone, without scanning or sorting, and MongoDB
 * must have such an index.
 */
public final class Explain {

    private Explain() {}

    /** Fails if a query would scan its table or sort its rows. */
    public static void assertServedByIndex(Query... queries) {
        for (Query query : queries) {
            List<String> plan = onEmptyStore(query.table(), store -> store.plan(query));
            assertThat(plan)
                    .as("plan of %s", query)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("SCAN " + query.table().name()))
                    .noneMatch(line -> line.contains("TEMP B-TREE"));
            Prefixes.assertServedByIndex(query);
        }
    }

    /** Fails if counting would scan the table. */
    public static void assertCountServedByIndex(Query... queries) {
        for (Query query : queries) {
            List<String> plan = onEmptyStore(query.table(), store -> store.planOfCount(query));
            assertThat(plan).as("plan of counting %s", query).isNotEmpty().noneMatch(line -> line.contains("SCAN"));
            Prefixes.assertCountServedByIndex(query);
        }
    }

    /** Fails if a sum would read more than a range of a covering index. */
    public static void assertSumServedByIndexAlone(Query query, List<String> groupBy, String field) {
        assertThat(onEmptyStore(query.table(), store -> store.planOfSum(query, groupBy, field)))
                .as("plan of summing %s", query)
                .anyMatch(line -> line.contains("USING COVERING INDEX"))
                .noneMatch(line -> line.contains("SCAN"));
        Prefixes.assertSumServedByIndexAlone(query, groupBy, field);
    }

    private interface Plan {
        List<String> of(SqliteViewStore store);
    }

    private static List<String> onEmptyStore(Table table, Plan plan) {
        try {
            Path file = Files.createTempFile("explain", ".sqlite");
            try (var store = SqliteViewStore.open(file, List.of(table))) {
                return plan.of(store);
            } finally {
                SqliteViewStore.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
