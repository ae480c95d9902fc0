package org.besik.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be said on the command line; everything else is a setting. */
@Command(name = "infra/run", mixinStandardHelpOptions = true, sortOptions = false)
public final class Options {

    static final String EMBEDDED = "embedded";
    static final String CLUSTER = "cluster";
    static final String COMMAND = "command";
    static final String QUERY = "query";

    private static final List<String> CLUSTER_NEEDS = List.of("BESIK_MONGO_URI", "BESIK_KAFKA", "BESIK_MASTER_KEY");

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "port to listen on (8080)")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "where everything is kept (~/.besik)")
    private Path data = Path.of(System.getProperty("user.home"), ".besik");

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "load a small simulated nation")
    private boolean demo;

    @Option(
            names = "--column",
            paramLabel = "COLUMN",
            defaultValue = "embedded",
            description = "embedded: one process, SQLite; cluster: MongoDB and Kafka, with --side")
    private String column = EMBEDDED;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            description = "in a cluster, which side this process is: command or query")
    private @Nullable String side;

    Options() {}

    /**
     * Options made by a program.
     *
     * @param port 0: any that is free
     */
    public Options(int port, Path data, boolean demo) {
        this.port = port;
        this.data = data;
        this.demo = demo;
    }

    /**
     * Options of one process of a cluster, made by a program.
     *
     * @param side {@code command} or {@code query}
     */
    public static Options ofCluster(String side, int port, Path data) {
        var options = new Options(port, data, false);
        options.column = CLUSTER;
        options.side = side;
        return options;
    }

    /** What is wrong with what was said, or missing from the environment, for a person; null: nothing. */
    @Nullable
    String wrong(Map<String, String> environment) {
        if (!column.equals(EMBEDDED) && !column.equals(CLUSTER)) {
            return "--column is embedded or cluster, not " + column;
        }
        if (column.equals(EMBEDDED)) {
            return side == null ? null : "--side goes with --column cluster";
        }
        if (!COMMAND.equals(side) && !QUERY.equals(side)) {
            return "--column cluster needs --side command or --side query";
        }
        if (demo && QUERY.equals(side)) {
            return "--demo goes with --side command";
        }
        return CLUSTER_NEEDS.stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> "a cluster needs " + name + " in the environment")
                .orElse(null);
    }

    String column() {
        return column;
    }

    boolean hasCommandSide() {
        return !QUERY.equals(side);
    }

    boolean hasQuerySide() {
        return !COMMAND.equals(side);
    }

    /** The folder of this process alone; in a cluster on one machine each side has its own in the data folder. */
    Path own() {
        return side == null ? data : data.resolve(side);
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    boolean demo() {
        return demo;
    }
}
