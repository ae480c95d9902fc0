package org.besik.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.besik.simulator.Generator;
import org.besik.simulator.Simulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many lost children does Besik find, how soon, and whom does it list by mistake? */
@Command(
        name = "detection",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Delivers simulated nations day by day to a fresh Besik and compares the list with the truth;"
                + " beside it three other ways of finding lost children, on the same deliveries.")
final class DetectionBenchmark implements Callable<Integer> {

    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    @Option(
            names = "--children",
            paramLabel = "N",
            defaultValue = "20000",
            description = "children of each nation (${DEFAULT-VALUE})")
    private int children;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3",
            description = "nations, with commas between (${DEFAULT-VALUE})")
    private List<Long> seeds = new ArrayList<>();

    @Option(
            names = "--years",
            paramLabel = "N",
            defaultValue = "2",
            description = "years of deliveries, of which the last is judged (${DEFAULT-VALUE})")
    private int years;

    @Option(names = "--to", paramLabel = "DATE", description = "the last day (yesterday)")
    private @Nullable LocalDate to;

    @Option(
            names = "--nation",
            paramLabel = "FILE",
            description = "another nation than Kazakhstan; same form as its file")
    private @Nullable Path nation;

    @Option(
            names = "--generator",
            paramLabel = "NAME",
            defaultValue = "LIVES",
            description =
                    "${COMPLETION-CANDIDATES}: life by life, or another nation, all children day by day (${DEFAULT-VALUE})")
    private Generator generator = Generator.LIVES;

    @Option(
            names = "--every",
            paramLabel = "DAYS",
            defaultValue = "3",
            description = "days from one comparison to the next (${DEFAULT-VALUE})")
    private int every;

    @Option(
            names = "--not-modified",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "days without any news after which CommCare's way lists a child (${DEFAULT-VALUE})")
    private int notModified;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the figures there; a null baseline is Besik itself")
    private @Nullable Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "detection.html",
            description = "write a page with charts there (${DEFAULT-VALUE})")
    private Path report = Path.of("detection.html");

    @Option(
            names = "--mistakes",
            paramLabel = "FILE",
            description = "write each child missed or listed by mistake there")
    private @Nullable Path mistakes;

    @Override
    public Integer call() throws IOException {
        if (children < 1 || every < 1 || years < 1 || seeds.isEmpty()) {
            System.err.println("--children, --every, --years and --seeds need a number of at least 1");
            return 2;
        }
        if (generator == Generator.DAYS && nation != null) {
            System.err.println("--nation has rates of lives: --generator DAYS knows none");
            return 2;
        }
        var figures = new ArrayList<DetectionScore.Figures>();
        var checks = new ArrayList<Map<String, Long>>();
        try (var findings = mistakes == null
                ? new PrintWriter(java.io.Writer.nullWriter())
                : new PrintWriter(Files.newBufferedWriter(mistakes))) {
            for (long seed : seeds) {
                DetectionScore score = measure(seed, findings);
                figures.addAll(score.figures());
                checks.add(score.checks());
                DetectionReport.print(seed, score.figures(), score.checks());
            }
        }
        if (json != null) {
            Files.writeString(json, json(figures));
        }
        Files.writeString(report, DetectionReport.html(children, seeds, figures, checks), StandardCharsets.UTF_8);
        System.err.println("The report is in " + report.toAbsolutePath());
        return 0;
    }

    private DetectionScore measure(long seed, PrintWriter findings) throws IOException {
        LocalDate last = to == null ? LocalDate.now(ZONE).minusDays(1) : to;
        var settings = new Simulation.Settings(children, seed, last.minusYears(years), last);
        var truth = new DetectionTruth();
        System.err.printf(Locale.ROOT, "Nation %d: %,d children live ...%n", seed, children);
        try (var simulation = simulation(settings, truth);
                var register = new DetectionRegister()) {
            var score = new DetectionScore(seed, truth, findings::println);
            var baselines = new Baselines(truth.people(), notModified);
            new DetectionRun(
                            register,
                            baselines,
                            score,
                            last.minusYears(1).plusDays(1),
                            every,
                            progress(seed, simulation.size()))
                    .run(simulation);
            return score;
        }
    }

    private Simulation simulation(Simulation.Settings settings, DetectionTruth truth) throws IOException {
        if (generator == Generator.DAYS) {
            return Simulation.daily(settings, truth::learn, done -> {});
        }
        return nation == null
                ? Simulation.of(settings, truth::learn, done -> {})
                : Simulation.of(nation, settings, truth::learn, done -> {});
    }

    private static BiConsumer<Long, LocalDate> progress(long seed, long size) {
        long began = System.nanoTime();
        var shown = new long[] {began};
        return (delivered, day) -> {
            long now = System.nanoTime();
            if (now - shown[0] > 5_000_000_000L) {
                shown[0] = now;
                System.err.printf(
                        Locale.ROOT,
                        "Nation %d: %s, %,d of %,d facts, %,.0f a second%n",
                        seed,
                        day,
                        delivered,
                        size,
                        delivered / ((now - began) / 1e9));
            }
        };
    }

    private static String json(List<DetectionScore.Figures> figures) {
        return figures.stream()
                .map(one ->
                        "{\"seed\": %d, \"reason\": \"%s\", \"recall\": %s, \"precision\": %s, \"delayMedianDays\": %s, \"delayP90Days\": %s, \"baseline\": %s}"
                                .formatted(
                                        one.seed(),
                                        one.reason(),
                                        number(one.recall()),
                                        number(one.precision()),
                                        number(one.delayMedianDays()),
                                        number(one.delayP90Days()),
                                        one.baseline() == null ? "null" : "\"" + one.baseline() + "\""))
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.4f", value);
    }
}
