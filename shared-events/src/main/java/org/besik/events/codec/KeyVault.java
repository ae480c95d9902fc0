package org.besik.events.codec;

import java.util.Optional;
import javax.crypto.SecretKey;
import org.besik.events.ChildId;

/**
 * The children's own keys. A key is made when a record opens and destroyed when its personal data is erased; nothing
 * else ever changes it.
 */
public interface KeyVault {

    /**
     * The child's key, made now if it never had one. A new key is durable only after {@link #flush()}.
     *
     * @throws IllegalStateException if the key was destroyed
     */
    SecretKey forWriting(ChildId child);

    /** The child's key; empty if it was destroyed or never made. */
    Optional<SecretKey> forReading(ChildId child);

    /** Returns when every key made so far would survive a crash. Must precede the append of events sealed with them. */
    void flush();
}
