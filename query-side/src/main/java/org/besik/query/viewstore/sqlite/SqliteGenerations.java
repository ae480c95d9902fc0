package org.besik.query.viewstore.sqlite;

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
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;

/** The generations' files in one folder and the pointer to the live one. */
public final class SqliteGenerations implements Generations {

    private static final String SUFFIX = ".sqlite";

    private final Path folder;

    /**
     * Takes what the folder holds.
     *
     * @param folder for the generations' files; made if missing
     */
    public SqliteGenerations(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file(String generation) {
        return folder.resolve(generation + SUFFIX);
    }

    @Override
    public Optional<String> live() {
        try {
            Path pointer = folder.resolve("live");
            return Files.exists(pointer) ? Optional.of(Files.readString(pointer).strip()) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void setLive(String generation) {
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
            Unfinished.force(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<String> all() {
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

    @Override
    public boolean fits(String generation, List<Table> tables) {
        return SqliteViewStore.fits(file(generation), tables);
    }

    @Override
    public ViewStore open(String generation, List<Table> tables) {
        return SqliteViewStore.open(file(generation), tables);
    }

    @Override
    public void delete(String generation) {
        SqliteViewStore.delete(file(generation));
    }
}
