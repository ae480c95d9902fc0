package org.besik.proofs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trees for tests: as RFC 6962 defines them, word by word, and as the product builds them. */
final class Trees {

    private Trees() {}

    static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> ("leaf " + n).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private record Node(int level, long number) {}

    /** The complete subtrees of a tree, kept as it grew. */
    static Subtrees grown(List<byte[]> leaves) {
        Map<Node, byte[]> nodes = new HashMap<>();
        var tree = new MerkleFrontier((level, number, hash) -> nodes.put(new Node(level, number), hash));
        leaves.forEach(tree::add);
        return (level, number) -> nodes.get(new Node(level, number));
    }

    /** MTH(D[n]) */
    static byte[] root(List<byte[]> leaves) {
        var hash = new MerkleHash();
        return switch (leaves.size()) {
            case 0 -> MerkleHash.empty();
            case 1 -> hash.leaf(leaves.getFirst());
            default -> {
                int k = split(leaves.size());
                yield hash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
            }
        };
    }

    /** PATH(m, D[n]) */
    static List<byte[]> path(int m, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? plus(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : plus(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    /** PROOF(m, D[n]) */
    static List<byte[]> proof(int m, List<byte[]> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean b) {
        int n = leaves.size();
        if (m == n) {
            return b ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return m <= k
                ? plus(subproof(m, leaves.subList(0, k), b), root(leaves.subList(k, n)))
                : plus(subproof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> plus(List<byte[]> some, byte[] more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
