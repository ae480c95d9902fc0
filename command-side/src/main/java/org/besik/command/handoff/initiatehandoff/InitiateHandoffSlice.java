package org.besik.command.handoff.initiatehandoff;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.HandoffId;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.tracing.Note;

/** Offers the child's case to another agency. The handoff's id is that of its event. */
public final class InitiateHandoffSlice {

    private InitiateHandoffSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(InitiateHandoff.class, InitiateHandoffSlice::decide));
    }

    static HandoffInitiated decide(InitiateHandoff order, Fact fact, ChildId child, ChildFacts known) {
        return new HandoffInitiated(
                child,
                new HandoffId(fact.newEventId().value()),
                order.to(),
                order.service(),
                order.dueBy(),
                Note.of(order.reason()));
    }
}
