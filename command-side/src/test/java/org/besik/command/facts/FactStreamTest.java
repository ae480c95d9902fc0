package org.besik.command.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FactStreamTest {

    static Door door;

    @BeforeAll
    static void open() {
        door = new Door();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @AfterEach
    void calm() {
        door.decider.unavailableAt = "";
        door.decider.groups.clear();
    }

    @Test
    void an_answer_comes_while_the_sender_is_still_thinking() throws IOException {
        try (var stream = door.new Stream()) {
            stream.send(line("thinking-1"));
            assertThat(stream.answer()).contains("\"ref\":\"thinking-1\"", "\"status\":\"recorded\"", "\"line\":1}");
            stream.send(line("thinking-2") + line("thinking-1"));
            assertThat(stream.answer()).contains("thinking-2", "\"line\":2}");
            assertThat(stream.answer()).contains("thinking-1", "duplicate", "\"line\":3}");
            stream.end();
            assertThat(stream.answer()).isNull();
        }
    }

    @Test
    void a_long_stream_keeps_pace_with_its_readers_and_what_was_read_is_answered_meanwhile() throws IOException {
        door.mayGoOn = new CountDownLatch(1);
        int before = door.paces.get();
        try (var stream = door.new Stream()) {
            stream.send(IntStream.range(0, 3 * FactStream.CHUNK)
                    .mapToObj(i -> line("paced-" + i))
                    .collect(Collectors.joining()));
            stream.end();
            await().until(() -> door.paces.get() > before);
            assertThat(stream.answer()).contains("paced-0");
            door.mayGoOn.countDown();
            for (int i = 1; i < 3 * FactStream.CHUNK; i++) {
                assertThat(stream.answer()).contains("\"paced-" + i + "\"");
            }
            assertThat(stream.answer()).isNull();
        } finally {
            door.mayGoOn.countDown();
        }
    }

    @Test
    void half_a_line_waits_for_its_other_half() throws IOException {
        try (var stream = door.new Stream()) {
            String line = line("halves");
            stream.send(line.substring(0, 40));
            stream.send(line.substring(40));
            assertThat(stream.answer()).contains("halves");
        }
    }

    @Test
    void blank_lines_are_counted_and_skipped_and_the_last_needs_no_end() throws IOException {
        try (var stream = door.new Stream()) {
            stream.send(
                    "\uFEFF" + line("blank-1") + "\n  \t\r\n" + line("blank-2").replace("\n", "\r\n"));
            stream.send(line("blank-3").trim());
            stream.end();
            assertThat(stream.rest())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("blank-1", "recorded", "\"line\":1}"),
                            second -> assertThat(second).contains("blank-2", "recorded", "\"line\":4}"),
                            third -> assertThat(third).contains("blank-3", "recorded", "\"line\":5}"));
        }
    }

    @Test
    void an_empty_stream_has_no_answers() throws IOException {
        try (var stream = door.new Stream()) {
            stream.end();
            assertThat(stream.rest()).isEmpty();
        }
    }

    @Test
    void a_bad_line_is_refused_and_the_rest_goes_on() throws IOException {
        try (var stream = door.new Stream()) {
            stream.send(line("bad-1") + "{'fact':\n" + "[]\n" + line("bad-4"));
            stream.send(new byte[] {'"', (byte) 0xC3, '(', '"', '\n'});
            stream.send(line("bad-6"));
            stream.end();
            assertThat(stream.rest())
                    .satisfiesExactly(
                            answer -> assertThat(answer).contains("recorded"),
                            answer -> assertThat(answer)
                                    .contains("\"ref\":null", "malformed-json", "\"status\":400", "\"line\":2}"),
                            answer -> assertThat(answer).contains("wrong-type", "\"line\":3}"),
                            answer -> assertThat(answer).contains("bad-4", "recorded"),
                            answer -> assertThat(answer).contains("malformed-json", "\"line\":5}"),
                            answer -> assertThat(answer).contains("bad-6", "recorded"));
        }
    }

    @Test
    void a_line_of_two_megabytes_is_skipped_and_refused() throws IOException {
        try (var stream = door.new Stream()) {
            stream.send(line("long-1"));
            stream.send("{'fact':'" + "x".repeat(2_000_000) + "'}\n" + line("long-3") + "y".repeat(3_000_000));
            stream.end();
            assertThat(stream.rest())
                    .satisfiesExactly(
                            answer -> assertThat(answer).contains("long-1", "recorded"),
                            answer -> assertThat(answer).contains("line-too-long", "\"line\":2}"),
                            answer -> assertThat(answer).contains("long-3", "recorded"),
                            answer -> assertThat(answer).contains("line-too-long", "\"line\":4}"));
        }
    }

    @Test
    void of_a_stream_that_is_cut_the_whole_lines_stand() throws IOException {
        try (var stream = door.new Stream()) {
            stream.send(line("cut-1") + line("cut-2") + line("cut-3").trim());
            assertThat(stream.answer()).contains("cut-1", "recorded");
            assertThat(stream.answer()).contains("cut-2", "recorded");
            stream.cut();
            assertThat(stream.rest()).isEmpty();
        }
        try (var stream = door.new Stream()) {
            stream.send(line("cut-1") + line("cut-3"));
            stream.end();
            assertThat(stream.rest())
                    .satisfiesExactly(
                            answer -> assertThat(answer).contains("duplicate"),
                            answer -> assertThat(answer).contains("recorded"));
        }
    }

    @Test
    void a_sender_may_send_everything_before_it_reads() throws IOException {
        int lines = 50_000;
        try (var stream = door.new Stream()) {
            for (int from = 0; from < lines; from += 500) {
                stream.send(lines("all", from, from + 500));
            }
            stream.end();
            assertInOrder(stream.rest(), "all", lines);
        }
        // a quick sender fills chunks
        assertThat(door.decider.groups.size()).isLessThan(lines / 10);
        assertThat(door.decider.groups).allMatch(size -> size <= FactStream.CHUNK);
    }

    @Test
    void a_slow_reader_slows_the_sender_and_loses_nothing() throws Exception {
        int lines = 20_000;
        try (var stream = door.new Stream()) {
            Thread sender = Thread.ofPlatform().start(() -> {
                try {
                    for (int from = 0; from < lines; from += 100) {
                        stream.send(lines("slow", from, from + 100));
                    }
                    stream.end();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            var answers = new java.util.ArrayList<String>();
            for (String answer = stream.answer(); answer != null; answer = stream.answer()) {
                answers.add(answer);
                if (answers.size() % 5_000 == 0) {
                    await().pollDelay(java.time.Duration.ofMillis(300)).until(() -> true);
                }
            }
            sender.join();
            assertInOrder(answers, "slow", lines);
        }
    }

    @Test
    void when_nothing_can_be_recorded_the_stream_says_so_and_ends() throws IOException {
        door.decider.unavailableAt = "gone-2";
        try (var stream = door.new Stream()) {
            stream.send(line("gone-1"));
            assertThat(stream.answer()).contains("recorded");
            stream.send(line("gone-2"));
            assertThat(stream.answer()).contains("\"code\":\"unavailable\"", "\"status\":503", "\"line\":2}");
            assertThat(stream.answer()).isNull();
        }
    }

    @Test
    void a_reader_that_goes_away_disturbs_nobody() throws IOException {
        try (var stream = door.new Stream()) {
            stream.send(lines("away", 0, 5_000));
        }
        try (var stream = door.new Stream()) {
            stream.send(line("stays"));
            assertThat(stream.answer()).contains("recorded");
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("besik-answers")));
    }

    private static void assertInOrder(List<String> answers, String ref, int lines) {
        assertThat(answers).hasSize(lines);
        for (int i = 0; i < lines; i++) {
            assertThat(answers.get(i)).contains("\"" + ref + "-" + i + "\"", "recorded", "\"line\":" + (i + 1) + "}");
        }
    }

    private static String lines(String ref, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> line(ref + "-" + i)).collect(Collectors.joining());
    }

    private static String line(String ref) {
        return "{'fact':'contact','ref':'" + ref + "','agency':'clinic-1','child':{'iin':'240115600013'},"
                + "'occurredOn':'2026-03-04','data':{'service':'HEALTH','strength':'SEEN','kind':'visit'}}\n";
    }

    static byte[] utf8(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
