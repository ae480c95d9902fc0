package org.besik.events.handoff;

import org.besik.events.ChildEvent;

/** One service hands a child to the next. */
public sealed interface HandoffEvent extends ChildEvent
        permits HandoffInitiated,
                HandoffAccepted,
                HandoffDeclined,
                HandoffCompleted,
                HandoffEscalated,
                HandoffCancelled {}
