package org.besik.command.tracing.opencase;

import static org.besik.command.refusal.Refused.unless;

import java.util.List;
import org.besik.command.deciding.CaseFile;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildId;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.Note;

/**
 * A child has one open case at a time, whichever of its records it was opened on. Whoever looks for a child that was looked
 * for before opens a new case or reopens the old one.
 */
public final class OpenCaseSlice {

    private OpenCaseSlice() {}

    /** The decision rests on the child's cases. */
    public static List<Slice<?>> configure() {
        return List.of(new Slice<>(OpenCase.class, OpenCaseSlice::decide, CaseFile.EVENTS));
    }

    static CaseOpened decide(OpenCase order, Fact fact, ChildId child, ChildFacts known) {
        unless(
                known.cases().stream().noneMatch(CaseFile::open),
                Rule.CASE_OPEN,
                null,
                "somebody looks for the child already");
        return new CaseOpened(child, fact.newEventId().value(), Note.of(order.reason()));
    }
}
