package org.besik.events.tracing;

/** How a search ended. */
public enum TraceOutcome {
    LOCATED_SAME_SERVICE,
    LOCATED_OTHER_SERVICE,
    MOVED_WITHIN_COUNTRY,
    LEFT_COUNTRY,
    DIED,
    RECORD_ERROR,
    DUPLICATE,
    NOT_LOCATED
}
