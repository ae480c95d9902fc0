package org.besik.query.flags;

import java.time.LocalDate;
import org.besik.events.AgencyId;
import org.besik.query.access.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * A flag was raised, or one that was raised no longer holds.
 *
 * @param id names its place in the stream
 * @param lifted whether it no longer holds; else it was raised
 * @param region the child's
 * @param sealed whether only auditors and administrators may be told
 */
public record FlagChange(
        String id,
        boolean lifted,
        String childId,
        String reason,
        LocalDate since,
        LocalDate dueOn,
        String region,
        @Nullable String district,
        boolean sealed)
        implements Guarded {

    @Override
    public boolean reportedBy(AgencyId agency) {
        return false;
    }
}
