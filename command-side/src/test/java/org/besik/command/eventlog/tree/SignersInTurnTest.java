package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.proofs.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes over one log and one place for checkpoints: one signs, the others follow and check. */
class SignersInTurnTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void the_one_whose_turn_it_is_signs_and_the_other_knows_what_was_signed() throws Exception {
        var turn = new AtomicBoolean();
        try (Site site = new Site(folder);
                var nodes = SqliteTreeStore.open(folder.resolve("south.db"));
                var north = new CheckpointSigner(site.log, site.tree, site.checkpoints, site.key, () -> !turn.get());
                var south = new CheckpointSigner(
                        site.log, new LogTree(site.log, nodes), site.checkpoints, site.key, turn::get)) {
            north.start();
            south.start();
            site.append("word", 300);
            await().atMost(LONG).until(() -> isAt(north, 300) && isAt(south, 300));

            turn.set(true);
            site.append("word", 300);
            await().atMost(LONG).until(() -> isAt(north, 600) && isAt(south, 600));

            assertThat(north.latest()).isEqualTo(south.latest());
            assertThat(north.trouble()).isNull();
            assertThat(south.trouble()).isNull();
            assertThat(site.audit().isWhole()).isTrue();
        }
    }

    @Test
    void a_follower_refuses_what_was_signed_of_another_log() throws Exception {
        try (Site site = new Site(folder);
                var follower = new CheckpointSigner(site.log, site.tree, site.checkpoints, site.key, () -> false)) {
            site.append("word", 10);
            follower.start();
            var lie = new Checkpoint(site.key.verifier().name(), 10, new byte[32]);
            site.checkpoints.add(10, site.key.sign(lie.text()).encoded());

            await().atMost(LONG).until(() -> follower.trouble() != null);
            assertThat(follower.trouble()).contains("the first 10 events are not those that were signed");
        }
    }

    private static boolean isAt(CheckpointSigner signer, long size) {
        var latest = signer.latest();
        return latest != null && latest.checkpoint().size() == size;
    }
}
