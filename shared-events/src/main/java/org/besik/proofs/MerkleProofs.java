package org.besik.proofs;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of a tree of any size that its complete subtrees can answer (RFC 6962, 2.1.1 and 2.1.2). Asks for a
 * number of nodes that grows with the logarithm of the size. For use by one thread.
 */
public final class MerkleProofs {

    private final MerkleHash hash = new MerkleHash();
    private final Subtrees subtrees;

    public MerkleProofs(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** The root of the tree of the first {@code size} leaves. */
    public byte[] root(long size) {
        return size == 0 ? MerkleHash.empty() : root(0, size);
    }

    /**
     * The way from a leaf up to the root, sibling by sibling.
     *
     * @param index of the leaf, from 0
     * @param size of the tree, more than {@code index}
     */
    public List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        var path = new ArrayList<byte[]>();
        inclusion(index, 0, size, path);
        return path;
    }

    /** What shows that the tree of {@code from} leaves is the beginning of the tree of {@code to} leaves. */
    public List<byte[]> consistency(long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + from + " is no beginning of one of " + to);
        }
        var proof = new ArrayList<byte[]>();
        if (from > 0 && from < to) {
            consistency(from, 0, to, true, proof);
        }
        return proof;
    }

    private void inclusion(long index, long low, long high, List<byte[]> path) {
        if (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                inclusion(index, low, middle, path);
                path.add(root(middle, high));
            } else {
                inclusion(index, middle, high, path);
                path.add(root(low, middle));
            }
        }
    }

    private void consistency(long from, long low, long high, boolean isKnown, List<byte[]> proof) {
        if (from == high) {
            if (!isKnown) {
                proof.add(root(low, high));
            }
            return;
        }
        long middle = low + split(high - low);
        if (from <= middle) {
            consistency(from, low, middle, isKnown, proof);
            proof.add(root(middle, high));
        } else {
            consistency(from, middle, high, false, proof);
            proof.add(root(low, middle));
        }
    }

    /** The node over a stretch that begins where a subtree of its size may begin. */
    private byte[] root(long low, long high) {
        long count = high - low;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return subtrees.hash(level, low >>> level);
        }
        long middle = low + split(count);
        return hash.node(root(low, middle), root(middle, high));
    }

    /** The largest power of two below a count of at least two. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
