package org.besik.command.residence.move;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.residence.ArrivalConfirmed;
import org.besik.events.residence.RelocationCancelled;
import org.besik.events.residence.RelocationDeclared;

/** The family moves. An arrival needs no declared departure, a cancellation may come before its relocation. */
public final class MoveSlice {

    private MoveSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(DeclareRelocation.class, MoveSlice::decide),
                Slice.of(ConfirmArrival.class, MoveSlice::decide),
                Slice.of(CancelRelocation.class, MoveSlice::decide));
    }

    static RelocationDeclared decide(DeclareRelocation order, Fact fact, ChildId child, ChildFacts known) {
        return new RelocationDeclared(child, order.from(), order.to(), order.expectedBy());
    }

    static ArrivalConfirmed decide(ConfirmArrival order, Fact fact, ChildId child, ChildFacts known) {
        return new ArrivalConfirmed(child, order.to(), order.from());
    }

    static RelocationCancelled decide(CancelRelocation order, Fact fact, ChildId child, ChildFacts known) {
        return new RelocationCancelled(child, order.relocation());
    }
}
