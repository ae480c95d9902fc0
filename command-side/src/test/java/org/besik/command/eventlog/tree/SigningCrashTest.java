package org.besik.command.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.besik.proofs.Checkpoint;
import org.besik.proofs.ProofCheck;
import org.besik.proofs.SignedNote;
import org.besik.proofs.audit.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was shown to somebody before the process died is confirmed by what comes after. */
@Timeout(3_600)
class SigningCrashTest {

    private static final int CYCLES = Integer.getInteger("besik.crash.cycles", 10);

    /** After each, the whole log is read again: one log for hundreds of them would cost the square. */
    private static final int CYCLES_OF_A_LOG = 20;

    @Test
    void a_killed_process_has_signed_nothing_that_does_not_hold(@TempDir Path logs) throws Exception {
        for (int done = 0; done < CYCLES; done += CYCLES_OF_A_LOG) {
            killAgainAndAgain(
                    Files.createDirectory(logs.resolve("after-" + done)), Math.min(CYCLES_OF_A_LOG, CYCLES - done));
        }
    }

    private static void killAgainAndAgain(Path folder, int cycles) throws Exception {
        var shown = new ArrayList<Checkpoint>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:-UsePerfData",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SigningAppender.class.getName(),
                            folder.toString())
                    .redirectError(folder.resolve("errors.txt").toFile())
                    .start();
            int enough = shown.size() + 2 + cycle % 10;
            try (var said = process.inputReader()) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    if (line.startsWith("shown ")) {
                        shown.add(Checkpoint.parse(line.substring(6).replace('|', '\n')));
                    }
                    if (shown.size() == enough) {
                        process.toHandle().destroyForcibly();
                    }
                }
            }
            process.waitFor();
            assertThat(shown).as(Files.readString(folder.resolve("errors.txt"))).hasSizeGreaterThanOrEqualTo(enough);
            assertHolds(folder, shown);
        }
    }

    private static void assertHolds(Path folder, List<Checkpoint> shown) throws Exception {
        try (Site site = Site.signing(folder)) {
            site.awaitSigned();
            assertThat(site.signer.trouble()).isNull();
            Report report = site.audit();
            assertThat(report.findings()).isEmpty();
            Checkpoint last = site.signer.latest().checkpoint();
            for (Checkpoint each : shown) {
                assertThat(ProofCheck.isConsistent(
                                each.size(),
                                each.root(),
                                last.size(),
                                last.root(),
                                site.tree.consistency(each.size(), last.size())))
                        .as("what was shown over " + each.size())
                        .isTrue();
                assertThat(site.checkpoints.find(each.size()))
                        .map(note -> Checkpoint.parse(SignedNote.parse(note).text()))
                        .contains(each);
            }
        }
    }
}
