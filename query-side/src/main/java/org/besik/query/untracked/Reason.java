package org.besik.query.untracked;

import java.util.EnumSet;
import java.util.Set;

/** Why a child is on the list. */
public enum Reason {
    NEWBORN_UNSEEN(1),
    SILENT(2),
    NOT_IN_EDUCATION(4),
    LOST_IN_TRANSIT(8),
    HANDOFF_PENDING(16),
    UNREGISTERED(32),
    /** Says where to look, not that a child is lost: alone it counts in no rate and is never urgent. */
    SINGLE_SOURCE(128),
    CONTRADICTION(64),
    POSSIBLE_DUPLICATE(256);

    private final int bit;

    Reason(int bit) {
        this.bit = bit;
    }

    /** Its place in stored bit masks; never changes. */
    int bit() {
        return bit;
    }

    /** The reason with this place. */
    static Reason at(int bit) {
        return of(bit).iterator().next();
    }

    /** Whether a child listed for this reason alone counts as lost from view. */
    boolean countsAlone() {
        return this != SINGLE_SOURCE;
    }

    /** The reasons in a bit mask. */
    static Set<Reason> of(long mask) {
        var reasons = EnumSet.noneOf(Reason.class);
        for (Reason reason : values()) {
            if ((mask & reason.bit) != 0) {
                reasons.add(reason);
            }
        }
        return reasons;
    }
}
