package org.besik.query.rulesinforce;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ids of children that a dry run found, in a file: there may be a million. One writes, many read. */
final class FoundChildren implements AutoCloseable {

    private final Path file;
    private final BufferedWriter writer;

    FoundChildren(Path file) {
        this.file = file;
        try {
            this.writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param next where the next page begins; null: the file has no more */
    record Page(List<String> ids, @Nullable Long next) {}

    void add(String childId, String region) {
        try {
            writer.write(childId + " " + region + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What was added until now can be read. */
    void flush() {
        try {
            writer.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Some of them.
     *
     * @param from 0, or where the page before said
     * @param regions only children there; empty: all
     */
    Page page(long from, int limit, Collection<String> regions) {
        try (var reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(Math.min(from, reader.length()));
            var ids = new ArrayList<String>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                if (regions.isEmpty() || regions.contains(line.substring(space + 1))) {
                    ids.add(line.substring(0, space));
                }
                if (ids.size() == limit) {
                    return new Page(ids, reader.getFilePointer() < reader.length() ? reader.getFilePointer() : null);
                }
            }
            return new Page(ids, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
