package org.besik.command.ending.recorddeath;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.ending.DeathRecorded;

/** The child died. Facts after that day are recorded too, and flagged. */
public final class RecordDeathSlice {

    private RecordDeathSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(RecordDeath.class, RecordDeathSlice::decide));
    }

    static DeathRecorded decide(RecordDeath order, Fact fact, ChildId child, ChildFacts known) {
        return new DeathRecorded(child);
    }
}
