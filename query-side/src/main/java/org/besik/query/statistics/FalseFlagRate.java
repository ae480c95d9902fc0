package org.besik.query.statistics;

import java.util.Map;
import java.util.Set;
import org.besik.events.tracing.TraceOutcome;
import org.besik.query.cases.CaseProjection;

/** Of the children that were flagged and looked for, how many were never lost? */
final class FalseFlagRate implements Indicator {

    /** The child was where it was known to be, or there was no such child: only the record was wrong. */
    private static final Set<TraceOutcome> NEVER_LOST =
            Set.of(TraceOutcome.LOCATED_SAME_SERVICE, TraceOutcome.RECORD_ERROR, TraceOutcome.DUPLICATE);

    @Override
    public String id() {
        return "false-flag-rate";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String definition() {
        return "Cases of flagged children that were closed in the period. Numerator: outcome LOCATED_SAME_SERVICE,"
                + " RECORD_ERROR or DUPLICATE. Denominator: any outcome but NOT_LOCATED. A reopened case counts when it is"
                + " closed again. By the day of closing and the child's region now.";
    }

    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public String figure() {
        return CaseProjection.CLOSED;
    }

    @Override
    public Value of(Map<String, Long> counted) {
        long numerator = 0;
        long denominator = 0;
        for (var entry : counted.entrySet()) {
            String key = entry.getKey();
            var outcome = TraceOutcome.valueOf(key.substring(key.indexOf('/') + 1));
            if (outcome != TraceOutcome.NOT_LOCATED) {
                denominator += entry.getValue();
                numerator += NEVER_LOST.contains(outcome) ? entry.getValue() : 0;
            }
        }
        return new Value(denominator == 0 ? null : (double) numerator / denominator, null, numerator, denominator);
    }
}
