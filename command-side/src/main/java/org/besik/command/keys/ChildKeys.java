package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.besik.events.ChildId;
import org.besik.events.codec.KeyVault;
import org.jspecify.annotations.Nullable;

/**
 * The children's keys, each wrapped with a key derived from the master key (AES-256-GCM, the child's id as associated data,
 * so that no row can be moved to another child). A destroyed key leaves a row without a key: it is remembered that it must
 * never be made again. Many threads; one vault per store and process.
 */
public final class ChildKeys implements KeyVault, AutoCloseable {

    private static final int CACHED = 50_000;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** The row that tells whether the master key is the one this store was made with. */
    private static final ChildId PROBE = new ChildId("");

    /** A key that is not durable yet, and the row it will have: the same at every attempt. */
    private record Fresh(SecretKey key, byte[] wrapped) {}

    private final KeyRows rows;
    private final SecretKey wrapping;
    private final SecureRandom random = new SecureRandom();
    /** Guards all that is written; taken before {@link #lock}. */
    private final Object writeLock = new Object();
    /** Guards the maps; never held while something is written. */
    private final Object lock = new Object();
    /** Made but not yet durable: these must not leave the memory. */
    private final Map<ChildId, Fresh> fresh = new HashMap<>();

    private final Map<ChildId, SecretKey> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ChildId, SecretKey> eldest) {
            return size() > CACHED;
        }
    };

    private ChildKeys(KeyRows rows, MasterKey master) {
        this.rows = rows;
        this.wrapping = new SecretKeySpec(master.derive("besik child keys"), "AES");
    }

    /**
     * Takes the keys in a store, which is closed with the vault.
     *
     * @throws IllegalStateException if they were made with another master key, or cannot be used
     */
    public static ChildKeys open(KeyRows rows, MasterKey master) {
        var keys = new ChildKeys(rows, master);
        try {
            keys.probe();
            return keys;
        } catch (RuntimeException unusable) {
            keys.close();
            throw unusable;
        }
    }

    private void probe() {
        KeyRows.Row row = rows.find(PROBE);
        if (row == null) {
            rows.add(Map.of(PROBE, wrap(PROBE, newKey())));
        } else if (row.wrapped() != null) {
            try {
                unwrap(PROBE, row.wrapped());
            } catch (IllegalStateException doesNotOpen) {
                throw new IllegalStateException("the keys were made with another master key", doesNotOpen);
            }
        }
    }

    @Override
    public SecretKey forWriting(ChildId child) {
        synchronized (lock) {
            SecretKey key = cached(child);
            if (key != null) {
                return key;
            }
            KeyRows.Row row = rows.find(child);
            if (row == null) {
                key = newKey();
                fresh.put(child, new Fresh(key, wrap(child, key)));
            } else if (row.wrapped() == null) {
                throw new IllegalStateException("the key was destroyed");
            } else {
                key = unwrap(child, row.wrapped());
                known.put(child, key);
            }
            return key;
        }
    }

    @Override
    public Optional<SecretKey> forReading(ChildId child) {
        synchronized (lock) {
            SecretKey key = cached(child);
            if (key == null) {
                KeyRows.Row row = rows.find(child);
                if (row != null && row.wrapped() != null) {
                    key = unwrap(child, row.wrapped());
                    known.put(child, key);
                }
            }
            return Optional.ofNullable(key);
        }
    }

    private @Nullable SecretKey cached(ChildId child) {
        SecretKey key = known.get(child);
        Fresh made = key == null ? fresh.get(child) : null;
        return made == null ? key : made.key();
    }

    @Override
    public void flush() {
        synchronized (writeLock) {
            Map<ChildId, Fresh> made;
            synchronized (lock) {
                made = Map.copyOf(fresh);
            }
            if (made.isEmpty()) {
                return;
            }
            var wrapped = new LinkedHashMap<ChildId, byte[]>();
            made.forEach((child, key) -> wrapped.put(child, key.wrapped()));
            rows.add(wrapped);
            synchronized (lock) {
                made.forEach((child, key) -> {
                    fresh.remove(child);
                    known.put(child, key.key());
                });
            }
        }
    }

    /**
     * Destroys a child's key for ever; what was sealed with it reads as null from now on. Durable when this returns. A child
     * that never had a key will never get one.
     */
    public void destroy(ChildId child) {
        synchronized (writeLock) {
            rows.destroy(child);
            synchronized (lock) {
                fresh.remove(child);
                known.remove(child);
            }
        }
    }

    private SecretKey newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    private byte[] wrap(ChildId child, SecretKey key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, child).doFinal(key.getEncoded());
            byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
            return wrapped;
        } catch (GeneralSecurityException noCipher) {
            throw new IllegalStateException("a key cannot be wrapped", noCipher);
        }
    }

    private SecretKey unwrap(ChildId child, byte[] wrapped) {
        try {
            byte[] nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
            byte[] key = cipher(Cipher.DECRYPT_MODE, nonce, child)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException altered) {
            throw new IllegalStateException("a stored key does not open with the master key", altered);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ChildId child) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(child.value().getBytes(UTF_8));
        return cipher;
    }

    @Override
    public void close() {
        synchronized (writeLock) {
            synchronized (lock) {
                rows.close();
            }
        }
    }
}
