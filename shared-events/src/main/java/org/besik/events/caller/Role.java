package org.besik.events.caller;

/** What a caller may do. */
public enum Role {
    AGENCY,
    HUB,
    MONITOR,
    AUDITOR,
    ANALYST,
    ADMIN
}
