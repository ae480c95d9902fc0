package org.besik.events.schooling;

/** The form of an enrolment. */
public enum Form {
    DAY,
    HOME,
    DISTANCE,
    BOARDING
}
