package org.besik.query.intake;

import java.util.Locale;
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

    /** What building views from the log's beginning takes, one after the other. */
    public enum Step {
        /** Every fact is put with its record. */
        FACTS,
        /** Every record is folded. */
        LIVES,
        /** What was folded becomes fit to be asked. */
        INDEXES,
        /** Records are looked at beside each other. */
        LIKENESS;

        /** As it is called in metrics. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far views are that are being built from the log's beginning, from 0 to 1.
     *
     * @param part of this step
     * @param whole of all of them
     */
    public record Building(Step step, double part, double whole) {}

    /** Events folded and to fold. */
    public record Progress(String generation, long done, long total) {}

    public boolean isCaughtUp() {
        return problem == null && position >= head;
    }
}
