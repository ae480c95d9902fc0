package org.besik.events.codec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/**
 * Seals bytes for one child: AES-256-GCM, 96-bit random nonce, the child's id as associated data. The sealed text names
 * the child whose key opens it, so a merge changes nothing.
 */
final class Seal {

    private static final String VERSION = "s1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyVault keys;
    private final SecureRandom random = new SecureRandom();

    Seal(KeyVault keys) {
        this.keys = keys;
    }

    String seal(ChildId child, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.forWriting(child), nonce, child);
            byte[] sealed = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return VERSION + child.value() + ":" + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException noCipher) {
            throw new IllegalStateException("cannot seal", noCipher);
        }
    }

    /** Whether these bytes are sealed once more. */
    static boolean isSealed(byte[] bytes) {
        byte[] version = VERSION.getBytes(StandardCharsets.UTF_8);
        return bytes.length > version.length && Arrays.equals(bytes, 0, version.length, version, 0, version.length);
    }

    /** Whether what was sealed for a child can be read; not once its key was destroyed. */
    boolean opensFor(ChildId child) {
        return keys.forReading(child).isPresent();
    }

    /** The opened bytes; null if the child's key was destroyed. */
    byte @Nullable [] open(String text) {
        int colon = text.indexOf(':', VERSION.length());
        if (!text.startsWith(VERSION) || colon < 0) {
            throw new IllegalStateException("not a sealed component");
        }
        var child = new ChildId(text.substring(VERSION.length(), colon));
        SecretKey key = keys.forReading(child).orElse(null);
        if (key == null) {
            return null;
        }
        byte[] sealed = Base64.getDecoder().decode(text.substring(colon + 1));
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, child)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException altered) {
            throw new IllegalStateException("a sealed component does not open with its key", altered);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, ChildId child) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(child.value().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
