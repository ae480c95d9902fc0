package org.besik.query.viewstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition.After;
import org.besik.query.viewstore.Query.Condition.AtMost;
import org.besik.query.viewstore.Query.Condition.Equal;
import org.besik.query.viewstore.Query.Condition.In;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.besik.query.viewstore.ViewStore.Change.Upsert;
import org.besik.query.viewstore.ViewStoreContract;
import org.besik.query.viewstore.ViewStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteViewStoreTest extends ViewStoreContract {

    @TempDir
    Path folder;

    @Override
    protected ViewStore open(List<Table> tables) {
        return SqliteViewStore.open(folder.resolve("views.sqlite"), tables);
    }

    @Test
    void a_store_opened_again_goes_on_where_it_was() {
        Path file = folder.resolve("again.sqlite");
        try (var store = SqliteViewStore.open(file, List.of(TOYS))) {
            store.apply(List.of(new Upsert(TOYS, toy("a", "N", "red", 1L))), 42);
        }
        try (var store = SqliteViewStore.open(file, List.of(TOYS))) {
            assertThat(store.position()).isEqualTo(42);
            assertThat(store.get(TOYS, "a")).isPresent();
        }
    }

    @Test
    void a_file_with_tables_of_another_shape_is_refused() {
        Path file = folder.resolve("shape.sqlite");
        SqliteViewStore.open(file, List.of(TOYS)).close();
        var other = new Table(TOYS.name(), TOYS.fields(), List.of());
        assertThat(SqliteViewStore.fits(file, List.of(TOYS))).isTrue();
        assertThat(SqliteViewStore.fits(file, List.of(other))).isFalse();
        assertThat(SqliteViewStore.fits(file, List.of(OTHERS))).isFalse();
        assertThat(SqliteViewStore.fits(folder.resolve("none.sqlite"), List.of()))
                .isFalse();
        assertThatThrownBy(() -> SqliteViewStore.open(file, List.of(other))).isInstanceOf(ViewStoreException.class);
    }

    @Test
    void values_that_no_index_knows_are_no_reason_to_read_a_range_many_times() {
        var shelf = new Table(
                "shelf",
                List.of(new Table.Field("place", Table.Type.LONG), new Table.Field("colours", Table.Type.LONG)),
                List.of(List.of("place")));
        var query = new Query(
                shelf,
                List.of(new Equal("place", 1L), new In("colours", List.of(1L, 2L, 3L))),
                List.of(new Sort("place", false)),
                10);

        assertThat(Sql.find(query)).hasSize(1);
        Explain.assertServedByIndex(query);
    }

    @Test
    void cursors_and_several_values_are_ranges_of_an_index() {
        List<Sort> byPrice = List.of(new Sort("price", false));
        List<Sort> dearFirst = List.of(new Sort("price", true));
        Explain.assertServedByIndex(
                query(List.of(new Equal("region", "N")), byPrice, 50),
                query(List.of(new In("region", List.of("N", "S")), new AtMost("price", 5L)), byPrice, 50),
                query(List.of(new In("region", List.of("N", "S")), new After(List.of(5L), "x")), byPrice, 50),
                query(List.of(new Equal("colour", "red"), new After(List.of(5L), "x")), dearFirst, 50),
                query(
                        List.of(new Equal("colour", "red"), new After(Arrays.asList((Object) null), "x")),
                        dearFirst,
                        50));
        assertThatThrownBy(() -> Explain.assertServedByIndex(query(List.of(new Equal("region", "N")), dearFirst, 50)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Explain.assertServedByIndex(
                        query(List.of(), List.of(new Sort("colour", false), new Sort("region", false)), 50)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_wal_is_copied_into_the_file_and_begins_anew() {
        try (var store = SqliteViewStore.open(folder.resolve("wal.sqlite"), List.of(TOYS))) {
            for (int i = 1; i <= 180; i++) {
                // Other bytes each time: pages that stay the same are not written again
                byte[] body = new byte[1 << 20];
                Arrays.fill(body, (byte) i);
                var large = new Document("a", Map.of("price", (long) i), body);
                store.apply(List.of(new Upsert(TOYS, large)), i);
            }
            assertThat(store.bytesWritten()).isEqualTo(180L * (1 + 8 + (1 << 20)));
            assertThat(store.walBytesWritten()).isGreaterThan(180L << 20);
            assertThat(store.walBytes()).isLessThan(72L << 20);
        }
    }

    @Test
    void what_a_large_batch_made_of_the_wal_is_given_back() throws IOException {
        Path file = folder.resolve("given-back.sqlite");
        try (var store = SqliteViewStore.open(file, List.of(TOYS))) {
            store.apply(
                    IntStream.range(0, 300)
                            .<Change>mapToObj(i ->
                                    new Upsert(TOYS, new Document("toy" + i, Map.of("price", 1L), new byte[1 << 20])))
                            .toList(),
                    1);
            Path wal = folder.resolve("given-back.sqlite-wal");
            assertThat(Files.size(wal)).isGreaterThan(300L << 20);

            for (int i = 2; i <= 3; i++) {
                store.apply(List.of(new Upsert(TOYS, new Document("toy", Map.of("price", 1L), new byte[8]))), i);
            }

            assertThat(Files.size(wal)).isEqualTo(256L << 20);
        }
    }

    @Test
    void a_closed_store_says_so() {
        var store = SqliteViewStore.open(folder.resolve("closed.sqlite"), List.of(TOYS));
        store.close();
        assertThatThrownBy(() -> store.get(TOYS, "a")).isInstanceOf(ViewStoreException.class);
    }
}
