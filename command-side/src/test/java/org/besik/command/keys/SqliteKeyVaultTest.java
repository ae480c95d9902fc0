package org.besik.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.besik.events.ChildId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeyVaultTest {

    static final ChildId ADA = new ChildId("0a5f4d6c-0000-4000-8000-00000000000a");
    static final ChildId BOB = new ChildId("0a5f4d6c-0000-4000-8000-00000000000b");
    static final MasterKey MASTER = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    static final MasterKey OTHER = MasterKey.parse("//////////////////////////////////////////8=");

    @TempDir
    Path folder;

    SqliteKeyVault vault;

    @BeforeEach
    void open() {
        vault = SqliteKeyVault.open(folder.resolve("keys.db"), MASTER);
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
        assertThat(vault.forWriting(ADA)).isNotEqualTo(vault.forWriting(BOB));
    }

    @Test
    void reading_makes_no_key() {
        assertThat(vault.forReading(ADA)).isEmpty();
        vault.flush();
        reopen();
        assertThat(vault.forReading(ADA)).isEmpty();
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
    void a_destroyed_key_is_in_none_of_the_files() throws IOException {
        vault.forWriting(ADA);
        vault.flush();
        assertThat(filesContainRowOf(ADA)).isTrue();
        byte[] wrapped = rowOf(ADA);
        assertThat(filesContain(wrapped)).isTrue();
        vault.destroy(ADA);
        assertThat(filesContain(wrapped)).isFalse();
    }

    @Test
    void a_key_is_not_stored_as_it_is() throws IOException {
        byte[] key = vault.forWriting(ADA).getEncoded();
        vault.flush();
        assertThat(filesContain(key)).isFalse();
    }

    @Test
    void another_master_key_is_told_at_once() {
        vault.forWriting(ADA);
        vault.flush();
        vault.close();
        assertThatThrownBy(() -> SqliteKeyVault.open(folder.resolve("keys.db"), OTHER))
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

    private boolean filesContainRowOf(ChildId child) throws IOException {
        return filesContain(child.value().getBytes(StandardCharsets.UTF_8));
    }

    /** The wrapped key: what stands after the child's id in its row. */
    private byte[] rowOf(ChildId child) throws IOException {
        String all = allFiles();
        int at = all.indexOf(child.value()) + child.value().length();
        return all.substring(at, at + 60).getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean filesContain(byte[] bytes) throws IOException {
        return allFiles().contains(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private String allFiles() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
