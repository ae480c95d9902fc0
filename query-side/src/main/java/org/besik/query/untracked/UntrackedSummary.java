package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.List;

/**
 * Figures on a day, broken down.
 *
 * @param by region, reason, age or district
 * @param rows by key, ascending
 * @param total untracked children; one with two reasons counts once
 * @param open records that could be listed
 * @param rate total ÷ open, 0 if there are none
 */
public record UntrackedSummary(LocalDate asOf, String by, List<Row> rows, long total, long open, double rate) {

    /**
     * @param key region code, reason, completed years or district, as the list and its filters name them
     * @param rate untracked ÷ open, 0 if there are none
     */
    public record Row(String key, long untracked, long open, double rate) {

        static Row of(String key, long untracked, long open) {
            return new Row(key, untracked, open, UntrackedSummary.rate(untracked, open));
        }
    }

    static double rate(long untracked, long open) {
        return open == 0 ? 0 : (double) untracked / open;
    }
}
