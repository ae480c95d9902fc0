package org.besik.query.feeds;

/**
 * Days without a report of an agency that reports on many days, so long that it was called stale before it was heard again.
 * Epoch days.
 *
 * @param until the day on which it was heard again
 */
record Silence(int from, int until) {

    /** How many of its days lie after one, up to another. */
    int days(int after, int upTo) {
        return Math.max(0, Math.min(until - 1, upTo) - Math.max(from - 1, after));
    }
}
