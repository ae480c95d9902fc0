package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.besik.proofs.MerkleFrontier;
import org.besik.proofs.ProofCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTreeTest {

    private static final int SIZE = 1_400;

    @TempDir
    Path folder;

    private Site grown() throws Exception {
        var site = new Site(folder);
        site.append("word", SIZE - (int) site.log.head());
        site.tree.growTo(SIZE, size -> {});
        return site;
    }

    private static byte[] defined(Site site, int size) {
        var edge = new MerkleFrontier((level, number, hash) -> {});
        site.log.readLeaves(0, size).forEach(edge::add);
        return edge.root();
    }

    @Test
    void every_event_can_be_proven_in_trees_of_many_sizes() throws Exception {
        try (Site site = grown()) {
            for (int size : new int[] {1, 2, 3, 255, 256, 257, 511, 512, 513, 768, 1_399, SIZE}) {
                byte[] root = defined(site, size);
                assertThat(site.tree.root(size)).as("root of " + size).isEqualTo(root);
                for (int position = 1; position <= size; position += 83) {
                    List<byte[]> proof = site.tree.inclusion(position, size);
                    assertThat(ProofCheck.isIncluded(position - 1, size, site.tree.leaf(position), proof, root))
                            .as(position + " of " + size)
                            .isTrue();
                }
            }
            assertThat(site.tree.root()).isEqualTo(site.tree.root(SIZE));
        }
    }

    @Test
    void every_tree_is_shown_to_begin_the_next() throws Exception {
        try (Site site = grown()) {
            for (int from = 0; from <= SIZE; from += 111) {
                for (int to = from; to <= SIZE; to += 89) {
                    assertThat(ProofCheck.isConsistent(
                                    from, defined(site, from), to, defined(site, to), site.tree.consistency(from, to)))
                            .as(from + " to " + to)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void it_goes_on_where_it_was_left_without_reading_all_again() throws Exception {
        grown().close();
        try (Site site = new Site(folder)) {
            assertThat(site.tree.size()).isEqualTo(1_280);
            var told = new ArrayList<Long>();
            site.tree.growTo(SIZE, told::add);
            assertThat(told).containsExactly((long) SIZE);
            assertThat(site.tree.root()).isEqualTo(defined(site, SIZE));
        }
    }

    @Test
    void it_is_made_again_when_it_is_gone() throws Exception {
        grown().close();
        Files.delete(folder.resolve("log/tree.db"));
        try (Site site = grown()) {
            assertThat(site.tree.root()).isEqualTo(defined(site, SIZE));
        }
    }

    @Test
    void a_tree_of_another_log_is_made_again(@TempDir Path other) throws Exception {
        grown().close();
        try (Site stranger = new Site(other)) {
            stranger.append("strange", 600);
            stranger.tree.growTo(600, size -> {});
        }
        Files.copy(
                other.resolve("log/tree.db"),
                folder.resolve("log/tree.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (Site site = new Site(folder)) {
            assertThat(site.tree.size()).isZero();
            site.tree.growTo(SIZE, size -> {});
            assertThat(site.tree.root()).isEqualTo(defined(site, SIZE));
        }
    }

    @Test
    void nothing_is_proven_of_events_that_were_altered() throws Exception {
        grown().close();
        Site.alter(folder, "UPDATE event SET payload = x'00' WHERE position = 100");
        try (Site site = grown()) {
            assertThatThrownBy(() -> site.tree.inclusion(90, SIZE))
                    .isInstanceOf(LogAlteredException.class)
                    .hasMessageContaining("events 1 to 256");
            assertThat(site.tree.inclusion(300, SIZE)).isNotEmpty();
        }
    }

    @Test
    void a_proof_of_three_hundred_million_events_has_less_than_a_kilobyte() {
        int level = 64 - Long.numberOfLeadingZeros(300_000_000 - 1);
        var proofs = new org.besik.proofs.MerkleProofs((at, number) -> new byte[32]);
        int longest = 0;
        for (long position = 0; position < 300_000_000; position += 4_999_999) {
            longest = Math.max(longest, proofs.inclusion(position, 300_000_000).size());
            longest =
                    Math.max(longest, proofs.consistency(position, 300_000_000).size());
        }
        assertThat(longest).isLessThanOrEqualTo(level + 1);
        assertThat(8 + 8 + 32 + longest * 32).isLessThanOrEqualTo(1_024);
    }
}
