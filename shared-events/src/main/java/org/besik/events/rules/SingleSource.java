package org.besik.events.rules;

import org.besik.events.Ages;

/**
 * When is everything heard of a child heard from one institution?
 *
 * @param fromYears from this age on
 * @param stayMonths so long at the institution; from a year on, a yearly health exam fell due meanwhile
 * @param contactMonths so long nobody else was in contact and no health professional saw the child
 */
public record SingleSource(int fromYears, int stayMonths, int contactMonths) {

    private static final int YEARLY_EXAM = 12;

    void check(String path) {
        WrongRules.unless(
                fromYears >= 0 && fromYears < Ages.MAJORITY,
                Fault.UNKNOWN_VALUE,
                path + ".fromYears",
                "It must be from 0 to 17.");
        WrongRules.unless(
                stayMonths >= YEARLY_EXAM,
                Fault.UNKNOWN_VALUE,
                path + ".stayMonths",
                "It must be at least 12, so that a yearly health exam falls due.");
        WrongRules.unless(contactMonths >= 1, Fault.UNKNOWN_VALUE, path + ".contactMonths", "It must be at least 1.");
    }
}
