package org.besik.query.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.besik.query.viewstore.sqlite.SqliteViewStore;

/** The generations' files in one folder and the pointer to the live one. */
final class GenerationFiles {

    private static final String SUFFIX = ".sqlite";

    private final Path folder;

    GenerationFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path file(String generation) {
        return folder.resolve(generation + SUFFIX);
    }

    Optional<String> live() {
        try {
            Path pointer = folder.resolve("live");
            return Files.exists(pointer) ? Optional.of(Files.readString(pointer).strip()) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Points at another generation: all at once, and for good. */
    void setLive(String generation) {
        try {
            Path written = folder.resolve("live.new");
            Files.writeString(written, generation);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    written,
                    folder.resolve("live"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<String> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(SUFFIX))
                    .map(f -> f.substring(0, f.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A name of this signature that no file has. */
    String unused(String signature) {
        List<String> taken = all();
        int n = 1;
        while (taken.contains(signature + "-" + n)) {
            n++;
        }
        return signature + "-" + n;
    }

    void delete(String generation) {
        SqliteViewStore.delete(file(generation));
    }
}
