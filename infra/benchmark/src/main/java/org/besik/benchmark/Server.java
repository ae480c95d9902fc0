package org.besik.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.besik.standalone.client.Connection;
import org.jspecify.annotations.Nullable;

/** The server that is measured: one of our own on a fresh data directory, or one that runs already. */
final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration BUILD = Duration.ofHours(1);

    private final URI address;
    private final Path tokens;
    private final @Nullable Process process;
    private final @Nullable Path ours;

    /** @param ours deleted at the end; null: nothing is */
    private Server(URI address, Path tokens, @Nullable Process process, @Nullable Path ours) {
        this.address = address;
        this.tokens = tokens;
        this.process = process;
        this.ours = ours;
    }

    /** One that runs already; its data directory is needed for the tokens. */
    static Server at(URI address, Path dataDirectory) {
        return new Server(address, dataDirectory.resolve("tokens"), null, null);
    }

    /** Starts one as {@code infra/run} does, in a process of its own, and waits until it is ready. */
    static Server start(String heap) throws IOException, InterruptedException {
        return start(heap, List.of());
    }

    /** The same with more options for its JVM. */
    static Server start(String heap, List<String> options) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("besik-bench");
        int port = freePort();
        return started(
                heap,
                options,
                port,
                data,
                data,
                START,
                address -> {},
                "org.besik.standalone.BesikApplication",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString());
    }

    /** Starts one on data that stay, and waits until its views are built. */
    static Server ofNation(String heap, Path data, Consumer<URI> meanwhile) throws IOException, InterruptedException {
        int port = freePort();
        return started(
                heap,
                List.of(),
                port,
                data,
                null,
                BUILD,
                meanwhile,
                NationServer.class.getName(),
                Integer.toString(port),
                data.toString());
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static Server started(
            String heap,
            List<String> options,
            int port,
            Path data,
            @Nullable Path ours,
            Duration patience,
            Consumer<URI> meanwhile,
            String main,
            String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx" + heap,
                "@" + System.getProperty("besik.jvm.options"),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("output.log").toFile())
                .start();
        var server = new Server(URI.create("http://localhost:" + port), data.resolve("tokens"), process, ours);
        Instant giveUp = Instant.now().plus(patience);
        while (!server.isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                String output = Files.readString(data.resolve("output.log"));
                server.close();
                throw new IOException("the server did not start:\n" + output);
            }
            meanwhile.accept(server.address);
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return server;
    }

    private boolean isReady() {
        try (var connection = new Connection(address)) {
            return connection
                            .exchange("GET", "/actuator/health/readiness", null, null, null)
                            .status()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    String token(String role) throws IOException {
        return Files.readString(tokens.resolve(role + ".jwt")).strip();
    }

    /** Lets days go by, all at once, where the server has a clock of its own. */
    void turnDays(int days) throws IOException {
        OutputStream commands = Objects.requireNonNull(process).getOutputStream();
        commands.write("\n".repeat(days).getBytes(StandardCharsets.US_ASCII));
        commands.flush();
    }

    /** The most memory it ever had resident, in MiB; empty where the system does not say. */
    Optional<Double> peakResidentMiB() {
        if (process == null) {
            return Optional.empty();
        }
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stop) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        if (ours != null) {
            try {
                Folders.delete(ours);
            } catch (IOException left) {
                System.err.println("left behind: " + ours);
            }
        }
    }
}
