package org.besik.command.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids as the 16 bytes in which the log's keys hold them. */
public final class IdBytes {

    public static final int LENGTH = 16;

    private IdBytes() {}

    /**
     * The bytes of an id.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static byte[] of(String uuid) {
        return of(UUID.fromString(uuid));
    }

    public static byte[] of(UUID id) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** An id that follows from a text: the same text, the same id. */
    public static String derived(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString();
    }

    /** The id in its usual spelling. */
    public static String text(byte[] bytes, int offset) {
        var buffer = ByteBuffer.wrap(bytes, offset, LENGTH);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    /** Whether a text is an id as we spell them. */
    public static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
