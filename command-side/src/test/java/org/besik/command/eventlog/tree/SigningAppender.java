package org.besik.command.eventlog.tree;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A process that appends and signs until it is killed, and says a line for each checkpoint that it shows. */
final class SigningAppender {

    private SigningAppender() {}

    public static void main(String[] args) throws Exception {
        Site site = Site.signing(Path.of(args[0]));
        CheckpointSigner.@Nullable Signed told = site.signer.latest();
        for (int n = 0; true; n++) {
            site.append("word " + n, 1 + n % 100);
            CheckpointSigner.@Nullable Signed latest = site.signer.latest();
            if (latest != null && latest != told) {
                told = latest;
                System.out.println("shown " + latest.checkpoint().text().replace('\n', '|'));
            }
        }
    }
}
