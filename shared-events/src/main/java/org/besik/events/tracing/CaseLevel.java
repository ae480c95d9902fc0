package org.besik.events.tracing;

/** Who looks after a case, from below upwards. */
public enum CaseLevel {
    DISTRICT,
    REGION,
    NATION
}
