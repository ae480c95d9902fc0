package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tags as the bytes that are stored and hashed: each is its length (four bytes, big-endian), then its UTF-8. */
public final class TagBytes {

    private TagBytes() {}

    public static byte[] encode(List<String> tags) {
        var encoded = new ArrayList<byte[]>(tags.size());
        int length = 0;
        for (String tag : tags) {
            byte[] bytes = tag.getBytes(UTF_8);
            encoded.add(bytes);
            length += Integer.BYTES + bytes.length;
        }
        var buffer = ByteBuffer.allocate(length);
        for (byte[] bytes : encoded) {
            buffer.putInt(bytes.length).put(bytes);
        }
        return buffer.array();
    }

    /** Reads what {@link #encode} wrote. */
    public static List<String> decode(byte[] stored) {
        var tags = new String[count(stored)];
        int at = 0;
        for (int i = 0; i < tags.length; i++) {
            int length = lengthAt(stored, at);
            tags[i] = new String(stored, at + Integer.BYTES, length, UTF_8);
            at += Integer.BYTES + length;
        }
        return List.copyOf(Arrays.asList(tags));
    }

    private static int count(byte[] stored) {
        int count = 0;
        int at = 0;
        while (at < stored.length) {
            at += Integer.BYTES + lengthAt(stored, at);
            count++;
        }
        return count;
    }

    /** The checked length: a damaged row must be an error here, not a huge allocation or an endless loop. */
    private static int lengthAt(byte[] stored, int at) {
        int rest = stored.length - at - Integer.BYTES;
        int length = rest < 0 ? -1 : ByteBuffer.wrap(stored, at, Integer.BYTES).getInt();
        if (length < 0 || length > rest) {
            throw new IllegalStateException("stored tags are damaged");
        }
        return length;
    }
}
