package org.besik.proofs;

import java.security.MessageDigest;
import java.util.List;

/** The link of a transaction: SHA-256 over the link before it and its leaves in order. */
public final class ChainLink {

    private ChainLink() {}

    /** The link before the first transaction. */
    public static byte[] origin() {
        return new byte[EventHash.BYTES];
    }

    /** The link of the transaction that has these leaves and stands after a link. */
    public static byte[] after(byte[] previous, List<byte[]> leaves) {
        MessageDigest digest = Hashes.sha256();
        digest.update(previous);
        leaves.forEach(digest::update);
        return digest.digest();
    }
}
