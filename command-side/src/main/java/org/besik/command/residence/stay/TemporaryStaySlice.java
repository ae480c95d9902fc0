package org.besik.command.residence.stay;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.residence.TemporaryStayRecorded;

/** The child stays elsewhere for a while. */
public final class TemporaryStaySlice {

    private TemporaryStaySlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(RecordTemporaryStay.class, TemporaryStaySlice::decide));
    }

    static TemporaryStayRecorded decide(RecordTemporaryStay order, Fact fact, ChildId child, ChildFacts known) {
        return new TemporaryStayRecorded(child, order.region(), order.until());
    }
}
