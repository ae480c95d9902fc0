package org.besik.benchmark;

import org.besik.benchmark.identity.IdentityBenchmark;
import org.besik.benchmark.log.LogBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code infra/bench}. */
@Command(
        name = "infra/bench",
        mixinStandardHelpOptions = true,
        description = "Measures Besik on this machine, load generator included.",
        subcommands = {
            FactsBenchmark.class,
            LogBenchmark.class,
            TreeBenchmark.class,
            DetectionBenchmark.class,
            IdentityBenchmark.class,
            NationBenchmark.class,
            FlameBenchmark.class
        })
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] arguments) {
        String[] chosen = arguments.length == 0 || isOptionOfFacts(arguments[0]) ? withFacts(arguments) : arguments;
        System.exit(new CommandLine(new Benchmark()).execute(chosen));
    }

    /** Facts are what is measured unless told otherwise; {@code infra/bench --quick} means it. */
    private static boolean isOptionOfFacts(String first) {
        return first.startsWith("--") && !"--help".equals(first) && !"--version".equals(first);
    }

    private static String[] withFacts(String[] arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "facts";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }
}
