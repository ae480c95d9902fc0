package org.besik.benchmark.log;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report: ours beside one peer's, medians over the rounds. A ratio says how many times as good ours is
 * (times are turned over), round by round; all but ours are null where there was nobody to compare with.
 *
 * @param name of the contest; where the peer is not that of the goal, followed by the peer's: no two have the same
 */
record Figure(
        String name,
        double value,
        String unit,
        @Nullable String peer,
        @Nullable Double peerValue,
        @Nullable Double ratioMedian,
        @Nullable Double ratioMin,
        @Nullable Double ratioMax) {

    /** The middle one; of an even number the mean of the two in the middle. */
    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** What was measured, whoever it was compared with. */
    String contest() {
        return name.split(" ", 2)[0];
    }

    /** On one line of a table. */
    String inWords() {
        String ours = String.format(Locale.ROOT, "%-20s %20s", contest(), number(value) + " " + unit);
        return peer == null || peerValue == null
                ? ours
                : String.format(
                        Locale.ROOT,
                        "%s   %-22s %12s   ratio %.2f (%.2f to %.2f)",
                        ours,
                        peer,
                        number(peerValue),
                        ratioMedian,
                        ratioMin,
                        ratioMax);
    }

    /** As exact as it deserves. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%,.0f", value);
    }
}
