package org.besik.command.facts;

import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** Keeps for each sender what became of its facts. */
@FunctionalInterface
public interface Tally {

    /**
     * Counts one answer.
     *
     * @param line of a stream or file, from 1; the place in an array; 0: the fact came alone
     * @param refused null: it was not
     * @param duplicate whether it was known already
     */
    void count(Delivery delivery, long line, ReadFact said, @Nullable Refused refused, boolean duplicate);
}
