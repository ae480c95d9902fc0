package org.besik.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temp;

    @Test
    void it_is_made_for_its_owner_only() throws IOException {
        Path wanted = temp.resolve("a folder").resolve("below");

        try (var data = DataDirectory.open(wanted)) {
            assertThat(data.path()).isEqualTo(wanted).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nobody_else_gets_it_while_it_is_in_use() {
        try (var data = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(data.path()))
                    .isInstanceOf(DataDirectory.Unusable.class)
                    .hasMessageContaining("already running on " + temp)
                    .hasMessageContaining("--data");
        }
        DataDirectory.open(temp).close();
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(DataDirectory.Unusable.class)
                .hasMessageContaining(file.toString());
    }
}
