package org.besik.query.access;

import org.besik.events.AgencyId;

/** What decides who may read a child's record. */
public interface Guarded {

    /** The child's region now: an ISO 3166-2 code or {@code unknown}. */
    String region();

    /** Whether the record was closed to all but auditors and administrators. */
    boolean sealed();

    /** Whether the agency ever reported a fact about the child. */
    boolean reportedBy(AgencyId agency);
}
