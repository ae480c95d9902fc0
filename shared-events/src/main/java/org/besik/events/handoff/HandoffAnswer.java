package org.besik.events.handoff;

import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/** What a party to a handoff says about it; may be learnt before the handoff itself. */
public sealed interface HandoffAnswer permits HandoffAccepted, HandoffDeclined, HandoffCompleted, HandoffCancelled {

    /** The handoff's id, else its reference, as sent. */
    String handoff();

    /** Why, in the agency's words; null: not said, or the child's key was destroyed. */
    @Nullable
    Note reason();
}
