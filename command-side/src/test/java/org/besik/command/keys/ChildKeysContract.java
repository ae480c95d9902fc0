package org.besik.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.besik.events.ChildId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of keys promises, seen through the vault that stands on it. */
public abstract class ChildKeysContract {

    static final ChildId ADA = new ChildId("0a5f4d6c-0000-4000-8000-00000000000a");
    static final ChildId BOB = new ChildId("0a5f4d6c-0000-4000-8000-00000000000b");
    static final MasterKey MASTER = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    static final MasterKey OTHER = MasterKey.parse("//////////////////////////////////////////8=");

    ChildKeys vault;

    /** The rows as they would be found after a crash; the same rows every time. */
    protected abstract KeyRows rows();

    @BeforeEach
    void open() {
        vault = ChildKeys.open(rows(), MASTER);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    void reopen() {
        vault.close();
        open();
    }

    @Test
    void a_child_keeps_its_key() {
        SecretKey key = vault.forWriting(ADA);
        assertThat(key.getEncoded()).hasSize(32);
        assertThat(vault.forWriting(ADA)).isEqualTo(key);
        assertThat(vault.forReading(ADA)).contains(key);
        vault.flush();
        assertThat(vault.forWriting(ADA)).isEqualTo(key);
        reopen();
        assertThat(vault.forReading(ADA)).contains(key);
        assertThat(vault.forWriting(ADA)).isEqualTo(key);
    }

    @Test
    void two_children_have_two_keys() {
        SecretKey adas = vault.forWriting(ADA);
        SecretKey bobs = vault.forWriting(BOB);
        assertThat(adas).isNotEqualTo(bobs);
        vault.flush();
        reopen();
        assertThat(vault.forReading(ADA)).contains(adas);
        assertThat(vault.forReading(BOB)).contains(bobs);
    }

    @Test
    void reading_makes_no_key() {
        assertThat(vault.forReading(ADA)).isEmpty();
        vault.forWriting(BOB);
        vault.flush();
        reopen();
        assertThat(vault.forReading(ADA)).isEmpty();
        assertThat(vault.forReading(BOB)).isPresent();
    }

    @Test
    void a_key_that_was_not_made_durable_is_gone_after_a_crash() {
        vault.forWriting(ADA);
        SecretKey bobs = vault.forWriting(BOB);
        vault.flush();
        ChildId late = new ChildId("late");
        vault.forWriting(late);
        reopen();
        assertThat(vault.forReading(late)).isEmpty();
        assertThat(vault.forReading(BOB)).contains(bobs);
    }

    @Test
    void a_destroyed_key_is_gone_and_never_made_again() {
        vault.forWriting(ADA);
        SecretKey bobs = vault.forWriting(BOB);
        vault.flush();
        vault.destroy(ADA);
        for (int i = 0; i < 2; i++) {
            assertThat(vault.forReading(ADA)).isEmpty();
            assertThatThrownBy(() -> vault.forWriting(ADA)).isInstanceOf(IllegalStateException.class);
            assertThat(vault.forReading(BOB)).contains(bobs);
            reopen();
        }
    }

    @Test
    void a_key_destroyed_before_it_was_durable_stays_destroyed() {
        vault.forWriting(ADA);
        vault.destroy(ADA);
        vault.flush();
        reopen();
        assertThat(vault.forReading(ADA)).isEmpty();
        assertThatThrownBy(() -> vault.forWriting(ADA)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_row_may_be_given_twice_but_no_other() {
        try (KeyRows rows = rows()) {
            rows.add(Map.of(ADA, new byte[] {1}, BOB, new byte[] {2}));
            rows.add(Map.of(ADA, new byte[] {1}));
            assertThatThrownBy(() -> rows.add(Map.of(ADA, new byte[] {3}))).isInstanceOf(IllegalStateException.class);
            rows.destroy(BOB);
            assertThatThrownBy(() -> rows.add(Map.of(BOB, new byte[] {2}))).isInstanceOf(IllegalStateException.class);
            assertThat(rows.find(ADA))
                    .isNotNull()
                    .extracting(KeyRows.Row::wrapped)
                    .isEqualTo(new byte[] {1});
            assertThat(rows.find(BOB))
                    .isNotNull()
                    .extracting(KeyRows.Row::wrapped)
                    .isNull();
        }
    }

    @Test
    void another_master_key_is_told_at_once() {
        vault.forWriting(ADA);
        vault.flush();
        vault.close();
        assertThatThrownBy(() -> ChildKeys.open(rows(), OTHER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
        open();
    }

    @Test
    void racing_threads_agree_on_every_key() throws Exception {
        List<ChildId> children =
                IntStream.range(0, 200).mapToObj(n -> new ChildId("child-" + n)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> children.stream()
                            .map(child -> {
                                SecretKey key = vault.forWriting(child);
                                vault.flush();
                                return key;
                            })
                            .toList()))
                    .toList();
            var distinct = new HashSet<List<SecretKey>>();
            for (var answer : answers) {
                distinct.add(answer.get());
            }
            assertThat(distinct).hasSize(1);
            List<SecretKey> keys = distinct.iterator().next();
            reopen();
            for (int i = 0; i < keys.size(); i++) {
                assertThat(vault.forReading(children.get(i))).contains(keys.get(i));
            }
        }
    }
}
