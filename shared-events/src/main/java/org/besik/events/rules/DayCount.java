package org.besik.events.rules;

/** In which days a threshold counts. */
public enum DayCount {
    DAYS,
    /** Days on which schools teach. */
    SCHOOL_DAYS,
    /** Monday to Friday without public holidays. */
    WORKING_DAYS
}
