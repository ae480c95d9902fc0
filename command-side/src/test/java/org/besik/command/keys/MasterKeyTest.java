package org.besik.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    @TempDir
    Path folder;

    @Test
    void the_file_is_made_once_for_its_owner_alone() throws Exception {
        Path file = folder.resolve("deep/master.key");
        MasterKey made = MasterKey.load(Map.of(), file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKey.load(Map.of(), file).derive("x")).isEqualTo(made.derive("x"));
        assertThat(MasterKey.load(Map.of(), folder.resolve("second")).derive("x"))
                .isNotEqualTo(made.derive("x"));
    }

    @Test
    void a_file_that_others_may_read_is_refused() throws Exception {
        Path file = folder.resolve("master.key");
        MasterKey.load(Map.of(), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> MasterKey.load(Map.of(), file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void the_environment_comes_first() throws Exception {
        Path file = folder.resolve("master.key");
        String given = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        MasterKey key = MasterKey.load(Map.of(MasterKey.ENVIRONMENT, given), file);
        assertThat(key.derive("x")).isEqualTo(MasterKey.parse(given).derive("x"));
        assertThat(file).doesNotExist();
    }

    @Test
    void what_is_no_key_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> MasterKey.parse("secret!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> MasterKey.parse("AAEC")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_digest_depends_on_key_purpose_and_every_part() {
        var digests = new KeyedDigest(ChildKeysContract.MASTER);
        byte[] digest = digests.digest("iin", bytes("ab"), bytes("c"));
        assertThat(digest).hasSize(16).isEqualTo(digests.digest("iin", bytes("ab"), bytes("c")));
        assertThat(digests.digest("ref", bytes("ab"), bytes("c"))).isNotEqualTo(digest);
        assertThat(digests.digest("iin", bytes("a"), bytes("bc"))).isNotEqualTo(digest);
        assertThat(digests.digest("iin", bytes("abc"))).isNotEqualTo(digest);
        assertThat(new KeyedDigest(ChildKeysContract.OTHER).digest("iin", bytes("ab"), bytes("c")))
                .isNotEqualTo(digest);
        assertThat(digests.tagHash().applyAsLong("child:a"))
                .isEqualTo(digests.tagHash().applyAsLong("child:a"))
                .isNotEqualTo(digests.tagHash().applyAsLong("child:b"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
