package org.besik.command.tracing.resolvecontradiction;

import static org.besik.command.refusal.Refused.unless;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildId;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.Note;

/**
 * Settles a contradiction, once. Both facts stay recorded; only the flag lifts. Whether there is such a contradiction
 * follows from all of the child's facts, which the views know: whoever asks found it there.
 */
public final class ResolveContradictionSlice {

    private ResolveContradictionSlice() {}

    /** Another officer may have settled it. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(ResolveContradiction.class, ResolveContradictionSlice::decide, ContradictionResolved.class));
    }

    static ContradictionResolved decide(ResolveContradiction order, Fact fact, ChildId child, ChildFacts known) {
        unless(
                !known.resolved().contains(order.contradiction()),
                Rule.CONTRADICTION_RESOLVED,
                null,
                "an officer settled it already");
        return new ContradictionResolved(child, order.contradiction(), new Note(order.reason()));
    }
}
