package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.besik.proofs.Checkpoint;
import org.besik.proofs.SignedNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointSignerTest {

    @TempDir
    Path folder;

    private void signed(String words, int count) throws Exception {
        try (Site site = Site.signing(folder)) {
            site.append(words, count);
            site.awaitSigned();
        }
    }

    private void assertRefuses(String why) throws Exception {
        try (Site site = Site.signing(folder)) {
            var before = site.signer.latest();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> site.signer.trouble() != null);
            assertThat(site.signer.trouble()).contains(why);
            site.append("more", 10);
            assertThat(site.signer.latest()).isEqualTo(before);
        }
    }

    @Test
    void an_empty_log_is_signed_too() throws Exception {
        try (Site site = Site.signing(folder)) {
            site.awaitSigned();
            assertThat(site.signer.latest().checkpoint().size()).isZero();
            assertThat(site.signer.trouble()).isNull();
        }
    }

    @Test
    void what_is_durable_is_signed_and_kept() throws Exception {
        try (Site site = Site.signing(folder)) {
            site.append("word", 700);
            site.awaitSigned();
            var signed = site.signer.latest();
            SignedNote note = SignedNote.parse(signed.note());
            assertThat(site.key.verifier().verifies(note)).isTrue();
            assertThat(Checkpoint.parse(note.text())).isEqualTo(signed.checkpoint());
            assertThat(signed.checkpoint().root()).isEqualTo(site.tree.root(700));
            assertThat(site.checkpoints.find(700)).contains(signed.note());
            assertThat(site.audit().isWhole()).isTrue();
        }
    }

    @Test
    void a_restarted_signer_goes_on() throws Exception {
        signed("word", 300);
        signed("word", 300);
        Files.delete(folder.resolve("log/tree.db"));
        signed("word", 1);
        try (Site site = new Site(folder)) {
            assertThat(site.audit().isWhole()).isTrue();
            assertThat(site.audit().confirmed()).isGreaterThanOrEqualTo(3);
            assertThat(site.signer.latest().checkpoint().size()).isEqualTo(601);
        }
    }

    @Test
    void what_was_appended_before_a_crash_is_signed_after_it() throws Exception {
        signed("word", 300);
        try (Site unsigned = new Site(folder)) {
            unsigned.append("unsigned", 400);
        }
        signed("word", 5);
        try (Site site = new Site(folder)) {
            assertThat(site.signer.latest().checkpoint().size()).isEqualTo(705);
            assertThat(site.audit().isWhole()).isTrue();
        }
    }

    @Test
    void a_log_that_was_cut_is_not_signed() throws Exception {
        signed("word", 300);
        Site.alter(folder, "DELETE FROM event WHERE position > 290");
        assertRefuses("the log ends with 290, but 300 events were signed");
    }

    @Test
    void a_log_that_was_rewritten_is_not_signed(@TempDir Path other) throws Exception {
        signed("word", 300);
        try (Site liar = new Site(other)) {
            liar.append("lie", 310);
        }
        Files.copy(other.resolve("log/log.db"), folder.resolve("log/log.db"), StandardCopyOption.REPLACE_EXISTING);
        assertRefuses("the first 300 events are not those that were signed");
    }

    /** Further back than the log looks by itself when it is opened. */
    @Test
    void a_tree_that_is_made_again_from_an_altered_log_is_not_signed() throws Exception {
        signed("word", 1_500);
        Site.alter(folder, "UPDATE event SET payload = x'00' WHERE position = 100");
        Files.delete(folder.resolve("log/tree.db"));
        assertRefuses("the first 1500 events are not those that were signed");
    }

    @Test
    void another_key_does_not_go_on() throws Exception {
        signed("word", 30);
        Files.delete(folder.resolve("checkpoint.key"));
        assertRefuses("the last checkpoint speaks for");
    }
}
