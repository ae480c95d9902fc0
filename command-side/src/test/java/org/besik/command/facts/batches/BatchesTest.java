package org.besik.command.facts.batches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.facts.FactMetrics;
import org.besik.command.facts.Pace;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are decided whole, once, whatever happens in between. */
class BatchesTest {

    static final Caller CLINIC = caller("clinic");
    static final Caller OTHER = caller("other");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-31T06:00:00Z"), ZoneOffset.UTC);
    static final long MUCH = 1 << 24;

    @TempDir
    Path folder;

    /** Knows references, and nothing else. */
    final Map<String, Answer.Recorded> known = new ConcurrentHashMap<>();

    final List<Fact> decided = new ArrayList<>();
    final Deciding deciding = facts -> {
        var answers = new ArrayList<Answer>();
        for (Fact fact : facts) {
            decided.add(fact);
            Answer.Recorded first = known.get(fact.ref());
            var recorded = new Answer.Recorded(fact.newChildId(), fact.newEventId(), known.size() + 1L, null);
            answers.add(
                    first == null
                            ? recorded
                            : new Answer.Duplicate(first.childId(), first.eventId(), first.position(), null));
            known.putIfAbsent(fact.ref(), recorded);
        }
        return CompletableFuture.completedFuture(answers);
    };

    volatile Pace pace = () -> {};
    Batches batches;

    @BeforeEach
    void start() {
        batches = open();
    }

    static Caller caller(String agency) {
        return new Caller(
                agency + "-account", new AgencyId(agency), Set.of(), Set.of("KZ-71"), Set.of(Role.AGENCY), Set.of());
    }

    Batches open() {
        var digest = new KeyedDigest(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32])));
        return new Batches(
                folder.resolve("batches"),
                digest,
                new FactReader(CLOCK, Fingerprints.keyed(new byte[] {1, 2, 3})),
                deciding,
                new FactMetrics(new SimpleMeterRegistry(), (delivery, line, said, refused, duplicate) -> {}),
                () -> pace.await(),
                CLOCK);
    }

    @AfterEach
    void close() {
        batches.close();
    }

    static String contact(String ref, String day) {
        return "{\"fact\":\"contact\",\"ref\":\"%s\",\"child\":{\"local\":{\"system\":\"clinic\",\"value\":\"secret-7\"}},\"occurredOn\":\"%s\",\"data\":{\"service\":\"HEALTH\",\"strength\":\"SEEN\",\"kind\":\"visit\"}}\n"
                .formatted(ref, day);
    }

    Batch take(Batch.Format format, String text) throws IOException {
        return batches.take(CLINIC, "file", format, new ByteArrayInputStream(text.getBytes(UTF_8)), MUCH);
    }

    Batch over(Batch batch) {
        return Awaitility.await().until(() -> batches.find(CLINIC, batch.id()).orElseThrow(), Batch::isOver);
    }

    String report(Batch batch) throws IOException {
        return Files.readString(batches.refusals(batch).orElseThrow());
    }

    @Test
    void each_line_is_answered_and_refusals_are_reported_by_line() throws IOException {
        Batch batch = over(take(
                Batch.Format.NDJSON,
                contact("a", "2026-10-01") + "\n" + contact("a", "2026-10-01") + "{nonsense\n"
                        + contact("b", "2027-01-01")
                        + contact("c", "2026-10-02").strip()));

        assertThat(batch.state()).isEqualTo(Batch.State.DONE);
        assertThat(List.of(batch.lines(), batch.accepted(), batch.duplicate(), batch.refused()))
                .containsExactly(5L, 2L, 1L, 2L);
        assertThat(report(batch).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"line\":4", "malformed-json"),
                        line -> assertThat(line).contains("\"line\":5", "\"ref\":\"b\"", "future-date"))
                .noneMatch(line -> line.contains("secret-7"));
    }

    @Test
    void a_table_is_read_with_any_separator_and_its_cells_become_members() throws IOException {
        Batch batch = over(take(Batch.Format.CSV, """
                \uFEFFfact;ref;occurredOn;child.local.system;child.local.value;data.institution;data.month;data.daysPresent;data.daysAbsent;data.note
                attendance;r-1;2026-09-30;school;7;"school; the second";2026-09;20;1;
                attendance;r-2;2026-09-30;school;8;school-2;2026-09;many;1;
                attendance;r-3;2026-09-30;school;9;school-2;2026-09;20;1;hello
                """));

        assertThat(List.of(batch.accepted(), batch.refused())).containsExactly(1L, 2L);
        assertThat(report(batch).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"line\":3", "wrong-type", "data.daysPresent"),
                        line -> assertThat(line).contains("\"line\":4", "unknown-field", "data.note"));
        assertThat(decided).hasSize(1);
    }

    @Test
    void a_table_without_column_names_fails_as_a_whole() throws IOException {
        Batch batch = over(take(Batch.Format.CSV, "contact,a,2026-10-01\n"));

        assertThat(batch.state()).isEqualTo(Batch.State.FAILED);
        assertThat(batch.problem()).contains("first line");
        assertThat(over(take(Batch.Format.CSV, "")).state()).isEqualTo(Batch.State.FAILED);
    }

    @Test
    void what_was_under_way_goes_on_after_a_restart_and_nothing_is_decided_twice() throws IOException {
        String text = IntStream.range(0, 1_000)
                .mapToObj(i -> i % 100 == 0 ? "{\n" : contact("r-" + i, "2026-10-01"))
                .reduce("", String::concat);
        pace = new CountDownLatch(1)::await;
        Batch batch = take(Batch.Format.NDJSON, text);
        Awaitility.await()
                .until(() -> batches.find(CLINIC, batch.id()).orElseThrow().done() == 250);
        batches.close();
        assertThat(decided).hasSize(247);

        pace = () -> {};
        batches = open();
        batches.start();
        Batch end = over(batch);
        assertThat(List.of(end.accepted(), end.duplicate(), end.refused())).containsExactly(990L, 0L, 10L);
        assertThat(decided).hasSize(990);
        assertThat(report(end).lines()).hasSize(10);
    }

    @Test
    void a_file_sent_twice_gives_only_duplicates() throws IOException {
        String text = contact("a", "2026-10-01") + contact("b", "2026-10-01");
        over(take(Batch.Format.NDJSON, text));
        Batch again = over(take(Batch.Format.NDJSON, text));

        assertThat(List.of(again.accepted(), again.duplicate())).containsExactly(0L, 2L);
    }

    @Test
    void a_batch_is_its_senders_alone() throws IOException {
        Batch batch = over(take(Batch.Format.NDJSON, contact("a", "2026-10-01")));

        assertThat(batches.find(OTHER, batch.id())).isEmpty();
        assertThat(batches.of(OTHER, 10)).isEmpty();
        assertThat(batches.of(CLINIC, 10)).extracting(Batch::id).containsExactly(batch.id());
        assertThat(batches.find(CLINIC, "../" + batch.id())).isEmpty();
    }

    @Test
    void nothing_readable_of_a_file_lies_on_the_disk() throws IOException {
        pace = new CountDownLatch(1)::await;
        Batch batch = take(Batch.Format.NDJSON, contact("a", "2026-10-01"));
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("secret-7"));
        }
        assertThat(batch.state()).isEqualTo(Batch.State.QUEUED);
    }

    @Test
    void a_file_that_is_too_long_leaves_nothing_behind() {
        assertThatExceptionOfType(BatchFiles.TooLong.class)
                .isThrownBy(() -> batches.take(
                        CLINIC, null, Batch.Format.NDJSON, new ByteArrayInputStream(new byte[1_000]), 999));
        assertThat(batches.of(CLINIC, 10)).isEmpty();
    }
}
