package org.besik.query.statistics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.besik.query.cases.CaseProjection;
import org.jspecify.annotations.Nullable;

/** How many days from the flag until the child is found? */
final class FlagToLocated implements Indicator {

    @Override
    public String id() {
        return "flag-to-located";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String definition() {
        return "Days from the first due date for which a child was flagged before its case was opened until the day it was"
                + " located; median and 90th percentile (nearest rank) over those located in the period. Numerator: flagged"
                + " children located in the period. Denominator: these, and those whose case was closed in the period as"
                + " NOT_LOCATED. By the child's region now.";
    }

    @Override
    public String unit() {
        return "days";
    }

    @Override
    public String figure() {
        return CaseProjection.LOCATED;
    }

    @Override
    public Value of(Map<String, Long> counted) {
        var byDays = new TreeMap<Integer, Long>();
        long located = 0;
        long all = 0;
        for (var entry : counted.entrySet()) {
            String days = entry.getKey().substring(entry.getKey().indexOf('/') + 1);
            all += entry.getValue();
            if (!days.equals(CaseProjection.NEVER)) {
                located += entry.getValue();
                byDays.merge(Integer.valueOf(days), entry.getValue(), Long::sum);
            }
        }
        return new Value(rank(byDays, located, 0.5), rank(byDays, located, 0.9), located, all);
    }

    /** The smallest number of days that at least this share did not exceed; null: nobody was located. */
    private static @Nullable Double rank(SortedMap<Integer, Long> byDays, long located, double share) {
        long seen = 0;
        for (var entry : byDays.entrySet()) {
            seen += entry.getValue();
            if (seen >= share * located) {
                return (double) entry.getKey();
            }
        }
        return null;
    }
}
