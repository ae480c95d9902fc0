package org.besik.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.besik.benchmark.Profile.Share;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the time goes while a hub delivers. */
@Command(
        name = "flame",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Records a server with Flight Recorder while a hub's file streams in and readers ask, until its views have caught"
                    + " up, and writes a flame graph: one page that needs nothing else. Prints the shares of threads, of Besik's"
                    + " packages, and of what intake does.",
            "On Java 25 and Linux every 10 ms of processor time are a sample, native code included. Elsewhere, samples are"
                    + " taken every 10 ms of a few threads that run."
        })
final class FlameBenchmark implements Callable<Integer> {

    private static final int MOST_LINES = 25;

    /** What intake spends its time on, as methods on the stack from within. */
    private static final Map<String, String> OF_INTAKE = Map.ofEntries(
            Map.entry("SqliteViewStore.index", "making indexes"),
            Map.entry("SqliteViewStore.copyLongWal", "checkpoint"),
            Map.entry("SqliteViewStore.checkpoint", "checkpoint"),
            Map.entry("SqliteViewStore.measureWal", "checkpoint"),
            Map.entry("SQLiteConnection.commit", "commit"),
            Map.entry("NativeDB.step", "SQLite's step"),
            Map.entry("DB.sqlbind", "binding"),
            Map.entry("SqliteViewStore.bind", "binding"),
            Map.entry("SqliteViewStore.write", "the rest of writing"),
            Map.entry("Folds.folded", "folds"),
            Map.entry("Generation.difference", "difference"),
            Map.entry("Generation.decode", "decoding"),
            Map.entry("Counters.changes", "figures"),
            Map.entry("AgencyDays.project", "agencies' days"),
            Map.entry("DuplicatePairs.relate", "look-alikes"));

    @Option(names = "--file", paramLabel = "FILE", description = "deliveries to stream, .gz or not (default: made up)")
    private @Nullable Path file;

    @Option(names = "--quick", description = "a short delivery, to see that it works; not a measurement")
    private boolean quick;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "heap of the server (${DEFAULT-VALUE})")
    private String heap = "1g";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "flame.html",
            description = "where to write the flame graph (${DEFAULT-VALUE})")
    private Path report = Path.of("flame.html");

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<byte[]> lines = file == null ? Deliveries.simulated(quick ? 100 : 1_500) : Deliveries.of(file);
        Path folder = Files.createTempDirectory("besik-bench-flame");
        try {
            Path recording = folder.resolve("delivery.jfr");
            Map<String, Double> figures;
            Instant began;
            // It is written when the server has stopped
            try (Server server = Server.start(heap, Profile.options(recording))) {
                System.err.println("Recording " + lines.size() + " lines ...");
                began = Instant.now();
                figures = new FactsRound(server, lines, 0, 0).deliver();
            }
            Profile profile = Profile.read(recording, began);
            print(profile, figures);
            profile.writeFlames("Besik while a hub delivers " + lines.size() + " facts", report);
            System.err.println("The flame graph is in " + report);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private static void print(Profile profile, Map<String, Double> figures) {
        figures.forEach((name, figure) -> System.out.printf(Locale.ROOT, "%-46s %,12.2f%n", name, figure));
        System.out.printf(Locale.ROOT, "%n%,d samples, in percent%n%n%-46s %12s%n", profile.size(), "thread", "share");
        profile.byThread().stream()
                .limit(MOST_LINES)
                .forEach(share -> System.out.printf(Locale.ROOT, "%-46s %12.1f%n", share.name(), share.own()));
        System.out.printf(Locale.ROOT, "%n%-46s %12s %12s%n", "package", "itself", "on the stack");
        profile.byPackage().stream()
                .limit(MOST_LINES)
                .forEach(share -> System.out.printf(
                        Locale.ROOT, "%-46s %12.1f %12.1f%n", share.name(), share.own(), share.all()));
        System.out.printf(Locale.ROOT, "%n%-46s %12s%n", "intake's threads", "share");
        for (Share share : profile.byMethod("besik-intake", OF_INTAKE)) {
            System.out.printf(Locale.ROOT, "%-46s %12.1f%n", share.name(), share.own());
        }
    }
}
