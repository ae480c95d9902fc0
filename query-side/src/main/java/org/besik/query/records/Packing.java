package org.besik.query.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes the bytes of a fact smaller: nearly all of what facts say beside each other is the same words. These are known
 * beforehand (RFC 1950's preset dictionary), for a fact by itself is too short to repeat itself.
 */
final class Packing {

    /** What facts commonly say, most common last. */
    private static final byte[] WORDS = words();

    private static final int KEPT = 16;

    /** Those that are not in use: each has some hundred KiB of its own, which take longer to get than to use. */
    private static final Queue<Deflater> DEFLATERS = new ArrayBlockingQueue<>(KEPT);

    private static final Queue<Inflater> INFLATERS = new ArrayBlockingQueue<>(KEPT);

    private Packing() {}

    private static byte[] words() {
        try (InputStream file = Objects.requireNonNull(Packing.class.getResourceAsStream("common-words.txt"))) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Another one for other words: what was packed with these cannot be unpacked then. */
    static int version() {
        var sum = new Adler32();
        sum.update(WORDS);
        return (int) sum.getValue();
    }

    static byte[] pack(byte[] plain) {
        Deflater idle = DEFLATERS.poll();
        Deflater deflater = idle == null ? new Deflater(Deflater.BEST_SPEED) : idle;
        try {
            deflater.setDictionary(WORDS);
            deflater.setInput(plain);
            deflater.finish();
            var packed = new ByteArrayOutputStream(plain.length);
            var buffer = new byte[Math.max(64, plain.length)];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.reset();
            if (!DEFLATERS.offer(deflater)) {
                deflater.end();
            }
        }
    }

    /** @throws IllegalArgumentException if this was not packed here, or with other words */
    static byte[] unpack(byte[] packed) {
        Inflater idle = INFLATERS.poll();
        Inflater inflater = idle == null ? new Inflater() : idle;
        try {
            inflater.setInput(packed);
            var plain = new ByteArrayOutputStream(4 * packed.length);
            var buffer = new byte[1024];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && inflater.needsDictionary()) {
                    inflater.setDictionary(WORDS);
                } else if (read == 0 && inflater.needsInput() && !inflater.finished()) {
                    throw new IllegalArgumentException("cut short");
                }
                plain.write(buffer, 0, read);
            }
            return plain.toByteArray();
        } catch (DataFormatException wrong) {
            throw new IllegalArgumentException("not packed", wrong);
        } finally {
            inflater.reset();
            if (!INFLATERS.offer(inflater)) {
                inflater.end();
            }
        }
    }
}
