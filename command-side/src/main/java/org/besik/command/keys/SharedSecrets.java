package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.besik.events.ChildId;

/**
 * Secrets that every node needs to be the same, such as the key that signs checkpoints: whoever comes first makes one, and
 * it is kept sealed with a key derived from the master key (AES-256-GCM, its name as associated data).
 */
public final class SharedSecrets {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRows rows;
    private final SecretKeySpec sealing;

    /** The secrets in a store of their own. */
    public SharedSecrets(KeyRows rows, MasterKey master) {
        this.rows = rows;
        this.sealing = new SecretKeySpec(master.derive("besik shared secrets"), "AES");
    }

    /**
     * The secret of this name, made if there is none.
     *
     * @throws IllegalStateException if it was made with another master key, or the store does not answer
     */
    public byte[] get(String name, Supplier<byte[]> fresh) {
        var id = new ChildId(name);
        KeyRows.Row row = rows.find(id);
        if (row == null) {
            try {
                rows.add(Map.of(id, seal(name, fresh.get())));
            } catch (IllegalStateException somebodyElseWasFaster) {
                // Or the store does not answer: then the next line says so
            }
            row = rows.find(id);
        }
        byte[] sealed = row == null ? null : row.wrapped();
        if (sealed == null) {
            throw new IllegalStateException("the secret " + name + " cannot be kept");
        }
        return open(name, sealed);
    }

    private byte[] seal(String name, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException noCipher) {
            throw new IllegalStateException("a secret cannot be sealed", noCipher);
        }
    }

    private byte[] open(String name, byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), name)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException doesNotOpen) {
            throw new IllegalStateException("the secret " + name + " was made with another master key", doesNotOpen);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(UTF_8));
        return cipher;
    }
}
