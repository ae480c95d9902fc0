package org.besik.command.eventlog;

import java.util.Arrays;

/**
 * A key that can be taken once in a space of its own, for ever.
 *
 * @param space a short name, {@code ref}, {@code iin}
 * @param key 16 bytes: an id or a keyed digest, never a bare personal number
 */
public record UniqueKey(String space, byte[] key) {

    @Override
    public boolean equals(Object other) {
        return other instanceof UniqueKey that && space.equals(that.space) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + Arrays.hashCode(key);
    }
}
