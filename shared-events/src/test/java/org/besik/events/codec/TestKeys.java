package org.besik.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.besik.events.ChildId;

/** Every child's key is known from its id, until it is destroyed. */
final class TestKeys implements KeyVault {

    private final Set<ChildId> destroyed = new HashSet<>();

    void destroy(ChildId child) {
        destroyed.add(child);
    }

    @Override
    public SecretKey forWriting(ChildId child) {
        return forReading(child).orElseThrow(IllegalStateException::new);
    }

    @Override
    public Optional<SecretKey> forReading(ChildId child) {
        return destroyed.contains(child) ? Optional.empty() : Optional.of(keyOf(child));
    }

    private static SecretKey keyOf(ChildId child) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new SecretKeySpec(digest.digest(child.value().getBytes(UTF_8)), "AES");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public void flush() {}
}
