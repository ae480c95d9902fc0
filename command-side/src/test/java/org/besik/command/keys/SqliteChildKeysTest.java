package org.besik.command.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.besik.events.ChildId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteChildKeysTest extends ChildKeysContract {

    @TempDir
    Path folder;

    @Override
    protected KeyRows rows() {
        return SqliteKeyRows.open(folder.resolve("keys.db"));
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
