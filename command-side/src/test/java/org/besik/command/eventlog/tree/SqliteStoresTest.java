package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.besik.command.eventlog.sqlite.SqliteCheckpointStore;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoresTest {

    @Nested
    class TheTree extends TreeStoreContract {

        @TempDir
        Path folder;

        @Override
        protected TreeStore create() {
            return SqliteTreeStore.open(folder.resolve("tree.db"));
        }
    }

    @Nested
    class TheCheckpoints extends CheckpointStoreContract {

        @TempDir
        Path folder;

        @Override
        protected CheckpointStore create() {
            return SqliteCheckpointStore.open(folder.resolve("checkpoints.db"));
        }
    }

    @Test
    void both_are_there_when_opened_again(@TempDir Path folder) {
        try (var tree = SqliteTreeStore.open(folder.resolve("tree.db"));
                var checkpoints = SqliteCheckpointStore.open(folder.resolve("checkpoints.db"))) {
            tree.add(List.of(new TreeStore.Node(8, 0, new byte[] {1})), 256);
            checkpoints.add(256, "note");
        }
        try (var tree = SqliteTreeStore.open(folder.resolve("tree.db"));
                var checkpoints = SqliteCheckpointStore.open(folder.resolve("checkpoints.db"))) {
            assertThat(tree.size()).isEqualTo(256);
            assertThat(tree.hash(8, 0)).isEqualTo(new byte[] {1});
            assertThat(checkpoints.last()).contains("note");
        }
    }

    @Test
    void a_damaged_tree_is_begun_again(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("tree.db"), new byte[9_000]);
        try (var tree = SqliteTreeStore.open(folder.resolve("tree.db"))) {
            assertThat(tree.size()).isZero();
        }
    }
}
