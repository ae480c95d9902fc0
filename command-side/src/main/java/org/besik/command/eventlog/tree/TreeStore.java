package org.besik.command.eventlog.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complete subtrees of 256 events and more. Below that the log itself is asked: its leaves are hashes of what it
 * stores. All of it can be made again from the log, so nothing here needs to survive a crash, but what is here is whole.
 */
public interface TreeStore extends AutoCloseable {

    /** The lowest level that is kept: subtrees of 2^8 events. */
    int LEVEL = 8;

    /** A complete subtree, as in {@link org.besik.proofs.Subtrees}. */
    record Node(int level, long number, byte[] hash) {}

    /** Up to where the tree is here, in events: a multiple of 256. */
    long size();

    /** The node of a complete subtree of level {@link #LEVEL} or higher; null: it is not here. */
    byte @Nullable [] hash(int level, long number);

    /** Adds what became complete; afterwards {@link #size} says so. All or nothing, one thread at a time. */
    void add(List<Node> nodes, long size);

    /** Forgets everything. */
    void clear();

    @Override
    void close();
}
