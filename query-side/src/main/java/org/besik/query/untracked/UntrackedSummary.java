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
 * @param rate total ÷ open, without those listed for SINGLE_SOURCE alone; 0 if there are none open
 */
public record UntrackedSummary(LocalDate asOf, String by, List<Row> rows, long total, long open, double rate) {

    /**
     * @param key region code, reason, completed years or district, as the list and its filters name them
     * @param rate untracked ÷ open, without those listed for SINGLE_SOURCE alone; 0 if there are none open
     */
    public record Row(String key, long untracked, long open, double rate) {

        static Row of(String key, long untracked, long unrated, long open) {
            return new Row(key, untracked, open, UntrackedSummary.rate(untracked - unrated, open));
        }
    }

    static double rate(long untracked, long open) {
        return open == 0 ? 0 : (double) untracked / open;
    }
}
