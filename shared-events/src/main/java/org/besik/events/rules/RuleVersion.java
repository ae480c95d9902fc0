package org.besik.events.rules;

import java.time.LocalDate;
import java.util.Map;

/**
 * One version of the rules, whole: it does not rest on another one.
 *
 * @param version names it wherever a flag is shown
 * @param from the first day on which it is in force
 * @param thresholds what holds in the nation
 * @param regions what regions have of their own; in everything else, and in all other regions, the nation's holds
 */
public record RuleVersion(String version, LocalDate from, Thresholds thresholds, Map<String, Overrides> regions) {

    /** What holds in a region. */
    public Thresholds in(String region) {
        Overrides own = regions.get(region);
        return own == null ? thresholds : own.over(thresholds);
    }

    /**
     * Whether it can be put in force.
     *
     * @throws WrongRules if not: it says which member is at fault
     */
    public void check() {
        thresholds.check("thresholds");
        regions.keySet().forEach(region -> in(region).check("regions." + region));
    }
}
