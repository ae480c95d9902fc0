package org.besik.query.intake;

import org.jspecify.annotations.Nullable;

/**
 * How the views stand.
 *
 * @param position of the last event in the live views
 * @param head of the log
 * @param problem why they stand still: a gap, an unreadable kind of event, a failure; null: they do not
 * @param setAside folds and events left out of the views
 * @param rebuild how far the generation beside the live one is; null: none is being built
 */
public record IntakeHealth(
        long position,
        long head,
        @Nullable String problem,
        long setAside,
        @Nullable Progress rebuild) {

    /** Events folded and to fold. */
    public record Progress(String generation, long done, long total) {}

    public boolean isCaughtUp() {
        return problem == null && position >= head;
    }
}
