package org.besik.command.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Answers that nobody reads yet, first in, first out, in a temporary file that goes when it is closed. Made only when
 * the first answer is put in. Safe for one thread that puts and one that takes.
 */
final class SpillFile implements AutoCloseable {

    /** About a million answers. */
    static final long LARGEST = 256L << 20;

    private static final int PIECE = 1 << 16;

    private @Nullable FileChannel file;
    private long written;
    private long taken;

    /** Whether there is room for more. */
    synchronized boolean hasRoom() {
        return written < LARGEST;
    }

    synchronized boolean isEmpty() {
        return taken == written;
    }

    synchronized void put(byte[] bytes) {
        try {
            FileChannel to = file == null ? open() : file;
            file = to;
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                written += to.write(buffer, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("answers cannot be set aside", e);
        }
    }

    /** The next bytes; empty if there are none. */
    synchronized byte[] take() {
        FileChannel from = file;
        if (from == null || isEmpty()) {
            return new byte[0];
        }
        try {
            var buffer = ByteBuffer.allocate((int) Math.min(PIECE, written - taken));
            while (buffer.hasRemaining()) {
                taken += from.read(buffer, taken);
            }
            if (isEmpty()) {
                from.truncate(0);
                written = 0;
                taken = 0;
            }
            return buffer.array();
        } catch (IOException e) {
            throw new UncheckedIOException("answers that were set aside cannot be read", e);
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("besik-answers", ".ndjson");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
