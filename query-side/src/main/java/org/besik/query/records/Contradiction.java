package org.besik.query.records;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Facts that cannot all be true. Both stay recorded; somebody has to look.
 *
 * @param id stable: the kind and the later fact
 * @param since the day from which the facts contradict
 * @param dueOn the first day on which it is listed
 * @param until the first day on which it no longer holds by itself; null: until retracted, corrected or resolved
 * @param events the facts concerned, in fold order
 */
public record Contradiction(
        String id,
        Kind kind,
        LocalDate since,
        LocalDate dueOn,
        @Nullable LocalDate until,
        List<EventId> events) {

    /** What cannot be true together. */
    public enum Kind {
        CONTACT_AFTER_DEATH,
        CONTACT_BEFORE_BIRTH,
        TWO_DEATHS,
        TWO_BIRTH_DATES,
        TWO_SEXES,
        TWO_IINS,
        IIN_DISAGREES_WITH_BIRTH_DATE,
        IIN_DISAGREES_WITH_SEX,
        TWO_ENROLMENTS,
        HANDOFF_ANSWERED_TWICE,
        HANDOFF_ANSWERED_BY_STRANGER,
        RETRACTED_BY_STRANGER,
        IDENTIFIER_CONTESTED,
        JOINED_DESPITE_REJECTION
    }

    static Contradiction of(Kind kind, LocalDate since, EventId first, EventId later) {
        return new Contradiction(
                kind + ":" + later,
                kind,
                since,
                since,
                null,
                first.equals(later) ? List.of(later) : List.of(first, later));
    }

    static Contradiction of(Kind kind, LocalDate since, EventId only) {
        return new Contradiction(kind + ":" + only, kind, since, since, null, List.of(only));
    }
}
