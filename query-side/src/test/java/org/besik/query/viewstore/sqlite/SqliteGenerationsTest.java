package org.besik.query.viewstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.GenerationsContract;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change.Upsert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteGenerationsTest extends GenerationsContract {

    @TempDir
    Path folder;

    @Override
    protected Generations generations() {
        return new SqliteGenerations(folder);
    }

    @Test
    void what_a_power_cut_left_of_a_file_that_was_being_filled_is_not_even_read() throws IOException {
        var toys = new Table("toys", List.of(), List.of());
        try (ViewStore store = generations().open("a-1", List.of(toys))) {
            store.fill(List.of(toys), false);
            store.apply(List.of(new Upsert(toys, new Document("robot", Map.of(), new byte[0]))), 0);
        }
        Files.write(folder.resolve("a-1.sqlite"), new byte[10_000]);
        assertThat(generations().all()).containsExactly("a-1");
        assertThat(generations().fits("a-1", List.of(toys))).isFalse();
        try (ViewStore store = generations().open("a-1", List.of(toys))) {
            assertThat(store.get(toys, "robot")).isEmpty();
        }
        generations().delete("a-1");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
