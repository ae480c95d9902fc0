package org.besik.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.besik.standalone.client.Connection;

/** What a server says of itself. */
final class Metrics {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})?\\s+(\\S+)$");

    /** How far the views are behind: see {@link #lag}. */
    static final String LAG = "besik_projection_lag";

    /** How far views are that are being built: see {@link #step}. */
    static final String BUILD = "besik_projection_build";

    private Metrics() {}

    /** Samples by name and tags, as Prometheus reads them. */
    static Map<String, Double> read(Connection connection) throws IOException {
        return sampled(connection, "/actuator/prometheus");
    }

    /** Those of some names only, which costs the server little. */
    static Map<String, Double> read(Connection connection, String... names) throws IOException {
        return sampled(connection, "/actuator/prometheus?includedNames=" + String.join(",", names));
    }

    private static Map<String, Double> sampled(Connection connection, String path) throws IOException {
        String text = connection.exchange("GET", path, null, null, null).text();
        var samples = new TreeMap<String, Double>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String tags = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
                samples.put(
                        sample.group(1) + tags, Double.valueOf(sample.group(3).replace("+Inf", "Infinity")));
            }
        });
        return samples;
    }

    /** What a server whose views are being built is at; empty: none are, or it is at the end. */
    static String step(Map<String, Double> samples) {
        for (String step : List.of("facts", "lives", "indexes", "likeness")) {
            for (var sample : samples.entrySet()) {
                if (sample.getKey().startsWith(BUILD)
                        && sample.getKey().contains("step=\"" + step + '"')
                        && sample.getValue() < 1) {
                    return step;
                }
            }
        }
        return "";
    }

    static double heapMiB(Map<String, Double> samples) {
        return samples.entrySet().stream()
                        .filter(sample -> sample.getKey().startsWith("jvm_memory_used_bytes{")
                                && sample.getKey().contains("area=\"heap\""))
                        .mapToDouble(Map.Entry::getValue)
                        .sum()
                / (1 << 20);
    }

    /** How far the views are behind, at worst over all views; {@code unit} is {@code seconds} or {@code events}. */
    static double lag(Map<String, Double> samples, String unit) {
        return samples.entrySet().stream()
                .filter(sample ->
                        sample.getKey().startsWith(LAG) && sample.getKey().contains(unit))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(Double.NaN);
    }
}
