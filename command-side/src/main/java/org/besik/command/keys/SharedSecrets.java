package org.besik.command.keys;

import java.util.Map;
import java.util.function.Supplier;
import org.besik.events.ChildId;

/**
 * Secrets that every node needs to be the same, such as the key that signs checkpoints: whoever comes first makes one, and
 * it is kept sealed with a key derived from the master key.
 */
public final class SharedSecrets {

    private final KeyRows rows;
    private final SecretSeal seal;

    /** The secrets in a store of their own. */
    public SharedSecrets(KeyRows rows, MasterKey master) {
        this.rows = rows;
        this.seal = new SecretSeal(master, "besik shared secrets");
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
                rows.add(Map.of(id, seal.seal(name, fresh.get())));
            } catch (IllegalStateException somebodyElseWasFaster) {
                // Or the store does not answer: then the next line says so
            }
            row = rows.find(id);
        }
        byte[] sealed = row == null ? null : row.wrapped();
        if (sealed == null) {
            throw new IllegalStateException("the secret " + name + " cannot be kept");
        }
        return seal.open(name, sealed);
    }
}
