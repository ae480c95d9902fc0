package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret that a backup must not contain and that nothing can be read without: 256 bits, as base64 in a file that
 * only its owner may read, or in the environment. Everything else is derived from it, each purpose with a key of its own.
 */
public final class MasterKey {

    /** The environment variable that is asked first. */
    public static final String ENVIRONMENT = "BESIK_MASTER_KEY";

    private static final int BYTES = 32;

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes in base64");
        }
        this.secret = secret;
    }

    /**
     * The key of the environment, else of the file, which is made if there is none.
     *
     * @throws IllegalArgumentException if it is no key
     * @throws IllegalStateException if others than the owner may read the file
     */
    public static MasterKey load(Map<String, String> environment, Path file) throws IOException {
        String given = environment.get(ENVIRONMENT);
        if (given != null) {
            return parse(given);
        }
        if (!Files.exists(file)) {
            create(file);
        }
        return parse(SecretFile.read(file));
    }

    /** A key from its base64. */
    public static MasterKey parse(String base64) {
        try {
            return new MasterKey(Base64.getDecoder().decode(base64.strip()));
        } catch (IllegalArgumentException notBase64) {
            // The cause might quote the secret.
            throw new IllegalArgumentException("a master key has 32 bytes in base64");
        }
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        SecretFile.create(file, Base64.getEncoder().encodeToString(random) + "\n");
    }

    /** A key for one purpose: HMAC-SHA-256 of its name, which is HKDF's expansion of an already uniform secret. */
    byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(purpose.getBytes(UTF_8));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[secret]";
    }
}
