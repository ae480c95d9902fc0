package org.besik.command.registration.assignnationalid;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.registration.NationalIdAssigned;

/** Gives the child its IIN. Who holds the number is looked at where it is found out who the child is. */
public final class AssignNationalIdSlice {

    private AssignNationalIdSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(AssignNationalId.class, AssignNationalIdSlice::decide));
    }

    static NationalIdAssigned decide(AssignNationalId order, Fact fact, ChildId child, ChildFacts known) {
        return new NationalIdAssigned(child, order.iin());
    }
}
