package org.besik.command.circumstances.placement;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementStarted;

/** Where the child lives when not with its family. */
public final class PlacementSlice {

    private PlacementSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(StartPlacement.class, PlacementSlice::decide),
                Slice.of(EndPlacement.class, PlacementSlice::decide));
    }

    static PlacementStarted decide(StartPlacement order, Fact fact, ChildId child, ChildFacts known) {
        return new PlacementStarted(child, order.kind(), order.institution());
    }

    static PlacementEnded decide(EndPlacement order, Fact fact, ChildId child, ChildFacts known) {
        return new PlacementEnded(child, order.kind(), order.institution());
    }
}
