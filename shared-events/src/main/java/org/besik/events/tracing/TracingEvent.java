package org.besik.events.tracing;

import org.besik.events.ChildEvent;

/** A child is missed, looked for and found. */
public sealed interface TracingEvent extends ChildEvent
        permits ChildFlagged,
                CaseOpened,
                CaseAssigned,
                TraceAttempted,
                ChildLocated,
                CaseClosed,
                CaseReopened,
                CaseEscalated,
                CaseNoted,
                ContradictionResolved {}
