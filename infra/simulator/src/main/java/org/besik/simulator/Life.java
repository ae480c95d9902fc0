package org.besik.simulator;

import java.util.List;

/**
 * A child's life: what happened, what is told of it, and what only the simulation knows.
 *
 * @param happenings in the order of days
 * @param aways when nobody saw the child, in their order
 * @param abroad when it lived abroad
 * @param learning when it went to a kindergarten or school: seen there on every day of presence
 * @param diedOn {@link Days#NEVER}: it did not
 * @param registeredOn the day on which the registry wrote it down; {@link Days#NEVER}: not at all
 * @param known whether any agency ever knew of it
 * @param second the record that another clinic opened for it
 */
record Life(
        Child child,
        List<Happening> happenings,
        List<Away> aways,
        List<Household.Abroad> abroad,
        List<Spell> learning,
        int diedOn,
        int registeredOn,
        boolean known,
        List<SecondRecord> second) {

    /** Days from one to another, the last not included. */
    record Spell(int from, int until) {
        boolean covers(int day) {
            return from <= day && day < until;
        }
    }

    /**
     * Until it is found out, one clinic's region tells of the child under a record of its own.
     *
     * @param until the day from which the old record is used again
     */
    record SecondRecord(int from, int until, int region, String system, String value, Identity identity) {}

    /** Whether the child is alive, in the country and not of age: whether anybody could see it. */
    boolean isHere(int day) {
        return day >= child.born() && day < diedOn && day < child.majority() && !isAbroad(day);
    }

    private boolean isAbroad(int day) {
        for (Household.Abroad each : abroad) {
            if (each.covers(day)) {
                return true;
            }
        }
        return false;
    }

    boolean isAway(int day) {
        return aways.stream().anyMatch(away -> away.covers(day));
    }

    boolean isLearning(int day) {
        return learning.stream().anyMatch(spell -> spell.covers(day));
    }
}
