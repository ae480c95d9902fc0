package org.besik.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.verifier.Folder.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.besik.verifier.Folder.Ended;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to tamper with an export is found, and called by its name. */
class VerifyExportTest {

    @TempDir
    static Path shared;

    static List<String> original;
    static String vkey;
    static Path checkpoint;

    @TempDir
    Path own;

    final List<String> lines = new ArrayList<>(original);

    @BeforeAll
    static void written() throws Exception {
        var folder = new Folder(shared.resolve("data"));
        checkpoint = Files.writeString(shared.resolve("kept.txt"), folder.write("word", 600));
        vkey = folder.vkey();
        original = Files.readAllLines(folder.export(shared.resolve("log.ndjson")));
    }

    private Ended verified(String... more) throws Exception {
        Path file = Files.write(own.resolve("log.ndjson"), lines);
        var arguments = new ArrayList<Object>(List.of("export", file, "--vkey", vkey, "--checkpoint", checkpoint));
        arguments.addAll(List.of(more));
        return verify(arguments.toArray());
    }

    private void assertFound(String beginning) throws Exception {
        Ended ended = verified();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith(beginning).contains("1 finding");
    }

    @Test
    void people_can_read_it() {
        assertThat(original).hasSize(1_200);
        assertThat(original.getFirst())
                .startsWith("{\"position\":1,\"type\":\"t.Said\",\"revision\":\"1\",\"metadata\":{\"n\":\"1\"},"
                        + "\"tags\":[\"child:a\",\"кала:б\"],\"payload\":{\"said\":\"word 0, Әже! 0\"},\"leaf\":\"");
    }

    @Test
    void what_nobody_touched_is_whole_packed_or_not() throws Exception {
        Ended ended = verified();
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("1 checkpoint(s) confirm it").doesNotContain("note:");

        Path packed = own.resolve("log.ndjson.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
        }
        assertThat(verify("export", packed, "--vkey", vkey, "--checkpoint", checkpoint)
                        .code())
                .isZero();
        byte[] cut = Files.readAllBytes(packed);
        Files.write(packed, java.util.Arrays.copyOf(cut, cut.length / 2));
        assertThat(verify("export", packed, "--vkey", vkey, "--checkpoint", checkpoint)
                        .said())
                .contains("unreadable", "truncated");
    }

    @Test
    void a_flipped_bit_is_found_to_the_bit() throws Exception {
        lines.set(600, lines.get(600).replace("\"word 300,", "\"sord 300,"));
        assertFound("flipped       601 ");
    }

    @Test
    void other_words_are_found_to_the_event() throws Exception {
        lines.set(601, lines.get(601).replace("word", "lie"));
        assertFound("altered       602 ");
    }

    @Test
    void another_link_at_the_end_is_found() throws Exception {
        String last = lines.get(1_199);
        int at = last.indexOf("\"link\":\"") + 8;
        char other = last.charAt(at) == 'B' ? 'C' : 'B';
        lines.set(1_199, last.substring(0, at) + other + last.substring(at + 1));
        Ended ended = verified();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).matches("(?s)(flipped|altered) +(119[89]-)?1200 .*");
    }

    @Test
    void a_missing_line_is_named() throws Exception {
        lines.remove(41);
        assertFound("deleted       42 ");
    }

    @Test
    void the_first_line_is_missed_too() throws Exception {
        lines.removeFirst();
        assertFound("deleted       1 ");
    }

    @Test
    void lines_in_another_order_are_named() throws Exception {
        Collections.swap(lines, 41, 43);
        assertFound("reordered     42 ");
    }

    @Test
    void a_missing_end_is_named() throws Exception {
        lines.subList(1_100, 1_200).clear();
        Ended ended = verified();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("truncated     1101-1200 ");
    }

    @Test
    void a_line_that_is_none_is_named() throws Exception {
        lines.set(76, lines.get(76).substring(3));
        assertFound("unreadable    77 ");
    }

    @Test
    void nothing_can_be_slipped_in_beside_what_is_hashed() throws Exception {
        lines.set(76, lines.get(76).replace("{\"position\":77,", "{\"position\":77,\"seen\":true,"));
        assertFound("unreadable    77 ");
    }

    @Test
    void another_history_under_the_same_key_is_named() throws Exception {
        Path elsewhere = Files.createDirectories(own.resolve("elsewhere"));
        Files.copy(
                shared.resolve("data/checkpoint.key"),
                elsewhere.resolve("checkpoint.key"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Path other = Files.writeString(own.resolve("other.txt"), new Folder(elsewhere).write("another word", 500));
        Ended ended = verified("--checkpoint", other.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("split-view    1-999 ").contains("1 finding");
    }

    @Test
    void a_forged_checkpoint_is_named() throws Exception {
        Path forged = Files.writeString(
                own.resolve("forged.txt"), Files.readString(checkpoint).replace("\n1200\n", "\n1100\n"));
        Ended ended = verified("--checkpoint", forged.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).startsWith("bad-signature -");
    }

    @Test
    void a_part_is_checked_by_its_own_chain() throws Exception {
        lines.subList(0, 600).clear();
        assertThat(verified("--from", "601").code()).isZero();
        lines.set(10, lines.get(10).replace("word", "lie"));
        assertThat(verified("--from", "601").code()).isEqualTo(1);
        assertThat(verified("--from", "0").code()).isEqualTo(2);
    }
}
