package org.besik.query.viewstore.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * The mark beside a file that is being filled, where neither a kill nor a power cut takes it away. It is no row of the file:
 * what was written without any care may not even be readable after a power cut.
 */
final class Unfinished {

    private final Path mark;

    Unfinished(Path file) {
        this.mark = file.resolveSibling(file.getFileName() + "-unfinished");
    }

    boolean isMarked() {
        return Files.exists(mark);
    }

    void mark() {
        try {
            if (!isMarked()) {
                Files.createFile(mark);
            }
            force();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void clear() {
        try {
            if (Files.deleteIfExists(mark)) {
                force();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void force() throws IOException {
        force(Objects.requireNonNull(mark.toAbsolutePath().getParent()));
    }

    /** Makes what a folder lists outlive a power cut. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
