package org.besik.query.feeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Days without a report of an agency, more than it is used to, or with few. Epoch days.
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

    /** Whether any of its days lies between two, both included. */
    boolean meets(int first, int last) {
        return from <= last && first < until;
    }

    /** Those that have days in common as one, in their order. */
    static List<Silence> joined(List<Silence> silences) {
        var joined = new ArrayList<Silence>();
        for (Silence next :
                silences.stream().sorted(Comparator.comparingInt(Silence::from)).toList()) {
            if (!joined.isEmpty() && next.from < joined.getLast().until) {
                Silence before = joined.removeLast();
                joined.add(new Silence(before.from, Math.max(before.until, next.until), before.often || next.often));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
