package org.besik.command.registration.correctidentity;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.registration.IdentityCorrected;

/** Corrects who the child is. What is corrected may not be known yet; nothing is refused. */
public final class CorrectIdentitySlice {

    private CorrectIdentitySlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(CorrectIdentity.class, CorrectIdentitySlice::decide));
    }

    static IdentityCorrected decide(CorrectIdentity order, Fact fact, ChildId child, ChildFacts known) {
        return new IdentityCorrected(child, order.person(), order.removed(), order.corrects());
    }
}
