package org.besik.events.schooling;

/** Why an enrolment ended. */
public enum EndReason {
    MOVED,
    DROPPED_OUT,
    GRADUATED,
    EXPELLED,
    OTHER
}
