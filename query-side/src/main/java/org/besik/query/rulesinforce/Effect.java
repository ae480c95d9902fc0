package org.besik.query.rulesinforce;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.besik.query.untracked.Compared;
import org.besik.query.untracked.Reason;

/** What other rules would do to the list of one day. */
public record Effect(LocalDate asOf, long open, Row total, List<Row> byRegion, List<Row> byReason, List<Row> byAge) {

    /**
     * How many are listed.
     *
     * @param now by the rules in force on the day
     * @param then by the others
     * @param newly by the others and not by those in force
     * @param noLonger by those in force and not by the others
     */
    public record Row(String key, long now, long then, long newly, long noLonger) {

        /** Whether nobody is listed either way. */
        @JsonIgnore
        public boolean isEmpty() {
            return now == 0 && then == 0;
        }
    }

    /** Counts records as they are compared, one at a time. */
    static final class Tally {

        private static final String ALL = "total";

        private long open;
        private final Map<String, long[]> total = new TreeMap<>();
        private final Map<String, long[]> regions = new TreeMap<>();
        private final Map<String, long[]> reasons = new TreeMap<>();
        private final Map<String, long[]> ages = new TreeMap<>();

        void add(Compared record) {
            open++;
            boolean now = !record.now().isEmpty();
            boolean then = !record.then().isEmpty();
            if (!now && !then) {
                return;
            }
            count(total, ALL, now, then);
            count(regions, record.region(), now, then);
            count(ages, record.age(), now, then);
            for (Reason reason : Reason.values()) {
                count(
                        reasons,
                        reason.name(),
                        record.now().contains(reason),
                        record.then().contains(reason));
            }
        }

        private static void count(Map<String, long[]> rows, String key, boolean now, boolean then) {
            if (now || then) {
                long[] row = rows.computeIfAbsent(key, k -> new long[4]);
                row[0] += now ? 1 : 0;
                row[1] += then ? 1 : 0;
                row[2] += then && !now ? 1 : 0;
                row[3] += now && !then ? 1 : 0;
            }
        }

        Effect effect(LocalDate day) {
            return new Effect(
                    day,
                    open,
                    row(ALL, total.getOrDefault(ALL, new long[4])),
                    rows(regions),
                    rows(reasons),
                    rows(ages).stream()
                            .sorted(Comparator.comparingInt(
                                            (Row row) -> row.key().length())
                                    .thenComparing(Row::key))
                            .toList());
        }

        private static List<Row> rows(Map<String, long[]> counted) {
            return counted.entrySet().stream()
                    .map(row -> row(row.getKey(), row.getValue()))
                    .toList();
        }

        private static Row row(String key, long[] row) {
            return new Row(key, row[0], row[1], row[2], row[3]);
        }
    }
}
