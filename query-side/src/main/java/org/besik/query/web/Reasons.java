package org.besik.query.web;

import java.util.List;

/** The reasons by which a list can be narrowed, the most pressing first. */
final class Reasons {

    /** Shows the children who are kept off the list because those who should report are silent themselves. */
    static final String FEED_STALE = "FEED_STALE";

    static final List<String> OFFERED = List.of(
            "NEWBORN_UNSEEN",
            "SILENT",
            "LOST_IN_TRANSIT",
            "NOT_IN_EDUCATION",
            "HANDOFF_PENDING",
            "UNREGISTERED",
            "CONTRADICTION",
            "SINGLE_SOURCE",
            "POSSIBLE_DUPLICATE",
            FEED_STALE);

    private Reasons() {}
}
