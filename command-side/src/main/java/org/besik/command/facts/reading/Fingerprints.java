package org.besik.command.facts.reading;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed digest of a fact's content: equal for equal content, and without the key it says nothing about it. */
@FunctionalInterface
public interface Fingerprints {

    /** The first 16 bytes of the keyed digest of a text. */
    byte[] of(byte[] canonical);

    /** HMAC-SHA256 under a secret, which must stay the same for as long as the log does. */
    static Fingerprints keyed(byte[] secret) {
        try {
            Mac prototype = Mac.getInstance("HmacSHA256");
            prototype.init(new SecretKeySpec(secret, "HmacSHA256"));
            return canonical -> {
                try {
                    // A copy: the key schedule is done once, and a Mac is not safe for many threads.
                    return Arrays.copyOf(((Mac) prototype.clone()).doFinal(canonical), 16);
                } catch (CloneNotSupportedException e) {
                    throw new IllegalStateException("HmacSHA256 cannot be copied", e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 belongs to every Java", e);
        }
    }
}
