package org.besik.proofs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where every hash here comes from. */
final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
