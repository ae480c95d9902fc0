package org.besik.command.tracing.flagchild;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.tracing.ChildFlagged;

/** Raises a flag. Nothing about the child can refuse it: its reference alone says whether it was raised before. */
public final class FlagChildSlice {

    private FlagChildSlice() {}

    /** The decision rests on nothing but its reference. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(FlagChild.class, FlagChildSlice::decide));
    }

    static ChildFlagged decide(FlagChild order, Fact fact, ChildId child, ChildFacts known) {
        return new ChildFlagged(child, order.flag(), order.since(), order.dueOn(), order.ruleVersion());
    }
}
