package org.besik.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.eventlog.sqlite.SqliteCheckpointStore;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.command.eventlog.tree.CheckpointSigner;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.LogTree;
import org.besik.proofs.NoteSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What hashes, tree and checkpoints cost the log. */
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Appends the same events to a log with hashes, tree and checkpoints, to one with hashes only, and to"
                        + " one whose SHA-256 does nothing; side by side, in this process.")
final class TreeBenchmark implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "11", description = "rounds (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "events a log is given in each round (${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--group",
            paramLabel = "N",
            defaultValue = "250",
            description = "transactions handed over at once (${DEFAULT-VALUE})")
    private int group;

    private enum Variant {
        NOTHING("no hashes"),
        CHAIN("chain"),
        ALL("chain, tree and checkpoints");

        final String label;

        Variant(String label) {
            this.label = label;
        }
    }

    /** Events a second, and for how long after the last one something was unsigned. */
    private record Measured(double perSecond, double unsignedMillis) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<List<LogTransaction>> groups = groups();
        for (Variant variant : Variant.values()) {
            System.err.println("Warming up: " + variant.label);
            measure(variant, groups);
        }
        Map<Variant, List<Double>> all = new EnumMap<>(Variant.class);
        var unsigned = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < Variant.values().length; turn++) {
                // Each one is first as often as last
                Variant variant = Variant.values()[(round + turn) % Variant.values().length];
                Measured measured = measure(variant, groups);
                all.computeIfAbsent(variant, any -> new ArrayList<>()).add(measured.perSecond());
                if (variant == Variant.ALL) {
                    unsigned.add(measured.unsignedMillis());
                }
                System.err.printf(
                        Locale.ROOT, "Round %d: %s, %,.0f events/s%n", round + 1, variant.label, measured.perSecond());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d rounds of %,d events in transactions of one, %d at once, on %d processors%n%n",
                rounds,
                events,
                group,
                Runtime.getRuntime().availableProcessors());
        for (Variant variant : Variant.values()) {
            print(variant.label + ", events/s", each(all, variant));
        }
        print("throughput with chain, of without", ratios(all, Variant.CHAIN, Variant.NOTHING));
        print("throughput with all, of with chain", ratios(all, Variant.ALL, Variant.CHAIN));
        print("throughput with all, of without", ratios(all, Variant.ALL, Variant.NOTHING));
        print("all signed after the last append, ms", unsigned);
        return 0;
    }

    private static List<Double> each(Map<Variant, List<Double>> all, Variant variant) {
        return all.getOrDefault(variant, List.of());
    }

    private static List<Double> ratios(Map<Variant, List<Double>> all, Variant one, Variant other) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < each(all, one).size(); round++) {
            ratios.add(each(all, one).get(round) / each(all, other).get(round));
        }
        return ratios;
    }

    private static void print(String what, List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        String form = median < 10 ? "%-40s %12.3f  (%.3f to %.3f)%n" : "%-40s %,12.0f  (%,.0f to %,.0f)%n";
        System.out.printf(Locale.ROOT, form, what, median, sorted.getFirst(), sorted.getLast());
    }

    /** Events as large as those of agencies: 300 bytes beside 150 of the event's own, a tag, a reference. */
    private List<List<LogTransaction>> groups() {
        var random = new Random(20_261_031);
        var groups = new ArrayList<List<LogTransaction>>();
        for (int at = 0; at < events; at += group) {
            var transactions = new ArrayList<LogTransaction>();
            for (int n = at; n < Math.min(events, at + group); n++) {
                byte[] ref = ByteBuffer.allocate(16)
                        .putLong(random.nextLong())
                        .putLong(n)
                        .array();
                var event = new NewEvent(
                        "contact.ContactRecorded",
                        "1",
                        words(random, 300),
                        List.of("child:%036d".formatted(random.nextInt(events / 50))),
                        words(random, 150));
                transactions.add(new LogTransaction(
                        List.of(event), List.of(new ClaimedKey(new UniqueKey("ref", ref), ref)), null));
            }
            groups.add(transactions);
        }
        return groups;
    }

    private static byte[] words(Random random, int length) {
        var words = new StringBuilder(length);
        while (words.length() < length) {
            words.append(Long.toHexString(random.nextLong()));
        }
        return words.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static Measured measure(Variant variant, List<List<LogTransaction>> groups)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("besik-bench");
        var doesNothing = new NoHashes();
        if (variant == Variant.NOTHING) {
            Security.insertProviderAt(doesNothing, 1);
        }
        try {
            return variant == Variant.ALL ? withTree(folder, groups) : withoutTree(folder, groups);
        } finally {
            Security.removeProvider(doesNothing.getName());
            Folders.delete(folder);
        }
    }

    private static Measured withoutTree(Path folder, List<List<LogTransaction>> groups) {
        try (var log = SqliteEventLog.open(folder, String::hashCode)) {
            return new Measured(appended(log, groups), 0);
        }
    }

    private static Measured withTree(Path folder, List<List<LogTransaction>> groups) throws InterruptedException {
        long all = groups.stream().mapToLong(List::size).sum();
        try (var log = SqliteEventLog.open(folder, String::hashCode);
                var nodes = SqliteTreeStore.open(folder.resolve("tree.db"));
                var checkpoints = new AwaitedStore(SqliteCheckpointStore.open(folder.resolve("checkpoints.db")), all);
                var signer =
                        new CheckpointSigner(log, new LogTree(log, nodes), checkpoints, NoteSigner.generate(null))) {
            signer.start();
            double perSecond = appended(log, groups);
            long last = System.nanoTime();
            checkpoints.await();
            return new Measured(perSecond, (System.nanoTime() - last) / 1e6);
        }
    }

    /** Keeps checkpoints and lets somebody wait for the one over everything. */
    private record AwaitedStore(CheckpointStore store, long all, CountDownLatch isThere) implements CheckpointStore {

        AwaitedStore(CheckpointStore store, long all) {
            this(store, all, new CountDownLatch(1));
        }

        void await() throws InterruptedException {
            if (!isThere.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("not everything is signed");
            }
        }

        @Override
        public void add(long size, String note) {
            store.add(size, note);
            if (size >= all) {
                isThere.countDown();
            }
        }

        @Override
        public Optional<String> last() {
            return store.last();
        }

        @Override
        public Optional<String> find(long size) {
            return store.find(size);
        }

        @Override
        public List<String> spread(int limit) {
            return store.spread(limit);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Two callers, so that one group is being made ready while the other is written. */
    private static double appended(SqliteEventLog log, List<List<LogTransaction>> groups) {
        long began = System.nanoTime();
        Stream<Thread> callers = Stream.of(0, 1)
                .map(half -> Thread.ofPlatform().start(() -> {
                    for (int i = half; i < groups.size(); i += 2) {
                        log.append(groups.get(i));
                    }
                }))
                .toList()
                .stream();
        callers.forEach(TreeBenchmark::join);
        return log.head() * 1e9 / (System.nanoTime() - began);
    }

    private static void join(Thread caller) {
        try {
            caller.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /** SHA-256 that costs nothing and says nothing: what is left is the log without hashes. */
    private static final class NoHashes extends Provider {

        private static final long serialVersionUID = 1L;

        NoHashes() {
            super("BesikNoHashes", "1", "for measurements");
            put("MessageDigest.SHA-256", NoHash.class.getName());
        }
    }

    /** Made by name. */
    public static final class NoHash extends MessageDigestSpi {

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {}

        @Override
        protected byte[] engineDigest() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {}
    }
}
