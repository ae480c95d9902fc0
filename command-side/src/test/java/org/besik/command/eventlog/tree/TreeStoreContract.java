package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.besik.command.eventlog.tree.TreeStore.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter for the tree does. */
public abstract class TreeStoreContract {

    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};
    private static final byte[] BOTH = {3};

    private TreeStore store;

    protected abstract TreeStore create();

    @BeforeEach
    void open() {
        store = create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_added_is_there() {
        store.add(List.of(new Node(8, 0, FIRST)), 256);
        assertThat(store.size()).isEqualTo(256);
        store.add(List.of(new Node(8, 1, SECOND), new Node(9, 0, BOTH)), 512);
        assertThat(store.size()).isEqualTo(512);
        assertThat(store.hash(8, 0)).isEqualTo(FIRST);
        assertThat(store.hash(8, 1)).isEqualTo(SECOND);
        assertThat(store.hash(9, 0)).isEqualTo(BOTH);
        assertThat(store.hash(9, 1)).isNull();
        assertThat(store.hash(10, 0)).isNull();
    }

    @Test
    void what_is_added_again_is_the_same() {
        store.add(List.of(new Node(8, 0, FIRST)), 256);
        store.add(List.of(new Node(8, 0, FIRST), new Node(8, 1, SECOND)), 512);
        assertThat(store.hash(8, 0)).isEqualTo(FIRST);
        assertThat(store.size()).isEqualTo(512);
    }

    @Test
    void what_was_cleared_is_gone() {
        store.add(List.of(new Node(8, 0, FIRST)), 256);
        assertThat(store.hash(8, 0)).isNotNull();
        store.clear();
        assertThat(store.size()).isZero();
        assertThat(store.hash(8, 0)).isNull();
    }
}
