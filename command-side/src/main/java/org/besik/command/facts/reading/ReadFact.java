package org.besik.command.facts.reading;

import org.besik.command.deciding.Fact;
import org.besik.command.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What one text said: a fact, or why it is none. Exactly one of the two is there.
 *
 * @param ref the sender's reference; null: unreadable
 * @param kind the kind of fact, {@link #UNKNOWN} if there is no such kind
 */
public record ReadFact(
        @Nullable String ref,
        String kind,
        @Nullable Fact fact,
        @Nullable Refused refused) {

    /** Stands for a kind that is not one. */
    public static final String UNKNOWN = "unknown";

    /** A text that was understood. */
    public static ReadFact of(Fact fact) {
        return new ReadFact(fact.ref(), fact.kind(), fact, null);
    }

    static ReadFact refused(@Nullable String ref, String kind, Refused refused) {
        return new ReadFact(ref, kind, null, refused);
    }
}
