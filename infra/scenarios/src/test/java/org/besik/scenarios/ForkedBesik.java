package org.besik.scenarios;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.besik.standalone.client.Connection;
import org.jspecify.annotations.Nullable;

/** Besik in a process of its own, which can be killed. */
public final class ForkedBesik implements AutoCloseable {

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            // Started often and soon killed: not worth the compiler's best
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final Path data;
    public final URI address;

    private ForkedBesik(Process process, Path data, URI address) {
        this.process = process;
        this.data = data;
        this.address = address;
    }

    static ForkedBesik start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** With more in its environment. */
    static ForkedBesik start(Path data, Map<String, String> environment) throws IOException {
        return start(data, List.of(), environment, freePort());
    }

    /** One side of a cluster. */
    public static ForkedBesik startSide(String side, Path data, Map<String, String> environment) throws IOException {
        return startSide(side, data, environment, freePort());
    }

    /** One side of a cluster, at an address that others were told before. */
    public static ForkedBesik startSide(String side, Path data, Map<String, String> environment, int port)
            throws IOException {
        return start(data, List.of("--column", "cluster", "--side", side), environment, port);
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static ForkedBesik start(Path data, List<String> options, Map<String, String> environment, int port)
            throws IOException {
        Path output = output(data);
        var command = new ArrayList<>(JAVA);
        command.addAll(ClassArchive.options(JAVA));
        command.addAll(List.of(
                "-cp",
                ClassArchive.classPath(),
                "org.besik.standalone.BesikApplication",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        command.addAll(options);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("BESIK_BIND", "localhost");
        var besik = new ForkedBesik(builder.start(), data, URI.create("http://localhost:" + port));
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .failFast(() -> {
                        if (!besik.isAlive()) {
                            throw new AssertionError("it did not start: " + Files.readString(output));
                        }
                    })
                    .until(besik::isReady);
            return besik;
        } catch (ConditionTimeoutException late) {
            besik.close();
            throw new AssertionError("it is not ready: " + Files.readString(output), late);
        } catch (RuntimeException | AssertionError failed) {
            besik.close();
            throw failed;
        }
    }

    /** What all its processes on this folder have said. */
    static Path output(Path data) {
        return data.resolve("output.log");
    }

    boolean isReady() {
        try {
            return ask(null, "GET", "/actuator/health/readiness", null).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Asks as one of the roles.
     *
     * @param role null: nobody
     * @param json null: no body
     */
    Connection.Answer ask(@Nullable String role, String method, String path, @Nullable String json) throws IOException {
        try (var connection = new Connection(address)) {
            return connection.exchange(
                    method,
                    path,
                    role == null ? null : token(role),
                    json == null ? null : "application/json",
                    json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        }
    }

    public String token(String role) throws IOException {
        return Files.readString(data.resolve("tokens").resolve(role + ".jwt")).strip();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not stop when asked to");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
