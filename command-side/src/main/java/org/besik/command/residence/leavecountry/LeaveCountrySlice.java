package org.besik.command.residence.leavecountry;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.residence.LeftCountry;
import org.besik.events.residence.ReturnedToCountry;

/** The child leaves the country and comes back, in whatever order that is learnt. */
public final class LeaveCountrySlice {

    private LeaveCountrySlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(LeaveCountry.class, LeaveCountrySlice::decide),
                Slice.of(ReturnToCountry.class, LeaveCountrySlice::decide));
    }

    static LeftCountry decide(LeaveCountry order, Fact fact, ChildId child, ChildFacts known) {
        return new LeftCountry(child, order.country());
    }

    static ReturnedToCountry decide(ReturnToCountry order, Fact fact, ChildId child, ChildFacts known) {
        return new ReturnedToCountry(child, order.country());
    }
}
