package org.besik.benchmark.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.besik.benchmark.Folders;
import org.besik.benchmark.log.Contest.Trial;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the log is, beside PostgreSQL, Axon 4 on it, and a flat file. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Appends to, replays and sources from the log, and builds views from it; beside raw PostgreSQL, Axon 4.13's"
                    + " JDBC engine on PostgreSQL and a flat synced file, turn by turn in one run.",
            "A ratio says how many times as good Besik is; where the figure is a time, it is turned over.",
            "",
            "--json writes a list of {name, value, unit, peer, peerValue, ratioMedian, ratioMin, ratioMax}: append-1,"
                    + " append-16, append-64, batch-100, replay and rebuild in events/s, source-1000 and source-1000-cached"
                    + " in ms. Each of these names stands there once, beside the peer of its goal: postgres-inserts for"
                    + " single appends, postgres-group-commit for batches, postgres-cursor for replay and rebuild,"
                    + " postgres-select for sourcing. Comparisons with others are called after both, as in"
                    + " \"replay axon4-jdbc\". Where PostgreSQL is not installed, peer, peerValue and the ratios are null."
        })
public final class LogBenchmark implements Callable<Integer> {

    private static final String INSERTS = "postgres-inserts";
    private static final String GROUPS = "postgres-group-commit";
    private static final String COPY = "postgres-copy";
    private static final String CURSOR = "postgres-cursor";
    private static final String SELECT = "postgres-select";
    private static final String AXON4 = "axon4-jdbc";
    private static final String FLAT = "flat-file";

    private static final int OFTEN = 25;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "rounds (${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--quick", description = "a tenth of the work, within five minutes")
    private boolean quick;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "events in the largest log that is replayed; half a million with --quick (${DEFAULT-VALUE})")
    private int most = 5_000_000;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there too")
    private @Nullable Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "where to write the report with charts (log.html)")
    private Path report = Path.of("log.html");

    /** How much is done in each round. */
    private record Size(int single, int sixteen, int sixtyFour, int batched, int replayed, int children) {}

    private Size size() {
        return quick
                ? new Size(400, 4_000, 10_000, 20_000, 100_000, 700)
                : new Size(2_000, 20_000, 60_000, 200_000, 1_000_000, 3_000);
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("besik-bench-log");
        var samples = new Samples();
        say("Starting PostgreSQL, Axon 4 and Besik ...");
        try (Postgres postgres = Postgres.start().orElse(null);
                RawPostgres raw = postgres == null ? null : raw(postgres, folder, samples);
                Axon4 axon4 = postgres == null ? null : new Axon4(axon4Jar(), postgres.url());
                var besik = new BesikLog(Files.createDirectory(folder.resolve("log")), samples);
                var flat = new FlatFile(folder.resolve("flat"), samples, besik.codec());
                var rebuild = new Rebuild(folder, size().children())) {
            if (postgres == null) {
                say("PostgreSQL is not installed here: measuring without it and without Axon 4");
            }
            List<Contest> contests = contests(besik, flat, rebuild, raw, axon4);
            List<Figure> figures = measure(contests);
            figures.forEach(figure -> System.out.println(figure.inWords()));
            String slope = slope(folder, samples);
            System.out.println(slope);
            Files.writeString(report, LogReport.html(figures, rounds, slope));
            say("The report is in " + report);
            if (json != null) {
                Files.writeString(json, LogReport.json(figures));
            }
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private static RawPostgres raw(Postgres postgres, Path folder, Samples samples) throws Exception {
        // Contacts have nothing to seal: a codec of any keys writes the same bytes
        try (var besik = new BesikLog(Files.createDirectory(folder.resolve("codec")), samples)) {
            return new RawPostgres(postgres.url(), samples, besik.codec());
        }
    }

    /** Built beside this module. */
    private static Path axon4Jar() {
        return Path.of(System.getProperty("besik.axon4.jar"));
    }

    private List<Contest> contests(
            BesikLog besik, FlatFile flat, Rebuild rebuild, @Nullable RawPostgres raw, @Nullable Axon4 axon4)
            throws Exception {
        Size size = size();
        int sourced = 1_000;
        say("Filling what is replayed and sourced ...");
        ChildId ours = besik.grown(sourced);
        besik.fill(size.replayed());
        besik.sourceCached(ours, sourced);
        ChildId theirs = raw == null ? ours : raw.grown(sourced);
        if (raw != null) {
            raw.fill(size.replayed());
        }
        if (axon4 != null) {
            axon4.batches(500, size.replayed());
        }
        var contests = new ArrayList<Contest>();
        contests.add(append("append-1", 1, size.single(), besik, flat, raw, axon4));
        contests.add(append("append-16", 16, size.sixteen(), besik, flat, raw, axon4));
        contests.add(append("append-64", 64, size.sixtyFour(), besik, flat, raw, axon4));

        var batches = new LinkedHashMap<String, Trial>();
        var replays = new LinkedHashMap<String, Trial>();
        var sources = new LinkedHashMap<String, Trial>();
        if (raw != null) {
            batches.put(GROUPS, () -> raw.batches(100, size.batched()));
            batches.put(COPY, () -> raw.copy(size.batched()));
            replays.put(CURSOR, () -> raw.replay(size.replayed()));
            sources.put(SELECT, () -> often(() -> raw.source(theirs, sourced)));
        }
        if (axon4 != null) {
            batches.put(AXON4, () -> axon4.batches(100, size.batched() / 10));
            replays.put(AXON4, () -> axon4.replay(size.replayed()));
            sources.put(AXON4, () -> often(() -> axon4.source(sourced)));
        }
        batches.put(FLAT, () -> flat.batches(100, size.batched()));
        contests.add(
                new Contest("batch-100", "events/s", true, () -> besik.batches(100, size.batched()), GROUPS, batches));
        contests.add(new Contest("replay", "events/s", true, () -> besik.replay(size.replayed()), CURSOR, replays));
        contests.add(new Contest(
                "source-1000", "ms", false, () -> often(() -> besik.source(ours, sourced)), SELECT, sources));
        contests.add(new Contest(
                "source-1000-cached",
                "ms",
                false,
                () -> often(() -> besik.sourceCached(ours, sourced)),
                SELECT,
                sources));
        Map<String, Trial> reading = raw == null ? Map.of() : Map.of(CURSOR, () -> raw.replay(size.replayed()));
        contests.add(new Contest("rebuild", "events/s", true, rebuild::measure, CURSOR, reading));
        return contests;
    }

    /** The median of several: a single reading of a millisecond says little. */
    private static double often(Trial trial) throws Exception {
        var figures = new ArrayList<Double>();
        for (int time = 0; time < OFTEN; time++) {
            figures.add(trial.measure());
        }
        return Figure.median(figures);
    }

    private static Contest append(
            String name,
            int callers,
            int events,
            BesikLog besik,
            FlatFile flat,
            @Nullable RawPostgres raw,
            @Nullable Axon4 axon4) {
        var peers = new LinkedHashMap<String, Trial>();
        if (raw != null) {
            peers.put(INSERTS, () -> raw.append(callers, events));
        }
        if (axon4 != null) {
            peers.put(AXON4, () -> axon4.append(callers, Math.max(callers, events / 4)));
        }
        peers.put(FLAT, () -> flat.append(callers, events));
        return new Contest(name, "events/s", true, () -> besik.append(callers, events), INSERTS, peers);
    }

    private List<Figure> measure(List<Contest> contests) throws Exception {
        var all = new LinkedHashMap<Contest, Contest.Rounds>();
        contests.forEach(contest -> all.put(contest, new Contest.Rounds()));
        for (int round = 0; round <= rounds; round++) {
            // The first one only warms everybody up
            for (Contest contest : contests) {
                say((round == 0 ? "Warming up: " : "Round " + round + " of " + rounds + ": ") + contest.name());
                contest.round(round, java.util.Objects.requireNonNull(all.get(contest)), round > 0);
            }
        }
        var figures = new ArrayList<Figure>();
        all.forEach((contest, measured) -> figures.addAll(contest.figures(measured)));
        return figures;
    }

    /** Whether a larger log is read as fast as a small one. */
    private String slope(Path folder, Samples samples) throws IOException {
        var said = new StringBuilder("Replay by the size of the log:");
        double first = 0;
        double last = 0;
        try (var grown = new BesikLog(Files.createDirectory(folder.resolve("grown")), samples)) {
            for (int events : quick ? new int[] {100_000, 500_000} : new int[] {most / 50, most / 5, most}) {
                say(String.format(Locale.ROOT, "Filling a log with %,d events ...", events));
                grown.fill(events);
                var rates = new ArrayList<Double>();
                for (int time = 0; time < 3; time++) {
                    rates.add(grown.replay(events));
                }
                last = Figure.median(rates);
                first = first == 0 ? last : first;
                said.append(String.format(Locale.ROOT, " %,d events %,.0f/s;", events, last));
            }
        }
        return said.append(String.format(Locale.ROOT, " the largest at %.2f of the smallest's rate", last / first))
                .toString();
    }

    private static void say(String progress) {
        System.err.println(progress);
    }
}
