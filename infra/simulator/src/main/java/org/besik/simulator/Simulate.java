package org.besik.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infra/simulate}. */
@Command(
        name = "infra/simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes up a nation: the deliveries of a hub, line by line, and beside them the truth.",
            "The same options give the same lines."
        },
        footer = {
            "",
            "Examples:",
            "  infra/simulate --children 20000 --truth truth.ndjson --out facts.ndjson.gz",
            "  infra/simulate --to-server http://localhost:8080 --token-file ~/.besik/tokens/hub.jwt"
        })
public final class Simulate implements Callable<Integer> {

    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
    private static final int YEARS = 3;

    @Option(
            names = "--children",
            paramLabel = "N",
            defaultValue = "1500",
            description = "children of all ages (${DEFAULT-VALUE})")
    private int children;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "which nation (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "the day on which the register begins; of what was before, what still matters is delivered then"
                            + " (three years before the last day)")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "the last day (yesterday)")
    private @Nullable LocalDate to;

    @Option(
            names = "--nation",
            paramLabel = "FILE",
            description = "another nation than Kazakhstan; same form as its file")
    private @Nullable Path file;

    @Option(
            names = "--generator",
            paramLabel = "NAME",
            defaultValue = "LIVES",
            description =
                    "${COMPLETION-CANDIDATES}: life by life, or another nation, all children day by day (${DEFAULT-VALUE})")
    private Generator generator = Generator.LIVES;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write the lines there, packed if it ends in .gz (to standard output)")
    private @Nullable Path out;

    @Option(names = "--truth", paramLabel = "FILE", description = "write the truth there, packed if it ends in .gz")
    private @Nullable Path truth;

    @Option(names = "--to-server", paramLabel = "URL", description = "send the lines to a Besik that runs")
    private @Nullable URI server;

    @Option(names = "--token-file", paramLabel = "FILE", description = "with --to-server: a token that may relay")
    private @Nullable Path tokenFile;

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private Simulate() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, for programs. */
    public static CommandLine commandLine() {
        return new CommandLine(new Simulate()).setExecutionExceptionHandler((failed, command, parsed) -> {
            if (failed instanceof IOException || failed instanceof IllegalArgumentException) {
                command.getErr().println("infra/simulate: " + failed.getMessage());
                return 1;
            }
            throw failed;
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Simulation.Settings settings = settings();
        if (server != null && out != null) {
            throw wrong("--out and --to-server exclude each other");
        }
        if ((server == null) != (tokenFile == null)) {
            throw wrong("--to-server and --token-file belong together");
        }
        if (generator == Generator.DAYS && file != null) {
            throw wrong("--nation has rates of lives: --generator DAYS knows none");
        }
        long began = System.nanoTime();
        try (OutputStream truths = truth == null ? OutputStream.nullOutputStream() : opened(truth);
                var simulation = simulation(settings, truth == null ? each -> {} : writing(truths))) {
            if (server == null) {
                write(simulation);
            } else {
                var sender = new ServerDelivery(
                        server,
                        Files.readString(java.util.Objects.requireNonNull(tokenFile))
                                .strip());
                System.err.println(sender.deliver(simulation));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.err.printf(
                    Locale.ROOT,
                    "%,d lines about %,d children in %.1f s: %,.0f a second%s%n",
                    simulation.size(),
                    settings.children(),
                    seconds,
                    simulation.size() / seconds,
                    perProcessorSecond(simulation.size()));
        }
        return 0;
    }

    private Simulation simulation(Simulation.Settings settings, Consumer<Truth> truths) throws IOException {
        if (generator == Generator.DAYS) {
            long days = ChronoUnit.DAYS.between(settings.from(), settings.to()) + 1;
            return Simulation.daily(settings, truths, Progress.of("days", days));
        }
        Nation nation = file == null ? Nation.kazakhstan() : Nation.read(file);
        return Simulation.of(nation, settings, truths, Progress.of("lives", settings.children()));
    }

    /** What it would be on a machine that does nothing else; empty where the system does not say. */
    private static String perProcessorSecond(long lines) {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(used -> String.format(
                        Locale.ROOT, ", %,.0f a second of processor time", lines / (used.toMillis() / 1e3)))
                .orElse("");
    }

    private Simulation.Settings settings() {
        LocalDate today = LocalDate.now(ZONE);
        LocalDate last = to == null ? today.minusDays(1) : to;
        LocalDate first = from == null ? last.minusYears(YEARS) : from;
        if (children < 1) {
            throw wrong("--children must be at least 1");
        }
        if (last.isBefore(first)) {
            throw wrong("--to comes before --from");
        }
        return new Simulation.Settings(children, seed, first, last);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
    }

    private void write(Simulation simulation) throws IOException {
        if (out == null) {
            var lines = new BufferedOutputStream(System.out, 1 << 16);
            simulation.deliver(delivered -> lines.write(delivered.line()));
            lines.flush();
            return;
        }
        try (OutputStream lines = opened(out)) {
            simulation.deliver(delivered -> lines.write(delivered.line()));
        }
    }

    private static OutputStream opened(Path path) throws IOException {
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        return path.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
    }

    private static Consumer<Truth> writing(OutputStream truths) {
        return each -> {
            try {
                truths.write(each.line());
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        };
    }
}
