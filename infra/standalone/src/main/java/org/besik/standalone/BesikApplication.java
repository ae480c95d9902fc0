package org.besik.standalone;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine;

/** Both sides in one process, or in a cluster one of them; {@link Sides} says whose doors are opened. */
@SpringBootApplication(scanBasePackages = "org.besik.standalone")
public class BesikApplication {

    /** Starts Besik as {@code infra/run} does; exits with 2 for wrong options, with 1 if it cannot start. */
    public static void main(String[] arguments) {
        var options = new Options();
        var commandLine = new CommandLine(options);
        try {
            commandLine.parseArgs(arguments);
        } catch (CommandLine.ParameterException wrong) {
            System.err.println(wrong.getMessage());
            commandLine.usage(System.err);
            System.exit(2);
        }
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return;
        }
        String wrong = options.wrong(System.getenv());
        if (wrong != null) {
            System.err.println(wrong);
            commandLine.usage(System.err);
            System.exit(2);
        }
        try {
            start(options, Map.of());
        } catch (DataDirectory.Unusable unusable) {
            System.err.println(unusable.getMessage());
            System.exit(1);
        } catch (RuntimeException failed) {
            // Spring has told why (see HumaneFailures)
            System.exit(1);
        }
    }

    /**
     * Starts Besik in this process and returns once it listens; closing the context stops it.
     *
     * @param settings override the application's own, {@code server.address} for one
     * @throws DataDirectory.Unusable if the data directory cannot be made or another process has it
     */
    public static ConfigurableApplicationContext start(Options options, Map<String, Object> settings) {
        return start(options, settings, context -> {});
    }

    /**
     * As {@link #start(Options, Map)}, with parts of the caller's own.
     *
     * @param parts registers beans that stand in for Besik's: a clock
     */
    public static ConfigurableApplicationContext start(
            Options options, Map<String, Object> settings, Consumer<GenericApplicationContext> parts) {
        DataDirectory data = DataDirectory.open(options.own());
        try {
            var properties = new HashMap<String, Object>();
            properties.put("server.port", options.port());
            properties.put(
                    "besik.data", options.data().toAbsolutePath().normalize().toString());
            properties.put("besik.demo", options.demo());
            properties.put("besik.column", options.column());
            properties.put("besik.side.command", options.hasCommandSide());
            properties.put("besik.side.query", options.hasQuerySide());
            properties.put("management.endpoint.health.group.readiness.include", readiness(options));
            String bind = System.getenv("BESIK_BIND");
            if (bind != null && !bind.isBlank()) {
                properties.put("server.address", bind);
            }
            properties.putAll(settings);
            var application = new SpringApplication(BesikApplication.class);
            application.setDefaultProperties(properties);
            application.addInitializers(context -> {
                var beans = (GenericApplicationContext) context;
                beans.registerBean("dataDirectory", DataDirectory.class, () -> data);
                parts.accept(beans);
            });
            return application.run();
        } catch (RuntimeException failed) {
            data.close();
            throw failed;
        }
    }

    /** What must be well for traffic to come; each side has its own. */
    private static String readiness(Options options) {
        boolean isWhole = options.hasCommandSide() && options.hasQuerySide();
        return "readinessState"
                + (isWhole ? ",keys" : "")
                + (options.hasCommandSide() ? ",log" : "")
                + (options.hasQuerySide() ? ",views" : "")
                + (options.demo() ? ",demo" : "");
    }
}
