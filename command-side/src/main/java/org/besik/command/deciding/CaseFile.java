package org.besik.command.deciding;

import java.util.Set;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseNoted;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ChildFlagged;
import org.besik.events.tracing.ChildLocated;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.TraceAttempted;
import org.besik.events.tracing.TraceOutcome;
import org.besik.events.tracing.TracingEvent;
import org.jspecify.annotations.Nullable;

/**
 * A search for a child, as far as decisions ask about it.
 *
 * @param record the record that it was opened on; all its events are written there, also after a merge, so that an unmerge
 *     takes the whole case along
 * @param assignee the account that answers for it; null: nobody yet
 * @param located how the child was found; null: not yet
 */
public record CaseFile(
        String id,
        ChildId record,
        boolean open,
        CaseLevel level,
        @Nullable String assignee,
        @Nullable TraceOutcome located) {

    /** What changes a case: the boundary of every decision about one. */
    public static final Set<Class<? extends ChildEvent>> EVENTS = Set.of(
            CaseOpened.class,
            CaseAssigned.class,
            CaseEscalated.class,
            ChildLocated.class,
            CaseClosed.class,
            CaseReopened.class);

    static CaseFile of(CaseOpened opened) {
        return new CaseFile(opened.caseId(), opened.childId(), true, CaseLevel.DISTRICT, null, null);
    }

    CaseFile on(TracingEvent event) {
        return switch (event) {
            case CaseAssigned e
            when e.caseId().equals(id) -> new CaseFile(id, record, open, level, e.assignee(), located);
            case CaseEscalated e
            when e.caseId().equals(id) -> new CaseFile(id, record, open, e.level(), assignee, located);
            case ChildLocated e
            when e.caseId().equals(id) -> new CaseFile(id, record, open, level, assignee, e.outcome());
            case CaseClosed e when e.caseId().equals(id) -> new CaseFile(id, record, false, level, assignee, located);
            // What was found turned out wrong, or not to last
            case CaseReopened e when e.caseId().equals(id) -> new CaseFile(id, record, true, level, assignee, null);
            case CaseAssigned e -> this;
            case CaseEscalated e -> this;
            case ChildLocated e -> this;
            case CaseClosed e -> this;
            case CaseReopened e -> this;
            case CaseOpened e -> this;
            case TraceAttempted e -> this;
            case CaseNoted e -> this;
            case ChildFlagged e -> this;
            case ContradictionResolved e -> this;
        };
    }
}
