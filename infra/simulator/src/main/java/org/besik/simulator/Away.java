package org.besik.simulator;

/**
 * Days on which nobody who works for an institution sees a child: it is lost.
 *
 * @param from the first such day
 * @param until the day on which it is found; {@link Days#NEVER}: it is not
 */
record Away(int from, int until, How how) {

    /** How a child gets lost. */
    enum How {
        /** The family is gone and did not say so. */
        MOVED_SILENTLY,
        /** The family declared a move and arrived nowhere. */
        NEVER_ARRIVED,
        /** The family left the country without a word. */
        LEFT_COUNTRY_SILENTLY,
        /** The child is no longer brought to anybody. */
        KEPT_AT_HOME,
        /** A pupil stays away from school and from everybody else. */
        DROPPED_OUT,
        /** As {@link #DROPPED_OUT}, but the school goes on reporting the pupil as present. */
        DROPPED_OUT_ON_PAPER_PRESENT,
        /** Nobody saw the child after it left the maternity ward. */
        NEWBORN_UNVISITED,
        /** Planned visits did not take place, one after the other, though nothing happened to the family. */
        VISITS_SKIPPED
    }

    boolean covers(int day) {
        return from <= day && day < until;
    }
}
