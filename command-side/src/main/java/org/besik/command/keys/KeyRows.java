package org.besik.command.keys;

import java.util.Map;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/**
 * Where wrapped keys are kept, a row per child. Many threads; every method throws {@link IllegalStateException} if the
 * store cannot do what is asked.
 */
public interface KeyRows extends AutoCloseable {

    /**
     * What is kept of a child.
     *
     * @param wrapped the wrapped key; null: it was destroyed
     */
    record Row(byte @Nullable [] wrapped) {}

    /** The child's row; null: it never had one. Only what would survive a crash is seen. */
    @Nullable
    Row find(ChildId child);

    /**
     * Keeps rows of children that have none. Returns when all of them would survive a crash; if it throws, any of them may
     * have been kept, and giving them again is harmless.
     *
     * @throws IllegalStateException also if a child has a row with something else already
     */
    void add(Map<ChildId, byte[]> wrapped);

    /** Why no key can be kept any more, for a health page; null: nothing is known to be wrong. The way out is to reopen. */
    default @Nullable String trouble() {
        return null;
    }

    /** Leaves a row without a key, whether or not there was one. Durable when this returns. */
    void destroy(ChildId child);

    @Override
    void close();
}
