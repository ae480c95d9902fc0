package org.besik.query.feeds;

/**
 * Days without a report of an agency, more than it is used to. Epoch days.
 *
 * @param until the day on which it was heard again; {@link #LASTING}: it was not
 * @param often whether it had reported on many days of the year before
 */
record Silence(int from, int until, boolean often) {

    static final int LASTING = Integer.MAX_VALUE;

    /** Whether the agency is silent still and a day lies within. */
    boolean isLastingOn(int day) {
        return until == LASTING && from <= day;
    }

    /** How many of its days lie after one, up to another. */
    int days(int after, int upTo) {
        return Math.max(0, Math.min(until - 1, upTo) - Math.max(from - 1, after));
    }
}
