package org.besik.query.records;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.ChildFlagged;
import org.besik.events.tracing.TraceOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The search for a child, as it stands.
 *
 * @param reason why it was opened; null: not said, or erased
 * @param openedBy the officer's account
 * @param flags what the child was flagged for when it was opened, the earliest due first; empty: it was not
 * @param assignee the account that answers for it; null: nobody yet
 * @param attempts in the order in which they were noted
 * @param located null: not yet, or reopened since
 * @param closed null: it is open
 */
public record TraceCase(
        String id,
        LocalDate openedOn,
        String openedBy,
        @Nullable String reason,
        List<FlagRaised> flags,
        CaseLevel level,
        @Nullable String assignee,
        List<Attempt> attempts,
        @Nullable End located,
        @Nullable End closed) {

    /** Where a case stands. */
    public enum State {
        OPEN,
        ASSIGNED,
        LOCATED,
        CLOSED
    }

    /**
     * Somebody looked for the child.
     *
     * @param method null: erased
     * @param result null: not said, or erased
     */
    public record Attempt(
            LocalDate on, @Nullable String method, @Nullable String result, String by) {}

    /** How the child was found, or how the search ended. */
    public record End(LocalDate on, TraceOutcome outcome, String by) {}

    /** A due date that came: the reason, the start of its clock and the day. */
    public record FlagRaised(String reason, LocalDate since, LocalDate dueOn) {

        /** What an event raised. */
        public static FlagRaised of(ChildFlagged event) {
            return new FlagRaised(event.flag(), event.since(), event.dueOn());
        }

        /**
         * Whether it is the one that stands. When other rules come into force, the due date of a clock that runs since long may
         * be another, and nobody is to be told a second time: what was due before by the old rules, and is so by the new ones,
         * is one flag.
         *
         * @param rulesFrom the first day of the rules in force
         */
        public boolean isFor(FlagRaised standing, LocalDate rulesFrom) {
            return equals(standing)
                    || (reason.equals(standing.reason)
                            && since.equals(standing.since)
                            && dueOn.isBefore(rulesFrom)
                            && standing.dueOn.isBefore(rulesFrom));
        }
    }

    /** Where it stands: the furthest it came. */
    public State state() {
        if (closed != null) {
            return State.CLOSED;
        }
        if (located != null) {
            return State.LOCATED;
        }
        return assignee == null ? State.OPEN : State.ASSIGNED;
    }

    /** What the search came to; null: nothing yet. */
    public @Nullable TraceOutcome outcome() {
        if (closed != null) {
            return closed.outcome();
        }
        return located == null ? null : located.outcome();
    }

    /** The day on which the child was flagged, the earliest if for several reasons; null: it was not. */
    public @Nullable LocalDate flaggedOn() {
        return flags.isEmpty() ? null : flags.getFirst().dueOn();
    }
}
