package org.besik.benchmark.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.besik.benchmark.Folders;
import org.besik.query.duplicates.Weights;
import org.besik.simulator.LookAlikes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Who is taken for whom. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes records of children up, some twice and spelt otherwise, with siblings and twins among them;"
                        + " prints precision and recall of suggested duplicates by threshold. Then tells a decider about"
                        + " children, and facts that name the person alone, and counts which it joined wrongly by itself.")
public final class IdentityBenchmark implements Callable<Integer> {

    private static final List<Double> THRESHOLDS =
            List.of(0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999);
    private static final int PROGRESS = 50_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(
            names = "--children",
            paramLabel = "N",
            defaultValue = "100000",
            description = "per seed (${DEFAULT-VALUE})")
    private int children;

    @Option(names = "--seeds", paramLabel = "N", split = ",", defaultValue = "1,2,3", description = "${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--joins",
            paramLabel = "N",
            defaultValue = "200000",
            description =
                    "children for the automatic joins per seed, each named by its person once; 0: none (${DEFAULT-VALUE})")
    private int joins;

    @Option(
            names = "--learn",
            paramLabel = "FILE",
            description = "learns weights from the first seed's pairs, writes them and measures with them")
    private @Nullable Path learn;

    @Option(names = "--json", paramLabel = "FILE", description = "writes {seed, threshold, precision, recall} there")
    private @Nullable Path json;

    /** Needs no arguments; {@code infra/bench} fills them in. */
    public IdentityBenchmark() {}

    /** One line of the curve. */
    record Point(long seed, double threshold, double precision, double recall) {}

    @Override
    public Integer call() throws IOException {
        Weights weights = Weights.standard();
        if (learn != null) {
            var pairs = LabelledPairs.of(LookAlikes.make(children, seeds.getFirst()), weights);
            weights = WeightLearner.learn(pairs.compared(), weights, weights.version() + "-learnt");
            Files.writeString(learn, JSON.writeValueAsString(weights));
            System.out.printf("Learnt from seed %d: %s%n", seeds.getFirst(), learn);
        }
        System.out.printf("Weights %s, suggested from %.3f on%n", weights.version(), weights.threshold());
        var points = new ArrayList<Point>();
        for (long seed : seeds) {
            points.addAll(measure(seed, weights));
        }
        if (json != null) {
            Files.writeString(json, JSON.writeValueAsString(points));
        }
        if (joins > 0) {
            for (long seed : seeds) {
                join(seed);
            }
        }
        return 0;
    }

    private List<Point> measure(long seed, Weights weights) throws IOException {
        List<LookAlikes.Entry> entries = LookAlikes.make(children, seed);
        LabelledPairs pairs = LabelledPairs.of(entries, weights);
        long ones = pairs.missed() + count(pairs, LabelledPairs.Labelled::isOne);
        System.out.printf(
                "%nSeed %d: %,d records, %,d pairs compared, %,d pairs are one child (%,d share no key)%n",
                seed, entries.size(), pairs.compared().size(), ones, pairs.missed());
        var points = new ArrayList<Point>();
        System.out.println("  threshold  precision  recall   wrong  of them siblings  twins");
        for (double threshold : THRESHOLDS) {
            Predicate<LabelledPairs.Labelled> isSuggested =
                    pair -> pair.likeness().barred() == null && pair.likeness().probability() >= threshold;
            long right = count(pairs, isSuggested.and(LabelledPairs.Labelled::isOne));
            Predicate<LabelledPairs.Labelled> isWrong = isSuggested.and(pair -> !pair.isOne());
            long wrong = count(pairs, isWrong);
            var point = new Point(seed, threshold, (double) right / Math.max(1, right + wrong), (double) right / ones);
            points.add(point);
            System.out.printf(
                    "  %9.3f  %9.4f  %6.4f  %6d  %16d  %5d%n",
                    threshold,
                    point.precision(),
                    point.recall(),
                    wrong,
                    count(pairs, isWrong.and(LabelledPairs.Labelled::areSiblings)),
                    count(pairs, isWrong.and(LabelledPairs.Labelled::areTwins)));
        }
        lost(pairs, weights);
        return points;
    }

    private void join(long seed) throws IOException {
        List<LookAlikes.Entry> entries = LookAlikes.make(joins, seed, 1);
        System.out.printf(
                "%nAutomatic joins, seed %d: %,d children, each named once by its person alone; %.2f %% have a namesake"
                        + " of the same sex and birth date%n",
                seed, joins, 100.0 * namesakes(entries) / joins);
        Path folder = Files.createTempDirectory("besik-identity");
        try {
            AutomaticJoins.Joins found = AutomaticJoins.of(entries, seed, folder, done -> {
                if (done % PROGRESS == 0 || done == entries.size()) {
                    System.err.printf("  %,d of %,d facts%n", done, entries.size());
                }
            });
            int wrong =
                    found.wrong().values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf(
                    "  joined %,d of %,d (%.1f %%), wrong %d; taken back as more was known %,d; described alike, and joined"
                            + " to neither of two children, %d%n",
                    found.joined(),
                    found.named(),
                    100.0 * found.joined() / found.named(),
                    wrong,
                    found.undone(),
                    found.alike());
            found.wrong().forEach((cause, times) -> System.out.printf("  wrong: %s: %d%n", cause, times));
        } finally {
            Folders.delete(folder);
        }
    }

    /** Children who share names as registered, sex and birth date with another. */
    private static long namesakes(List<LookAlikes.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.number().startsWith("B"))
                .collect(Collectors.groupingBy(
                        entry -> List.of(entry.surname(), entry.given(), entry.female(), entry.born()),
                        Collectors.counting()))
                .values()
                .stream()
                .filter(sharing -> sharing > 1)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** What the pairs look like that are not suggested though they are one child: where to look next. */
    private static void lost(LabelledPairs pairs, Weights weights) {
        Map<String, Integer> why = new LinkedHashMap<>();
        for (LabelledPairs.Labelled pair : pairs.compared()) {
            if (pair.isOne() && !pair.likeness().isSuggested(weights)) {
                String barred = pair.likeness().barred();
                why.merge(barred == null ? "too little speaks for it" : barred, 1, Integer::sum);
            }
        }
        System.out.println("  not suggested though one child: " + why);
    }

    private static long count(LabelledPairs pairs, Predicate<LabelledPairs.Labelled> which) {
        return pairs.compared().stream().filter(which).count();
    }
}
