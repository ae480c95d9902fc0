package org.besik.command.eventlog.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.ChainVerifier.Verdict;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogQuery.Criterion;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.events.codec.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log notices, and what it mends by itself. */
class DamageTest {

    @TempDir
    Path folder;

    private SqliteEventLog open() {
        return SqliteEventLog.open(folder, Logs.HASH);
    }

    /** 100 transactions of two events. */
    private void filled() {
        try (var log = open()) {
            for (int n = 0; n < 100; n++) {
                log.append(List.of(Logs.named("n" + n, 2)));
            }
        }
    }

    private void alter(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Verdict verify() {
        var told = new ArrayList<Long>();
        Verdict verdict = SqliteEventLog.verify(folder, told::add);
        assertThat(told).isSorted();
        return verdict;
    }

    @Test
    void an_untouched_log_is_whole() {
        filled();
        assertThat(verify().isWhole()).isTrue();
        assertThat(verify().verified()).isEqualTo(200);
    }

    @Test
    void an_empty_log_is_whole() {
        open().close();
        assertThat(verify().isWhole()).isTrue();
        assertThat(verify().verified()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE event SET payload = x'00' WHERE position = 21                   | 20 | 22
            UPDATE event SET metadata = x'7b7d' WHERE position = 22                | 20 | 22
            UPDATE event SET tags = x'' WHERE position = 22                        | 20 | 22
            UPDATE event SET tags = x'ffffffff' WHERE position = 22                | 20 | 22
            UPDATE event SET type = 't.Sai' WHERE position = 22                    | 20 | 22
            UPDATE event SET type = 't.', revision = 'Said1' WHERE position = 22   | 20 | 22
            UPDATE event SET link = NULL WHERE position = 22                       | 20 | 24
            UPDATE event SET link = zeroblob(32) WHERE position = 22               | 20 | 22
            UPDATE event SET position = 300 WHERE position = 200                   | 198 | 200
            DELETE FROM event WHERE position = 1                                   | 0  | 1
            DELETE FROM event WHERE position = 50                                  | 48 | 50
            DELETE FROM event WHERE position = 200                                 | 198 | 199
            """)
    void what_was_altered_is_found(String sql, long verified, long broken) throws Exception {
        filled();
        alter(sql);
        Verdict verdict = verify();
        assertThat(verdict.isWhole()).isFalse();
        assertThat(verdict.verified()).isEqualTo(verified);
        assertThat(verdict.broken().position()).isEqualTo(broken);
        assertThatThrownBy(this::open)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("broken at " + broken);
    }

    /** What a power cut leaves of the last write: none of it, some of it, or old blocks in its place. */
    @Test
    void a_torn_tail_is_cut_off_and_nothing_before_it(@TempDir Path elsewhere) throws Exception {
        var ends = new ArrayList<Integer>();
        Path wal = folder.resolve("log.db-wal");
        // A WAL that is not moved into the file meanwhile
        try (var log = SqliteEventLog.open(folder, Logs.HASH, new SqliteEventLog.Settings(1L << 30, 64))) {
            for (int n = 0; n < 8; n++) {
                log.append(List.of(Logs.named("n" + n, 2)));
                ends.add((int) Files.size(wal));
            }
            byte[] whole = Files.readAllBytes(wal);
            Path copy = elsewhere.resolve("log.db-wal");
            for (int n = 0; n < ends.size() - 1; n++) {
                int from = ends.get(n);
                int to = ends.get(n + 1);
                byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, from), to);
                byte[] old = Arrays.copyOf(whole, to);
                System.arraycopy(whole, 32, old, from, to - from - 100);
                byte[] flipped = Arrays.copyOf(whole, to);
                flipped[to - 1_000] ^= 1;
                for (byte[] torn : List.of(
                        Arrays.copyOf(whole, from),
                        Arrays.copyOf(whole, from + 1),
                        Arrays.copyOf(whole, (from + to) / 2),
                        Arrays.copyOf(whole, to - 1),
                        zeros,
                        old,
                        flipped)) {
                    Files.copy(
                            folder.resolve("log.db"), elsewhere.resolve("log.db"), StandardCopyOption.REPLACE_EXISTING);
                    Files.write(copy, torn);
                    try (var opened = SqliteEventLog.open(elsewhere, Logs.HASH)) {
                        assertThat(opened.head()).isEqualTo(2L * (n + 1));
                        assertThat(opened.append(List.of(Logs.named("n" + n, 1), Logs.named("next", 1))))
                                .hasAtLeastOneElementOfType(AppendResult.KeyTaken.class);
                        assertThat(opened.append(List.of(Logs.named("next", 1))))
                                .containsExactly(new AppendResult.Appended(2L * (n + 1) + 1));
                    }
                    assertThat(SqliteEventLog.verify(elsewhere, position -> {}).isWhole())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void a_log_is_open_once() {
        try (var log = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("already open");
            assertThat(log.append(List.of(Logs.named("a", 1)))).containsExactly(new AppendResult.Appended(1));
        }
        open().close();
    }

    @Test
    void a_closed_log_refuses() {
        SqliteEventLog log = open();
        log.close();
        assertThatThrownBy(() -> log.append(List.of(Logs.named("a", 1)))).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void a_reopened_log_goes_on() {
        filled();
        try (var log = open()) {
            assertThat(log.head()).isEqualTo(200);
            assertThat(log.append(List.of(Logs.named("n7", 1)))).hasOnlyElementsOfType(AppendResult.KeyTaken.class);
            assertThat(log.append(List.of(Logs.named("new", 1)))).containsExactly(new AppendResult.Appended(201));
        }
        assertThat(verify().verified()).isEqualTo(201);
    }

    @Test
    void the_index_is_made_again_when_it_is_lost_damaged_or_of_another_key() throws Exception {
        filled();
        assertFinds(Logs.HASH);

        Files.delete(folder.resolve("tags.db"));
        assertFinds(Logs.HASH);

        Files.write(folder.resolve("tags.db"), new byte[9_000]);
        assertFinds(Logs.HASH);

        assertFinds(tag -> 31L * tag.hashCode() + 7);
    }

    @Test
    void an_index_that_is_ahead_of_its_log_is_made_again() throws Exception {
        filled();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tags.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE progress SET position = 5000");
        }
        assertFinds(Logs.HASH);
    }

    @Test
    void an_index_has_small_pages_and_one_from_before_keeps_its_large_ones() throws Exception {
        filled();
        // Closed before it wrote how far it is, an index is begun anew; one that was opened again is whole.
        open().close();
        assertThat(pageBytes()).isEqualTo(1024);

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tags.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=DELETE");
            statement.execute("PRAGMA page_size=4096");
            statement.execute("VACUUM");
        }
        assertFinds(Logs.HASH);
        assertThat(pageBytes()).isEqualTo(4096);
    }

    private int pageBytes() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tags.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA page_size")) {
            return row.getInt(1);
        }
    }

    private void assertFinds(ToLongFunction<String> hash) {
        try (var log = SqliteEventLog.open(folder, hash)) {
            var query = new LogQuery(List.of(new Criterion(Set.of("child:n42"), Set.of())));
            assertThat(log.readMatching(query, 0, 10))
                    .extracting(StoredEvent::position)
                    .containsExactly(85L, 86L);
            assertThat(log.indexedUpTo()).isEqualTo(200);
        }
    }

    @Test
    void the_index_does_not_tell_what_it_points_at() throws Exception {
        filled();
        String index = Files.readString(folder.resolve("tags.db"), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(index).doesNotContain("child:", "n42");
        assertThat(Files.readAllBytes(folder.resolve("log.db"))).contains("child:n42".getBytes(UTF_8));
    }

    @Test
    void the_index_follows_and_the_wal_does_not_grow_for_ever() {
        try (var log = SqliteEventLog.open(folder, Logs.HASH, new SqliteEventLog.Settings(1 << 18, 64))) {
            for (int n = 0; n < 60; n++) {
                int round = n;
                log.append(java.util.stream.IntStream.range(0, 100)
                        .mapToObj(i -> Logs.named("n" + round + "-" + i, 3))
                        .toList());
            }
            // 18,000 events and 6,000 keys fill some ten times as much.
            assertThat(log.walBytes()).isLessThan(4 << 20);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> log.indexedUpTo() == log.head());
        }
    }
}
