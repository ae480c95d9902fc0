package org.besik.command.schooling.queue;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.schooling.WaitlistJoined;
import org.besik.events.schooling.WaitlistLeft;

/** The child queues for a place. */
public final class QueueSlice {

    private QueueSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(JoinWaitlist.class, QueueSlice::decide), Slice.of(LeaveWaitlist.class, QueueSlice::decide));
    }

    static WaitlistJoined decide(JoinWaitlist order, Fact fact, ChildId child, ChildFacts known) {
        return new WaitlistJoined(child, order.institution(), order.level(), order.outcome());
    }

    static WaitlistLeft decide(LeaveWaitlist order, Fact fact, ChildId child, ChildFacts known) {
        return new WaitlistLeft(child, order.institution(), order.level(), order.outcome());
    }
}
