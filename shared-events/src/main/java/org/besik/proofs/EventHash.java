package org.besik.proofs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The leaf of an event: SHA-256 over the byte 1, its position (eight bytes, big-endian), then type, revision, metadata, tags
 * and payload as they are stored, each with its length (four bytes, big-endian) before it, so that no two events share an
 * encoding. For use by one thread.
 */
public final class EventHash {

    /** Bytes of a leaf, of a link, of a node. */
    public static final int BYTES = 32;

    private static final byte FORMAT = 1;

    private final MessageDigest digest = Hashes.sha256();
    private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);

    /**
     * The leaf of an event.
     *
     * @param type in UTF-8
     * @param revision in UTF-8
     * @param tags each its length in four bytes, then its UTF-8
     */
    public byte[] of(long position, byte[] type, byte[] revision, byte[] metadata, byte[] tags, byte[] payload) {
        number.clear().put(FORMAT).putLong(position);
        digest.update(number.array(), 0, number.position());
        member(type);
        member(revision);
        member(metadata);
        member(tags);
        member(payload);
        return digest.digest();
    }

    private void member(byte[] bytes) {
        number.clear().putInt(bytes.length);
        digest.update(number.array(), 0, number.position());
        digest.update(bytes);
    }
}
