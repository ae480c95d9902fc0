package org.besik.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many facts a second become durable, and what a reader notices of it. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Streams a file of facts, then sends single facts over 64 connections; each round on a fresh server.")
final class FactsBenchmark implements Callable<Integer> {

    @Option(names = "--file", paramLabel = "FILE", description = "deliveries to stream, .gz or not (default: made up)")
    private @Nullable Path file;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "rounds (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--quick", description = "one short round, to see that it works; not a measurement")
    private boolean quick;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "single facts a second in the latency part (${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--seconds", paramLabel = "N", description = "how long single facts are sent, each time (10)")
    private @Nullable Integer seconds;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "heap of the server (${DEFAULT-VALUE})")
    private String heap = "1g";

    @Option(names = "--url", paramLabel = "URL", description = "measure a server that runs already, in one round")
    private @Nullable URI url;

    @Option(names = "--data", paramLabel = "DIR", description = "with --url: its data directory, for the tokens")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "write every round's figures there too")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (url != null && data == null) {
            System.err.println("--url needs --data as well: the tokens are there");
            return 2;
        }
        int children = quick ? 100 : 1_500;
        List<byte[]> lines = file == null ? Deliveries.simulated(children) : Deliveries.of(file);
        int each = seconds != null ? seconds : quick ? 3 : 10;
        int count = quick || url != null ? 1 : rounds;
        var all = new ArrayList<Map<String, Double>>();
        for (int round = 1; round <= count; round++) {
            try (Server server =
                    url == null ? Server.start(heap) : Server.at(url, java.util.Objects.requireNonNull(data))) {
                System.err.println("Round " + round + " of " + count + ": " + lines.size() + " lines ...");
                all.add(new FactsRound(server, lines, each, rate).measure());
            }
        }
        print(all);
        if (json != null) {
            Files.writeString(json, json(all));
        }
        return 0;
    }

    private static void print(List<Map<String, Double>> rounds) {
        System.out.printf(
                Locale.ROOT,
                "%d processors, heap and load generator on the same machine, %d round(s)%n%n%-46s %12s %12s %12s%n",
                Runtime.getRuntime().availableProcessors(),
                rounds.size(),
                "",
                "median",
                "lowest",
                "highest");
        for (String figure : rounds.getFirst().keySet()) {
            double[] sorted = rounds.stream()
                    .mapToDouble(round -> round.getOrDefault(figure, Double.NaN))
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %,12.2f %,12.2f %,12.2f%n",
                    figure,
                    sorted[sorted.length / 2],
                    sorted[0],
                    sorted[sorted.length - 1]);
        }
    }

    private static String json(List<Map<String, Double>> rounds) {
        return rounds.stream()
                .map(LinkedHashMap::new)
                .map(round -> round.entrySet().stream()
                        .map(figure -> "\"" + figure.getKey() + "\": "
                                + (Double.isFinite(figure.getValue()) ? figure.getValue() : null))
                        .collect(Collectors.joining(", ", "{", "}")))
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }
}
