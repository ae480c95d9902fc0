package org.besik.proofs;

import java.security.MessageDigest;

/** How the tree hashes (RFC 6962, 2.1): the byte 0 before a leaf, the byte 1 before two nodes. For use by one thread. */
public final class MerkleHash {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Hashes.sha256();

    /** The root of a tree without leaves. */
    public static byte[] empty() {
        return Hashes.sha256().digest();
    }

    /** The node of a leaf; Besik's tree has the hashes of events (see {@link EventHash}) for leaves. */
    public byte[] leaf(byte[] data) {
        digest.update(LEAF);
        return digest.digest(data);
    }

    /** The node over two nodes. */
    public byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
