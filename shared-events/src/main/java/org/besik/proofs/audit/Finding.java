package org.besik.proofs.audit;

import java.util.Locale;

/**
 * Something that is not as it was written.
 *
 * @param from the first position it concerns; 0: none in particular
 * @param to the last
 * @param what a sentence for people
 */
public record Finding(Kind kind, long from, long to, String what) {

    /** What was done, as far as it can be told from what is left. */
    public enum Kind {
        /** One bit of an event or a hash is another. */
        FLIPPED,
        /** Events say something else. */
        ALTERED,
        /** Events are missing between others. */
        DELETED,
        /** There are events that nobody recorded. */
        INSERTED,
        /** Events stand in each other's places. */
        REORDERED,
        /** A position stands twice. */
        REPEATED,
        /** The end is missing. */
        TRUNCATED,
        /** Everything fits together, but not to what was signed. */
        REWRITTEN,
        /** The same key signed two histories. */
        SPLIT_VIEW,
        /** A checkpoint that the key did not sign. */
        BAD_SIGNATURE,
        /** It cannot be read. */
        UNREADABLE;

        /** The word for programs: {@code split-view}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Finding at(Kind kind, long position, String what) {
        return new Finding(kind, position, position, what);
    }

    /** {@code events 7 to 9}, {@code event 7}. */
    static String events(long from, long to) {
        return from == to ? "event " + from : "events " + from + " to " + to;
    }
}
