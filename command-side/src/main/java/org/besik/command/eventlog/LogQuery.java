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
    public record Criterion(Set<String> tags, Set<String> types) {}
}
