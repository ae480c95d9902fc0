package org.besik.command.eventlog;

import java.util.List;
import java.util.Set;

/**
 * Which events a decision looks at: those that match any of the criteria.
 *
 * @param criteria empty: every event
 */
public record LogQuery(List<Criterion> criteria) {

    /**
     * Events that carry all the tags ({@code key:value}) and are of one of the types.
     *
     * @param types empty: any type
     */
    public record Criterion(Set<String> tags, Set<String> types) {

        private boolean matches(String type, List<String> eventTags) {
            return (types.isEmpty() || types.contains(type)) && eventTags.containsAll(tags);
        }
    }

    /** Whether an event of this type, with these tags, is one of those that are asked for. */
    public boolean matches(String type, List<String> tags) {
        if (criteria.isEmpty()) {
            return true;
        }
        for (Criterion criterion : criteria) {
            if (criterion.matches(type, tags)) {
                return true;
            }
        }
        return false;
    }
}
