package org.besik.query.statistics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A figure and what it means. The definition's version changes whenever the same facts would give another figure. */
interface Indicator {

    /** Its name in the address: {@code false-flag-rate}. */
    String id();

    String version();

    /** What is counted, over what; for people, in English. */
    String definition();

    /** {@code ratio} or {@code days}. */
    String unit();

    /** The figures by day that it is made of. */
    String figure();

    /**
     * What it comes to.
     *
     * @param counted how often each key of the figure was counted in the period
     */
    Value of(Map<String, Long> counted);

    /** What a key of the figure is grouped under when asked by reason. */
    default String reason(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    /**
     * A value and what it was made of.
     *
     * @param value null: nothing was counted
     * @param p90 the ninetieth percentile, where the value is a median; else null
     */
    record Value(@Nullable Double value, @Nullable Double p90, long numerator, long denominator) {}
}
