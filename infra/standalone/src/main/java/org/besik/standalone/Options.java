package org.besik.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be said on the command line; everything else is a setting. */
@Command(name = "infra/run", mixinStandardHelpOptions = true, sortOptions = false)
public final class Options {

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
