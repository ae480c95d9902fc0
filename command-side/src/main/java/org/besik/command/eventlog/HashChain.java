package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.besik.events.codec.StoredEvent;

/**
 * The chain that makes the log tamper-evident. A leaf is the SHA-256 of one event with its position, every member with its
 * length before it, so that no two events share an encoding. A transaction adds one link: the SHA-256 of the link before
 * and its leaves in order. For use by one thread.
 */
public final class HashChain {

    /** Bytes of a leaf and of a link. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF_FORMAT = 1;

    private final MessageDigest leaf = sha256();
    private final MessageDigest link = sha256();
    private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);

    /** Goes on after a link. */
    public HashChain(byte[] last) {
        if (last.length != HASH_BYTES) {
            throw new IllegalArgumentException("a link has " + HASH_BYTES + " bytes, not " + last.length);
        }
        link.update(last);
    }

    /** The link before the first transaction. */
    public static byte[] origin() {
        return new byte[HASH_BYTES];
    }

    /** The leaf of a stored event. */
    public static byte[] leafOf(StoredEvent event) {
        return new HashChain(origin())
                .leaf(
                        event.position(),
                        event.type(),
                        event.revision(),
                        event.metadata(),
                        TagBytes.encode(event.tags()),
                        event.payload());
    }

    /** Takes the next event of the transaction in hand; tags as by {@link TagBytes}. */
    public void add(long position, String type, String revision, byte[] metadata, byte[] tags, byte[] payload) {
        link.update(leaf(position, type, revision, metadata, tags, payload));
    }

    /** Ends the transaction in hand: its link. */
    public byte[] close() {
        byte[] made = link.digest();
        link.update(made);
        return made;
    }

    private byte[] leaf(long position, String type, String revision, byte[] metadata, byte[] tags, byte[] payload) {
        number.clear().put(LEAF_FORMAT).putLong(position);
        leaf.update(number.array(), 0, number.position());
        member(type.getBytes(UTF_8));
        member(revision.getBytes(UTF_8));
        member(metadata);
        member(tags);
        member(payload);
        return leaf.digest();
    }

    private void member(byte[] bytes) {
        number.clear().putInt(bytes.length);
        leaf.update(number.array(), 0, number.position());
        leaf.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
