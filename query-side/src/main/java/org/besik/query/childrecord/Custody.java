package org.besik.query.childrecord;

import java.util.HashSet;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.events.custody.RecordSealed;
import org.besik.events.custody.RecordUnsealed;
import org.besik.query.access.Guarded;
import org.besik.query.records.RecordFacts;

/**
 * Who may read a record, as its own facts say.
 *
 * @param reporters agencies that ever reported a fact about the child
 */
public record Custody(String region, boolean sealed, Set<AgencyId> reporters) implements Guarded {

    /** Reads it from all facts of a record; the region comes from its fold. */
    public static Custody of(RecordFacts facts, String region) {
        boolean sealed = false;
        var reporters = new HashSet<AgencyId>();
        for (var recorded : facts.events()) {
            reporters.add(recorded.provenance().agency());
            if (recorded.event() instanceof RecordSealed) {
                sealed = true;
            } else if (recorded.event() instanceof RecordUnsealed) {
                sealed = false;
            }
        }
        return new Custody(region, sealed, reporters);
    }

    @Override
    public boolean reportedBy(AgencyId agency) {
        return reporters.contains(agency);
    }
}
