package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * The children's keys in one SQLite file, each wrapped with a key derived from the master key (AES-256-GCM, the child's id
 * as associated data, so that no row can be moved to another child). A destroyed key leaves a row without a key: it is
 * remembered that it must never be made again. Many threads; one vault per file.
 */
public final class SqliteKeyVault implements KeyVault, AutoCloseable {

    private static final int CACHED = 50_000;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** The row that tells whether the master key is the one this file was made with. */
    private static final String PROBE = "";

    private final SecretKey wrapping;
    private final SecureRandom random = new SecureRandom();
    private final Connection reading;
    private final PreparedStatement select;
    private final Connection writing;
    private final PreparedStatement insert;
    private final PreparedStatement erase;
    /** Guards all that is written; taken before {@link #lock}. */
    private final Object writeLock = new Object();
    /** Guards the maps and the reading connection; never held during a sync. */
    private final Object lock = new Object();
    /** Made but not yet durable: these must not leave the memory. */
    private final Map<ChildId, SecretKey> fresh = new HashMap<>();

    private final Map<ChildId, SecretKey> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ChildId, SecretKey> eldest) {
            return size() > CACHED;
        }
    };

    private SqliteKeyVault(Path file, MasterKey master) throws SQLException {
        wrapping = new SecretKeySpec(master.derive("besik child keys"), "AES");
        writing = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = writing.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA fullfsync=ON");
            sql.execute("PRAGMA busy_timeout=10000");
            // What is erased is overwritten, or the old key could be read from a free page.
            sql.execute("PRAGMA secure_delete=ON");
            sql.execute("CREATE TABLE IF NOT EXISTS child_key"
                    + " (child TEXT PRIMARY KEY, wrapped BLOB) STRICT, WITHOUT ROWID");
        }
        insert = writing.prepareStatement("INSERT INTO child_key VALUES (?, ?)");
        erase = writing.prepareStatement(
                "INSERT INTO child_key VALUES (?, NULL)" + " ON CONFLICT (child) DO UPDATE SET wrapped = NULL");
        writing.setAutoCommit(false);
        reading = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = reading.createStatement()) {
            sql.execute("PRAGMA query_only=ON");
            sql.execute("PRAGMA busy_timeout=10000");
        }
        select = reading.prepareStatement("SELECT wrapped FROM child_key WHERE child = ?");
    }

    /**
     * Opens the vault, made if there is none.
     *
     * @throws IllegalStateException if the file was made with another master key, or cannot be used
     */
    public static SqliteKeyVault open(Path file, MasterKey master) {
        try {
            var vault = new SqliteKeyVault(file, master);
            try {
                vault.probe();
                return vault;
            } catch (SQLException | RuntimeException unusable) {
                vault.close();
                throw unusable;
            }
        } catch (SQLException unusable) {
            throw new IllegalStateException("the key file cannot be used", unusable);
        }
    }

    private void probe() throws SQLException {
        var probe = new ChildId(PROBE);
        select.setString(1, PROBE);
        byte[] wrapped;
        try (ResultSet rows = select.executeQuery()) {
            wrapped = rows.next() ? rows.getBytes(1) : null;
        }
        if (wrapped == null) {
            write(Map.of(probe, newKey()));
            return;
        }
        try {
            unwrap(probe, wrapped);
        } catch (IllegalStateException doesNotOpen) {
            throw new IllegalStateException("the key file was made with another master key", doesNotOpen);
        }
    }

    @Override
    public SecretKey forWriting(ChildId child) {
        synchronized (lock) {
            SecretKey key = cached(child);
            if (key != null) {
                return key;
            }
            Row row = stored(child);
            if (row.destroyed()) {
                throw new IllegalStateException("the key was destroyed");
            }
            key = row.key();
            if (key == null) {
                key = newKey();
                fresh.put(child, key);
            } else {
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
                key = stored(child).key();
                if (key != null) {
                    known.put(child, key);
                }
            }
            return Optional.ofNullable(key);
        }
    }

    private @Nullable SecretKey cached(ChildId child) {
        SecretKey key = known.get(child);
        return key == null ? fresh.get(child) : key;
    }

    @Override
    public void flush() {
        synchronized (writeLock) {
            Map<ChildId, SecretKey> made;
            synchronized (lock) {
                made = Map.copyOf(fresh);
            }
            if (made.isEmpty()) {
                return;
            }
            try {
                write(made);
            } catch (SQLException failed) {
                throw new IllegalStateException("new keys cannot be made durable", failed);
            }
            synchronized (lock) {
                fresh.keySet().removeAll(made.keySet());
                known.putAll(made);
            }
        }
    }

    /**
     * Destroys a child's key for ever; what was sealed with it reads as null from now on. Durable when this returns. A child
     * that never had a key will never get one.
     */
    public void destroy(ChildId child) {
        synchronized (writeLock) {
            try {
                erase.setString(1, child.value());
                erase.executeUpdate();
                writing.commit();
                synchronized (lock) {
                    fresh.remove(child);
                    known.remove(child);
                }
                forgetWal();
            } catch (SQLException failed) {
                throw new IllegalStateException("a key cannot be destroyed", rolledBack(failed));
            }
        }
    }

    /** The WAL may still hold the page with the key: it is moved into the file and emptied. */
    private void forgetWal() throws SQLException {
        writing.setAutoCommit(true);
        try (Statement sql = writing.createStatement();
                ResultSet rows = sql.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (rows.getInt(1) != 0) {
                throw new SQLException("the WAL is in use");
            }
        } finally {
            writing.setAutoCommit(false);
        }
    }

    private void write(Map<ChildId, SecretKey> keys) throws SQLException {
        try {
            for (var entry : keys.entrySet()) {
                insert.setString(1, entry.getKey().value());
                insert.setBytes(2, wrap(entry.getKey(), entry.getValue()));
                insert.executeUpdate();
            }
            writing.commit();
        } catch (SQLException failed) {
            throw rolledBack(failed);
        }
    }

    private SQLException rolledBack(SQLException failed) {
        try {
            writing.rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        return failed;
    }

    private record Row(@Nullable SecretKey key, boolean destroyed) {}

    private Row stored(ChildId child) {
        try {
            select.setString(1, child.value());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return new Row(null, false);
                }
                byte[] wrapped = rows.getBytes(1);
                return wrapped == null ? new Row(null, true) : new Row(unwrap(child, wrapped), false);
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the key file cannot be read", unreadable);
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
                try (reading;
                        writing) {
                    writing.rollback();
                } catch (SQLException failed) {
                    throw new IllegalStateException("the key file did not close cleanly", failed);
                }
            }
        }
    }
}
