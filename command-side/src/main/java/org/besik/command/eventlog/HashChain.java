package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.besik.events.codec.StoredEvent;
import org.besik.proofs.EventHash;

/**
 * The chain that makes the log tamper-evident. Each event has a leaf (see {@link EventHash}). A transaction adds one link:
 * the SHA-256 of the link before and its leaves in order. For use by one thread.
 */
public final class HashChain {

    /** Bytes of a leaf and of a link. */
    public static final int HASH_BYTES = EventHash.BYTES;

    private final EventHash leaf = new EventHash();
    private final MessageDigest link = sha256();
    private byte[] lastLeaf = new byte[0];

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
        lastLeaf = leaf(position, type, revision, metadata, tags, payload);
        link.update(lastLeaf);
    }

    /** The leaf of the event that was added last; empty before the first. */
    public byte[] lastLeaf() {
        return lastLeaf;
    }

    /** Ends the transaction in hand: its link. */
    public byte[] close() {
        byte[] made = link.digest();
        link.update(made);
        return made;
    }

    private byte[] leaf(long position, String type, String revision, byte[] metadata, byte[] tags, byte[] payload) {
        return leaf.of(position, type.getBytes(UTF_8), revision.getBytes(UTF_8), metadata, tags, payload);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
