package org.besik.benchmark.log;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL cluster of our own: fresh, on a free port of loopback, durable as it comes, gone afterwards. */
final class Postgres implements AutoCloseable {

    /** The server refuses to run as root; Debian's package brings this account. */
    private static final String ACCOUNT = "postgres";

    private final Path binaries;
    private final Path folder;
    private final int port;

    private Postgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; empty where PostgreSQL is not installed. */
    static Optional<Postgres> start() throws IOException, InterruptedException {
        Optional<Path> found = binaries();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("besik-bench-postgres");
        if (isRoot()) {
            run(List.of("chown", ACCOUNT, folder.toString()));
        }
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var cluster = new Postgres(found.get(), folder, port);
        try {
            cluster.asItself("initdb", "-D", cluster.data(), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C");
            cluster.asItself(
                    "pg_ctl",
                    "-D",
                    cluster.data(),
                    "-w",
                    "-l",
                    folder.resolve("postgres.log").toString(),
                    "-o",
                    "-p " + port + " -c max_connections=200 -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                            + folder,
                    "start");
        } catch (IOException failed) {
            cluster.close();
            throw failed;
        }
        return Optional.of(cluster);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + ACCOUNT + "&reWriteBatchedInserts=true";
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void asItself(String command, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups"));
        }
        line.add(binaries.resolve(command).toString());
        line.addAll(List.of(arguments));
        run(line);
    }

    private static void run(List<String> line) throws IOException, InterruptedException {
        Path output = Files.createTempFile("besik-bench", ".log");
        try {
            // To a file: the server inherits the output, and a pipe would stay open as long as it runs
            int code = new ProcessBuilder(line)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(line.getFirst() + " failed:\n" + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The newest version in Debian's place. */
    private static Optional<Path> binaries() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(java.util.Comparator.naturalOrder());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(folder.resolve("data").resolve("postmaster.pid"))) {
                asItself("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
            }
            run(List.of("rm", "-rf", folder.toString()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
