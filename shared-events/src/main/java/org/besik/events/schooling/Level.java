package org.besik.events.schooling;

/** The level at which a child is enrolled. */
public enum Level {
    PRESCHOOL,
    PRIMARY,
    SECONDARY,
    SPECIAL,
    CULTURE,
    SPORT;

    /** Whether the place is a child's main one, of which it has one at a time, and satisfies the duty to learn. */
    public boolean isMain() {
        return switch (this) {
            case PRESCHOOL, PRIMARY, SECONDARY, SPECIAL -> true;
            case CULTURE, SPORT -> false;
        };
    }
}
