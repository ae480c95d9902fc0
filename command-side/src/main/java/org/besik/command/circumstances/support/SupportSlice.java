package org.besik.command.circumstances.support;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.circumstances.SupportCategoryAssigned;
import org.besik.events.circumstances.SupportCategoryEnded;

/** Why the child is owed more attention. */
public final class SupportSlice {

    private SupportSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(AssignSupportCategory.class, SupportSlice::decide),
                Slice.of(EndSupportCategory.class, SupportSlice::decide));
    }

    static SupportCategoryAssigned decide(AssignSupportCategory order, Fact fact, ChildId child, ChildFacts known) {
        return new SupportCategoryAssigned(child, order.category());
    }

    static SupportCategoryEnded decide(EndSupportCategory order, Fact fact, ChildId child, ChildFacts known) {
        return new SupportCategoryEnded(child, order.category());
    }
}
