package org.besik.benchmark.identity;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.besik.query.duplicates.Likeness;
import org.besik.query.duplicates.Weights;
import org.besik.query.duplicates.Weights.Field;
import org.besik.query.duplicates.Weights.Frequency;

/**
 * Counts how often each level is found among pairs of one child and among others. What bars a pair has no weight to learn, so
 * barred pairs are left out; what no pair shows keeps the frequency it had.
 */
final class WeightLearner {

    /** Nobody saw enough pairs to call anything impossible. */
    private static final double HALF = 0.5;

    private static final double ALMOST = 0.9999;

    /** The errors that are made up are not all there are. */
    private static final double RARE = 0.002;

    private WeightLearner() {}

    static Weights learn(List<LabelledPairs.Labelled> pairs, Weights before, String version) {
        var ones = new EnumMap<Field, Map<String, Double>>(Field.class);
        var others = new EnumMap<Field, Map<String, Double>>(Field.class);
        long same = 0;
        long all = 0;
        for (LabelledPairs.Labelled pair : pairs) {
            if (pair.likeness().barred() != null) {
                continue;
            }
            all++;
            same += pair.isOne() ? 1 : 0;
            for (Likeness.Compared field : pair.likeness().fields()) {
                (pair.isOne() ? ones : others)
                        .computeIfAbsent(field.field(), f -> new TreeMap<>())
                        .merge(field.level(), 1.0, Double::sum);
            }
        }
        var fields = new EnumMap<Field, Map<String, Frequency>>(Field.class);
        for (Field field : Field.values()) {
            fields.put(
                    field,
                    learnt(
                            ones.getOrDefault(field, new TreeMap<>()),
                            others.getOrDefault(field, new TreeMap<>()),
                            field,
                            before.fields().getOrDefault(field, Map.of())));
        }
        double prior = Math.log((double) same / (all - same)) / Math.log(2);
        return new Weights(version, rounded(prior), before.threshold(), fields);
    }

    private static Map<String, Frequency> learnt(
            Map<String, Double> ones, Map<String, Double> others, Field field, Map<String, Frequency> before) {
        ones.remove("MISSING");
        others.remove("MISSING");
        double same = sum(ones) + HALF * field.levels().size();
        double different = sum(others) + HALF * field.levels().size();
        var learnt = new LinkedHashMap<String, Frequency>();
        field.levels().stream().sorted().forEach(level -> {
            double m = ones.getOrDefault(level, 0.0);
            double u = others.getOrDefault(level, 0.0);
            Frequency old = before.get(level);
            learnt.put(
                    level,
                    new Frequency(
                            old != null && (ones.isEmpty() || m + u == 0) ? old.m() : Math.max(RARE, share(m, same)),
                            old != null && (others.isEmpty() || m + u == 0) ? old.u() : share(u, different)));
        });
        return learnt;
    }

    /** Of all pairs of which both say something. */
    private static double sum(Map<String, Double> levels) {
        return levels.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double share(double of, double all) {
        return Math.min(ALMOST, rounded((of + HALF) / all));
    }

    private static double rounded(double number) {
        return Double.parseDouble("%.4g".formatted(number));
    }
}
