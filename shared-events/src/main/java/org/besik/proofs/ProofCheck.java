package org.besik.proofs;

import java.util.Arrays;
import java.util.List;

/** Answers whether a proof holds, from the proof and two roots alone (RFC 9162, 2.1.3.2 and 2.1.4.2). */
public final class ProofCheck {

    private ProofCheck() {}

    /**
     * Whether the tree of a size and root has an event at a place.
     *
     * @param index of the leaf, from 0: the position less one
     * @param leaf the hash of the event
     */
    public static boolean isIncluded(long index, long size, byte[] leaf, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var hash = new MerkleHash();
        long at = index;
        long last = size - 1;
        byte[] node = hash.leaf(leaf);
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                node = hash.node(sibling, node);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                node = hash.node(node, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(node, root);
    }

    /** Whether the tree of one size and root is the beginning of the tree of another. */
    public static boolean isConsistent(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == 0) {
            return proof.isEmpty() && Arrays.equals(fromRoot, MerkleHash.empty());
        }
        if (from == to) {
            return proof.isEmpty() && Arrays.equals(fromRoot, toRoot);
        }
        boolean isSubtree = Long.bitCount(from) == 1;
        if (proof.isEmpty() && !isSubtree) {
            return false;
        }
        byte[] first = isSubtree ? fromRoot : proof.getFirst();
        return climb(from, fromRoot, to, toRoot, first, proof.subList(isSubtree ? 0 : 1, proof.size()));
    }

    private static boolean climb(
            long from, byte[] fromRoot, long to, byte[] toRoot, byte[] first, List<byte[]> siblings) {
        var hash = new MerkleHash();
        long at = from - 1;
        long last = to - 1;
        while ((at & 1) == 1) {
            at >>>= 1;
            last >>>= 1;
        }
        byte[] older = first;
        byte[] newer = first;
        for (byte[] sibling : siblings) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                older = hash.node(sibling, older);
                newer = hash.node(sibling, newer);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                newer = hash.node(newer, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(older, fromRoot) && Arrays.equals(newer, toRoot);
    }
}
