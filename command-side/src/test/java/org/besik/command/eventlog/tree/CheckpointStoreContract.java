package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter for checkpoints does. */
public abstract class CheckpointStoreContract {

    private CheckpointStore store;

    protected abstract CheckpointStore create();

    @BeforeEach
    void open() {
        store = create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_last_one_is_known() {
        store.add(0, "none\n");
        store.add(7, "seven — signed\n");
        assertThat(store.last()).contains("seven — signed\n");
    }

    @Test
    void each_is_found_by_its_size() {
        store.add(0, "none\n");
        store.add(7, "seven\n");
        assertThat(store.find(0)).contains("none\n");
        assertThat(store.find(7)).contains("seven\n");
        assertThat(store.find(6)).isEmpty();
    }

    @Test
    void a_few_are_spread_over_all() {
        for (int size = 1; size <= 100; size++) {
            store.add(size, "of " + size);
        }
        assertThat(store.spread(10)).hasSizeBetween(10, 20).endsWith("of 100").contains("of 10", "of 50");
        assertThat(store.spread(1_000)).hasSize(100).startsWith("of 1", "of 2");
    }
}
