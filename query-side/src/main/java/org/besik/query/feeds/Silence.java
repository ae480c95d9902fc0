package org.besik.query.feeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Days without a report of an agency, more than it is used to, or with few. Epoch days.
 *
 * @param until the day on which it was heard as before; {@link #LASTING}: it was not
 * @param often whether it had reported on many days of the year before
 * @param nothingFrom the day from which on nothing at all was heard; {@link #LASTING}: something was
 */
record Silence(int from, int until, boolean often, int nothingFrom) {

    static final int LASTING = Integer.MAX_VALUE;

    /** Days without any report. */
    static Silence gap(int from, int until, boolean often) {
        return new Silence(from, until, often, until == LASTING ? from : LASTING);
    }

    /** Days with few reports of an agency that had reported on many of the year before. */
    static Silence thin(int from, int until) {
        return new Silence(from, until, true, LASTING);
    }

    /** Whether the agency is silent still and a day lies within. */
    boolean isLastingOn(int day) {
        return until == LASTING && from <= day;
    }

    /** How many of its days lie after one, up to another. */
    int days(int after, int upTo) {
        return Math.max(0, Math.min(until - 1, upTo) - Math.max(from - 1, after));
    }

    /** Those that have days in common as one, in their order. */
    static List<Silence> joined(List<Silence> silences) {
        var joined = new ArrayList<Silence>();
        for (Silence next :
                silences.stream().sorted(Comparator.comparingInt(Silence::from)).toList()) {
            boolean overlap = !joined.isEmpty() && next.from < joined.getLast().until;
            joined.add(overlap ? joined.removeLast().with(next) : next);
        }
        return joined;
    }

    private Silence with(Silence later) {
        return new Silence(
                from, Math.max(until, later.until), often || later.often, Math.min(nothingFrom, later.nothingFrom));
    }
}
