package org.besik.command.eventlog.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.proofs.MerkleFrontier;
import org.besik.proofs.MerkleHash;
import org.besik.proofs.MerkleProofs;
import org.besik.proofs.Subtrees;

/**
 * The Merkle tree over the events of a log. One thread makes it grow, any thread may ask for proofs of what has grown. A
 * proof reads 256 events at most twice and a few nodes; nothing is read in full when it is opened.
 */
public final class LogTree {

    private static final int TILE = 1 << TreeStore.LEVEL;

    /** So many events at once, when the tree is far behind. */
    private static final int BATCH = 1 << 13;

    private final ChainedFeed log;
    private final TreeStore store;
    private final List<TreeStore.Node> completed = new ArrayList<>();
    private MerkleFrontier edge;
    private volatile long size;

    /** Goes on with what the store has, or begins again if that is not a tree of this log. */
    public LogTree(ChainedFeed log, TreeStore store) {
        this.log = log;
        this.store = store;
        if (!isOfThisLog()) {
            System.getLogger(LogTree.class.getName())
                    .log(System.Logger.Level.WARNING, "the tree beside the log is not of this log: it is made again");
            store.clear();
        }
        edge = new MerkleFrontier(store.size(), this::stored, this::completed);
        size = store.size();
    }

    /** Looks at the last events that the store knows: a tree of another log would differ there. */
    private boolean isOfThisLog() {
        long known = store.size();
        if (known == 0) {
            return true;
        }
        if (known > log.head() || known % TILE != 0) {
            return false;
        }
        try {
            for (int level = TreeStore.LEVEL; known >>> level > 0; level++) {
                stored(level, (known >>> level) - 1);
            }
            new Tiles().tile(known / TILE - 1);
            return true;
        } catch (LogAlteredException | IllegalStateException other) {
            return false;
        }
    }

    /** How many events it has. */
    public long size() {
        return size;
    }

    /**
     * Takes in events up to a position. One thread only.
     *
     * @param progress is told the size now and then
     */
    public void growTo(long position, LongConsumer progress) {
        while (edge.size() < position) {
            long at = edge.size();
            List<byte[]> leaves = log.readLeaves(at, (int) Math.min(BATCH, position - at));
            if (leaves.isEmpty()) {
                throw new IllegalStateException("no event after position " + at);
            }
            leaves.forEach(edge::add);
            if (!completed.isEmpty()) {
                store.add(List.copyOf(completed), edge.size() / TILE * TILE);
                completed.clear();
            }
            size = edge.size();
            progress.accept(size);
        }
    }

    private void completed(int level, long number, byte[] hash) {
        if (level >= TreeStore.LEVEL) {
            completed.add(new TreeStore.Node(level, number, hash));
        }
    }

    /** The root over everything it has. Only for the thread that makes it grow. */
    public byte[] root() {
        return edge.root();
    }

    /**
     * The root of the first events.
     *
     * @throws LogAlteredException if the log no longer has the events that the tree was built of
     * @throws IllegalArgumentException if the tree has not grown so far
     */
    public byte[] root(long wanted) {
        grown(wanted);
        return proofs().root(wanted);
    }

    /** The way from the event at a position up to the root over the first {@code size} events; throws as {@link #root(long)}. */
    public List<byte[]> inclusion(long position, long wanted) {
        grown(wanted);
        return proofs().inclusion(position - 1, wanted);
    }

    /** What shows that the first {@code from} events are the beginning of the first {@code to}; throws as {@link #root(long)}. */
    public List<byte[]> consistency(long from, long to) {
        grown(to);
        return proofs().consistency(from, to);
    }

    /** The hash of the event at a position. */
    public byte[] leaf(long position) {
        List<byte[]> leaves = log.readLeaves(position - 1, 1);
        if (leaves.isEmpty()) {
            throw new LogAlteredException("there is no event at position " + position);
        }
        return leaves.getFirst();
    }

    private void grown(long wanted) {
        if (wanted > size) {
            throw new IllegalArgumentException("the tree has grown to " + size + ", not yet to " + wanted);
        }
    }

    private MerkleProofs proofs() {
        return new MerkleProofs(new Tiles());
    }

    private byte[] stored(int level, long number) {
        byte[] hash = store.hash(level, number);
        if (hash == null) {
            throw new IllegalStateException("the tree has no node " + number + " on level " + level);
        }
        return hash;
    }

    /** Nodes from the store, those below from the log. For one question. */
    private final class Tiles implements Subtrees {

        private final MerkleHash hash = new MerkleHash();
        private final Map<Long, List<byte[]>> tiles = new HashMap<>();

        @Override
        public byte[] hash(int level, long number) {
            if (level >= TreeStore.LEVEL) {
                return stored(level, number);
            }
            int perTile = TreeStore.LEVEL - level;
            long first = (number << level) % TILE;
            return node(tile(number >>> perTile), (int) first, 1 << level);
        }

        /** The leaves of 256 events, or of those there are at the end of the log. */
        List<byte[]> tile(long number) {
            return tiles.computeIfAbsent(number, this::read);
        }

        private List<byte[]> read(long number) {
            List<byte[]> leaves = log.readLeaves(number * TILE, TILE);
            boolean isKnown = (number + 1) * TILE <= store.size();
            if (isKnown
                    && (leaves.size() < TILE
                            || !Arrays.equals(node(leaves, 0, TILE), stored(TreeStore.LEVEL, number)))) {
                throw new LogAlteredException("events " + (number * TILE + 1) + " to " + (number + 1) * TILE
                        + " are not those that the tree was built of");
            }
            return leaves;
        }

        private byte[] node(List<byte[]> leaves, int first, int count) {
            if (first + count > leaves.size()) {
                throw new LogUnavailableException(
                        "the log cannot be read", new IllegalStateException("an event is missing at the end"));
            }
            return count == 1
                    ? hash.leaf(leaves.get(first))
                    : hash.node(node(leaves, first, count / 2), node(leaves, first + count / 2, count / 2));
        }
    }
}
