package org.besik.proofs;

/**
 * The right edge of a growing tree: takes one leaf after the other, knows the root at any time, and hands out every
 * subtree that is complete. Keeps at most one node per level. For use by one thread.
 */
public final class MerkleFrontier {

    /** Is told each node once, when its last leaf has come; lower levels first. */
    @FunctionalInterface
    public interface Completed {
        void subtree(int level, long number, byte[] hash);
    }

    private final MerkleHash hash = new MerkleHash();
    private final byte[][] edge = new byte[Long.SIZE][];
    private final Completed completed;
    private long size;

    /** The edge of a tree without leaves. */
    public MerkleFrontier(Completed completed) {
        this.completed = completed;
    }

    /** The edge of a tree that has {@code size} leaves already. */
    public MerkleFrontier(long size, Subtrees subtrees, Completed completed) {
        this(completed);
        this.size = size;
        for (int level = 0; level < Long.SIZE - 1; level++) {
            long number = size >>> level;
            if ((number & 1) == 1) {
                edge[level] = subtrees.hash(level, number - 1);
            }
        }
    }

    /** Takes the hash of the next event. */
    public void add(byte[] leaf) {
        byte[] node = hash.leaf(leaf);
        int level = 0;
        completed.subtree(level, size, node);
        for (long number = size; (number & 1) == 1; number >>>= 1) {
            node = hash.node(edge[level], node);
            level++;
            completed.subtree(level, number >>> 1, node);
        }
        edge[level] = node;
        size++;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (size == 0) {
            return MerkleHash.empty();
        }
        int level = Long.numberOfTrailingZeros(size);
        byte[] root = edge[level];
        for (long number = size >>> ++level; number != 0; number >>>= 1, level++) {
            if ((number & 1) == 1) {
                root = hash.node(edge[level], root);
            }
        }
        return root.clone();
    }
}
