package org.besik.query.flags;

/** Whose turn it is to do what one process does for all, where several ask the same log: to sweep, to notify. */
@FunctionalInterface
public interface Turn {

    /** Whether it is ours now; to be asked several times a second. Harmless if two think so for a moment. */
    boolean isOurs();

    /** Asks whoever's turn it is to sweep once more. */
    default void ask() {}

    /** Whether somebody asked since this was called last; to be called by the one whose turn it is. */
    default boolean wasAsked() {
        return false;
    }
}
