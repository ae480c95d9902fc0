package org.besik.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the lines of all lives into the order of delivery. Lives are made one after the other and are forgotten; their lines
 * wait in temporary files, one for each stretch of days, of which one at a time is sorted. So memory does not
 * grow with the number of children times years.
 */
final class DeliveryOrder implements AutoCloseable {

    private static final int MOST_FILES = 200;

    /** Bytes before each line: what is sorted by, what is handed out with it, its length. */
    private static final int HEAD = 4 * Integer.BYTES + Long.BYTES + 1;

    private static final List<Delivered.Kind> KINDS = List.of(Delivered.Kind.values());

    private final Path folder;
    private final int from;
    private final int width;
    private final @Nullable DataOutputStream[] files;
    private long size;

    DeliveryOrder(int from, int to) throws IOException {
        this.folder = Files.createTempDirectory("besik-simulator");
        this.from = from;
        this.width = Math.max(7, (to - from) / MOST_FILES + 1);
        this.files = new DataOutputStream[(to - from) / width + 1];
    }

    void add(Delivered delivered) {
        int bucket = (delivered.deliveredOn() - from) / width;
        try {
            DataOutputStream file = files[bucket];
            if (file == null) {
                file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path(bucket)), 1 << 15));
                files[bucket] = file;
            }
            file.writeInt(delivered.deliveredOn());
            file.writeLong(delivered.order());
            file.writeInt(delivered.child());
            file.writeInt(delivered.occurredOn());
            file.writeByte(KINDS.indexOf(delivered.kind()));
            file.writeInt(delivered.line().length);
            file.write(delivered.line());
            size++;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    long size() {
        return size;
    }

    private Path path(int bucket) {
        return folder.resolve(Integer.toString(bucket));
    }

    /** What takes the lines, one by one. */
    @FunctionalInterface
    interface Taker {
        void take(Delivered delivered) throws IOException;
    }

    /** Hands out every line in the order of delivery; once. */
    void forEach(Taker taker) throws IOException {
        for (int bucket = 0; bucket < files.length; bucket++) {
            DataOutputStream written = files[bucket];
            if (written == null) {
                continue;
            }
            written.close();
            files[bucket] = null;
            hand(path(bucket), taker);
            Files.delete(path(bucket));
        }
    }

    /** A line that is still in its file. */
    private record Waiting(
            int deliveredOn, long order, int child, int occurredOn, Delivered.Kind kind, long at, int length) {}

    /** A register is taken over on one day, so that a file may hold most lines of all: they are read when it is their turn. */
    private static void hand(Path file, Taker taker) throws IOException {
        try (FileChannel lines = FileChannel.open(file)) {
            for (Waiting next : sorted(file)) {
                var line = ByteBuffer.allocate(next.length());
                while (line.hasRemaining()) {
                    if (lines.read(line, next.at() + line.position()) < 0) {
                        throw new EOFException(file + " was cut off");
                    }
                }
                taker.take(new Delivered(
                        next.deliveredOn(), next.order(), next.child(), next.occurredOn(), next.kind(), line.array()));
            }
        }
    }

    private static List<Waiting> sorted(Path file) throws IOException {
        var all = new ArrayList<Waiting>();
        long end = Files.size(file);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (long at = HEAD; at < end; ) {
                var next = new Waiting(
                        in.readInt(),
                        in.readLong(),
                        in.readInt(),
                        in.readInt(),
                        KINDS.get(in.readByte()),
                        at,
                        in.readInt());
                in.skipNBytes(next.length());
                all.add(next);
                at += next.length() + HEAD;
            }
        }
        all.sort(Comparator.comparingInt(Waiting::deliveredOn)
                .thenComparingLong(Waiting::order)
                .thenComparingInt(Waiting::child));
        return all;
    }

    /** Takes the files away. */
    @Override
    public void close() throws IOException {
        for (DataOutputStream file : files) {
            if (file != null) {
                file.close();
            }
        }
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
