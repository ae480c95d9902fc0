package org.besik.query.childrecord;

import java.util.Set;
import java.util.stream.Collectors;
import org.besik.events.AgencyId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.query.access.Guarded;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;

/**
 * Who may read a record, as its own facts say.
 *
 * @param reporters agencies that ever reported a fact about the child
 */
public record Custody(String region, boolean sealed, Set<AgencyId> reporters) implements Guarded {

    /** Reads it from all facts of a record and what they come to. */
    public static Custody of(RecordFacts facts, ChildState state) {
        return new Custody(
                state.region(),
                state.isSealed(),
                facts.events().stream()
                        .map(RecordedEvent::provenance)
                        .filter(from -> from.officer() == null)
                        .map(Provenance::agency)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean reportedBy(AgencyId agency) {
        return reporters.contains(agency);
    }
}
