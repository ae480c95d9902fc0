package org.besik.command.circumstances.guardian;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.circumstances.GuardianAssigned;

/** Who answers for the child. */
public final class GuardianSlice {

    private GuardianSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(AssignGuardian.class, GuardianSlice::decide));
    }

    static GuardianAssigned decide(AssignGuardian order, Fact fact, ChildId child, ChildFacts known) {
        return new GuardianAssigned(child, order.guardian(), order.relation(), order.from());
    }
}
