package org.besik.query.intake;

import org.jspecify.annotations.Nullable;

/** What a batch makes of an answer that was given before it. */
@FunctionalInterface
public interface GoesOn<T> {

    /**
     * The answer after the batch, as if it were asked for anew; the one before stays as it is.
     *
     * @return null: it has to be asked for anew
     */
    @Nullable
    T after(T before, WrittenBatch batch);
}
