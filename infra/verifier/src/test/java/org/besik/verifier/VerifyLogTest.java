package org.besik.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.verifier.Folder.verify;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.besik.verifier.Folder.Ended;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to tamper with a data directory is found, and called by its name. */
class VerifyLogTest {

    /** 1,200 events in 600 transactions. */
    private static final int TRANSACTIONS = 600;

    @TempDir
    static Path original;

    static String checkpoint;

    @TempDir
    Path copy;

    Folder folder;

    @BeforeAll
    static void written() throws Exception {
        checkpoint = new Folder(original).write("word", TRANSACTIONS);
    }

    @BeforeEach
    void copied() throws Exception {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, copy.resolve(original.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        folder = new Folder(copy);
    }

    private Path kept(String note) throws Exception {
        return Files.writeString(copy.resolve("kept.txt"), note);
    }

    @Test
    void what_nobody_touched_is_whole_and_stays_untouched() throws Exception {
        List<Path> before = files();
        Ended ended = verify("log", copy, "--vkey", folder.vkey());
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("The log is as it was written").doesNotContain("note:");
        assertThat(ended.progress()).contains("1,200 events read");
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(copy)) {
            return files.sorted().toList();
        }
    }

    @Test
    void a_key_from_the_folder_itself_is_used_and_mentioned() {
        Ended ended = verify("log", copy);
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("note: The key was taken from the folder itself");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), 'word 7', 'word 6') AS BLOB) WHERE position = 15 | flipped
            UPDATE event SET link = NULL WHERE position = 12                                             | flipped
            UPDATE event SET link = zeroblob(32) WHERE position = 12                                     | flipped
            UPDATE event SET payload = CAST('{"said":"never"}' AS BLOB) WHERE position = 200 | altered
            UPDATE event SET type = 't.Sung' WHERE position = 201                                        | altered
            DELETE FROM event WHERE position = 1                                                         | deleted
            DELETE FROM event WHERE position BETWEEN 700 AND 900                                         | deleted
            DELETE FROM event WHERE position > 900                                                       | truncated
            """)
    void what_was_done_is_named(String sql, String kind) throws Exception {
        folder.alter(sql);
        Ended ended = verify("log", copy, "--vkey", folder.vkey());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said().lines().findFirst())
                .as(ended.said())
                .hasValueSatisfying(line -> assertThat(line).startsWith(kind));
        assertThat(ended.said()).contains("NOT as it was written");
    }

    @Test
    void a_flipped_bit_of_the_file_is_found_to_the_bit() throws Exception {
        byte[] whole = Files.readAllBytes(copy.resolve("log/log.db"));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\"word 300,") + 2;
        try (var file = new RandomAccessFile(copy.resolve("log/log.db").toFile(), "rw")) {
            file.seek(at);
            file.write(whole[at] ^ 0x04);
        }
        Ended ended = verify("log", copy, "--vkey", folder.vkey());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("flipped       601 ").contains("payload", "bit 2", "1 finding");
    }

    @Test
    void rows_that_changed_places_are_named() throws Exception {
        folder.alter("UPDATE event SET position = -30 WHERE position = 31");
        folder.alter("UPDATE event SET position = 31 WHERE position = 850");
        folder.alter("UPDATE event SET position = 850 WHERE position = -30");
        Ended ended = verify("log", copy, "--vkey", folder.vkey());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("reordered     31-850 ");
    }

    @Test
    void closed_ranks_are_seen_through() throws Exception {
        folder.alter("DELETE FROM event WHERE position BETWEEN 31 AND 31");
        folder.alter("UPDATE event SET position = -position WHERE position > 31");
        folder.alter("UPDATE event SET position = -position - 1 WHERE position < 0");
        Ended ended = verify("log", copy, "--vkey", folder.vkey());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("deleted       31 ");
    }

    @Test
    void a_file_cut_short_is_named() throws Exception {
        try (var file = new RandomAccessFile(copy.resolve("log/log.db").toFile(), "rw")) {
            file.setLength(file.length() / 2 / 4096 * 4096);
        }
        Ended ended = verify("log", copy, "--vkey", folder.vkey());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("unreadable", "truncated");
    }

    @Test
    void an_older_copy_is_found_by_a_checkpoint_that_was_kept() throws Exception {
        Path later = Files.createDirectories(copy.resolve("later"));
        Folder grown = new Folder(later);
        Files.copy(copy.resolve("checkpoint.key"), later.resolve("checkpoint.key"), StandardCopyOption.COPY_ATTRIBUTES);
        String further = grown.write("word", TRANSACTIONS + 3);

        Ended ended = verify("log", copy, "--vkey", folder.vkey(), "--checkpoint", kept(further));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("truncated     1201-1206 ").contains("1 finding");
    }

    @Test
    void two_logs_under_one_key_are_a_split_view() throws Exception {
        Path elsewhere = Files.createDirectories(copy.resolve("elsewhere"));
        Files.copy(
                copy.resolve("checkpoint.key"),
                elsewhere.resolve("checkpoint.key"),
                StandardCopyOption.COPY_ATTRIBUTES);
        String forOthers = new Folder(elsewhere).write("another word", TRANSACTIONS);

        Ended ended = verify("log", copy, "--vkey", folder.vkey(), "--checkpoint", kept(forOthers));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("split-view ").contains("1 finding");
    }

    @Test
    void a_log_that_was_written_anew_does_not_fit_what_was_kept() throws Exception {
        Path anew = Files.createDirectories(copy.resolve("anew"));
        new Folder(anew).write("another word", TRANSACTIONS);

        Ended ended = verify("log", anew, "--vkey", folder.vkey(), "--checkpoint", kept(checkpoint));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("rewritten", "bad-signature");
    }

    /** Whoever has the server has its key, too: then only what was kept elsewhere tells. */
    @Test
    void a_log_rewritten_and_signed_anew_throughout_falls_to_one_kept_checkpoint() throws Exception {
        Path anew = Files.createDirectories(copy.resolve("anew"));
        Files.copy(copy.resolve("checkpoint.key"), anew.resolve("checkpoint.key"), StandardCopyOption.COPY_ATTRIBUTES);
        Folder rewritten = new Folder(anew);
        rewritten.write("lie", TRANSACTIONS + 3);
        Path export = rewritten.export(copy.resolve("log.ndjson"));
        assertThat(verify("log", anew, "--vkey", folder.vkey()).code()).isZero();

        Path kept = kept(checkpoint);

        for (Ended ended : List.of(
                verify("log", anew, "--vkey", folder.vkey(), "--checkpoint", kept),
                verify("export", export, "--vkey", folder.vkey(), "--checkpoint", kept))) {
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said()).containsPattern("(?m)^(split-view|rewritten) +1-1200 ");
        }
    }

    @Test
    void a_forged_checkpoint_is_told_from_a_true_one() throws Exception {
        Path forged = kept(checkpoint + "\n" + checkpoint.replace("\n1200\n", "\n1199\n"));
        Ended ended = verify("log", copy, "--vkey", folder.vkey(), "--checkpoint", forged);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("bad-signature -").contains("(2)", "1 finding");
    }

    @Test
    void a_tree_beside_the_log_may_be_missing_or_wrong() throws Exception {
        Files.delete(copy.resolve("log/tree.db"));
        assertThat(verify("log", copy).code()).isZero();
        Files.write(copy.resolve("log/tree.db"), new byte[5_000]);
        assertThat(verify("log", copy).code()).isZero();
    }

    @Test
    void what_cannot_be_checked_is_no_verdict() throws Exception {
        assertThat(verify("log", copy.resolve("nowhere")).code()).isEqualTo(2);
        assertThat(verify("log").code()).isEqualTo(2);
        assertThat(verify("log", copy, "--vkey", "nonsense").code()).isEqualTo(2);
        assertThat(verify("log", copy, "--checkpoint", copy.resolve("nowhere")).code())
                .isEqualTo(2);
    }
}
