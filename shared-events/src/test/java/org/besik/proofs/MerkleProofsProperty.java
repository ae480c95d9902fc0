package org.besik.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What the product computes from few nodes is what RFC 6962 defines over all leaves. */
class MerkleProofsProperty {

    private static final int MOST = 300;
    private static final List<byte[]> LEAVES = Trees.leaves(MOST);
    private static final Subtrees GROWN = Trees.grown(LEAVES);
    private static final MerkleProofs PROOFS = new MerkleProofs(GROWN);

    @Property(tries = 200)
    void roots_are_those_of_the_definition(@ForAll @IntRange(max = MOST) int size) {
        byte[] defined = Trees.root(LEAVES.subList(0, size));
        assertThat(PROOFS.root(size)).isEqualTo(defined);
        var resumed = new MerkleFrontier(size, GROWN, (level, number, hash) -> {});
        assertThat(resumed.root()).isEqualTo(defined);
    }

    @Property(tries = 100)
    void an_edge_goes_on_where_it_was_left(
            @ForAll @IntRange(max = MOST) int left, @ForAll @IntRange(max = MOST) int size) {
        Assume.that(left <= size);
        var resumed = new MerkleFrontier(
                left, GROWN, (level, number, hash) -> assertThat(hash).isEqualTo(GROWN.hash(level, number)));
        LEAVES.subList(left, size).forEach(resumed::add);
        assertThat(resumed.root()).isEqualTo(PROOFS.root(size));
        assertThat(resumed.size()).isEqualTo(size);
    }

    @Property(tries = 300)
    void inclusion_is_proven_for_that_event_in_that_place_only(
            @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST - 1) int index) {
        Assume.that(index < size);
        List<byte[]> proof = PROOFS.inclusion(index, size);
        assertThat(proof).usingRecursiveComparison().isEqualTo(Trees.path(index, LEAVES.subList(0, size)));
        byte[] root = PROOFS.root(size);
        byte[] leaf = LEAVES.get(index);
        assertThat(ProofCheck.isIncluded(index, size, leaf, proof, root)).isTrue();
        assertThat(ProofCheck.isIncluded(index, size, "other".getBytes(), proof, root))
                .isFalse();
        assertThat(ProofCheck.isIncluded(index, size, leaf, proof, PROOFS.root(size - 1)))
                .isFalse();
        assertThat(ProofCheck.isIncluded(index, size, leaf, plus(proof, root), root))
                .isFalse();
        if (!proof.isEmpty()) {
            assertThat(ProofCheck.isIncluded(index, size, leaf, proof.subList(1, proof.size()), root))
                    .isFalse();
            assertThat(ProofCheck.isIncluded(index ^ 1, size, leaf, proof, root))
                    .isFalse();
        }
    }

    @Property(tries = 300)
    void one_tree_is_shown_to_begin_another(
            @ForAll @IntRange(max = MOST) int from, @ForAll @IntRange(max = MOST) int to) {
        Assume.that(from <= to);
        List<byte[]> proof = PROOFS.consistency(from, to);
        if (from > 0) {
            assertThat(proof).usingRecursiveComparison().isEqualTo(Trees.proof(from, LEAVES.subList(0, to)));
        }
        byte[] older = PROOFS.root(from);
        byte[] newer = PROOFS.root(to);
        assertThat(ProofCheck.isConsistent(from, older, to, newer, proof)).isTrue();
        assertThat(ProofCheck.isConsistent(from, older, to, newer, plus(proof, newer)))
                .isFalse();
        if (from > 0) {
            assertThat(ProofCheck.isConsistent(from, MerkleHash.empty(), to, newer, proof))
                    .isFalse();
            assertThat(ProofCheck.isConsistent(from, older, to, MerkleHash.empty(), proof))
                    .isFalse();
        }
        if (from > 0 && from < to) {
            assertThat(ProofCheck.isConsistent(from, older, to, newer, proof.subList(1, proof.size())))
                    .isFalse();
        }
    }

    private static List<byte[]> plus(List<byte[]> some, byte[] more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
