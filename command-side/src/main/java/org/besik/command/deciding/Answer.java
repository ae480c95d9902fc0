package org.besik.command.deciding;

import org.besik.command.refusal.Refused;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.jspecify.annotations.Nullable;

/** What became of one fact. */
public sealed interface Answer {

    /**
     * It is durable.
     *
     * @param position of the fact's own event
     * @param handoffId for a handoff, else null
     */
    record Recorded(
            ChildId childId,
            EventId eventId,
            long position,
            @Nullable HandoffId handoffId) implements Answer {}

    /** It was recorded before; the original answer. */
    record Duplicate(
            ChildId childId,
            EventId eventId,
            long position,
            @Nullable HandoffId handoffId) implements Answer {}

    /**
     * It left no trace.
     *
     * @param other the record that holds what the fact claims, where one does; shown only to those who may read it
     */
    record RefusedFact(Refused reason, @Nullable ChildId other) implements Answer {}
}
