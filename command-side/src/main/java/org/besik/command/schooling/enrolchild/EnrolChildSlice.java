package org.besik.command.schooling.enrolchild;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.schooling.EnrolmentEnded;

/** The child has a place, or no longer. Two places at once are a contradiction, not a refusal. */
public final class EnrolChildSlice {

    private EnrolChildSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(EnrolChild.class, EnrolChildSlice::decide),
                Slice.of(EndEnrolment.class, EnrolChildSlice::decide));
    }

    static ChildEnrolled decide(EnrolChild order, Fact fact, ChildId child, ChildFacts known) {
        return new ChildEnrolled(child, order.institution(), order.level(), order.form(), order.from());
    }

    static EnrolmentEnded decide(EndEnrolment order, Fact fact, ChildId child, ChildFacts known) {
        return new EnrolmentEnded(child, order.institution(), order.reason(), order.destination());
    }
}
