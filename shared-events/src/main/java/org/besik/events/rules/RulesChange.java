package org.besik.events.rules;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody wants other than it is: members of the nation's thresholds and of regions' own. Whatever it does not name
 * stays as it is in force on its first day.
 *
 * @param from the first day on which it is to hold
 * @param national members in place of the nation's
 * @param regions what regions are to have of their own
 */
public record RulesChange(LocalDate from, Overrides national, Map<String, Regional> regions) {

    /**
     * What one region is to have of its own.
     *
     * @param nothing it has nothing of its own any more
     * @param own members in place of the nation's
     * @param cleared members in which the nation's hold again
     */
    public record Regional(boolean nothing, Overrides own, Set<String> cleared) {

        static final Regional NOTHING = new Regional(true, Overrides.NONE, Set.of());

        Overrides over(Overrides before) {
            return nothing ? Overrides.NONE : own.over(before, cleared);
        }
    }

    /**
     * The version that comes of it.
     *
     * @param book what is in force
     * @param name of the version
     * @throws WrongRules if it cannot be put in force
     */
    public RuleVersion version(RuleBook book, String name) {
        RuleVersion base = book.on(from);
        var own = new TreeMap<>(base.regions());
        regions.forEach((region, change) ->
                own.merge(region, change.over(Overrides.NONE), (before, ignored) -> change.over(before)));
        own.values().removeIf(Overrides.NONE::equals);
        var version = new RuleVersion(name, from, national.over(base.thresholds()), own);
        version.check();
        return version;
    }
}
