package org.besik.query.childrecord;

import java.util.List;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.query.access.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * Enough of a child to recognise it in a list, and to know who may.
 *
 * @param reporters ids of the agencies that reported on it
 * @param keys what it is found by (see {@link LookupKeys}), ascending
 */
public record ChildCard(
        String id,
        List<String> formerIds,
        boolean registered,
        boolean open,
        ChildFile.@Nullable PersonOnFile person,
        String region,
        @Nullable String district,
        boolean sealed,
        Set<String> reporters,
        List<String> keys)
        implements Guarded {

    @Override
    public boolean reportedBy(AgencyId agency) {
        return reporters.contains(agency.value());
    }

    @Override
    public String toString() {
        return "ChildCard[" + id + "]";
    }
}
