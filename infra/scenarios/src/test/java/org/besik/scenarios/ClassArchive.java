package org.besik.scenarios;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The classes of a server, read and verified once: a third of what a start takes goes to that. Made when the first server is
 * started, for all processes that run tests. Java takes jars alone into one, so that {@code mvn test}, which leaves modules
 * as folders, goes without.
 */
final class ClassArchive {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path FILE = TARGET.resolve("servers.jsa");

    private ClassArchive() {}

    /** The class path of this process without its tests, which no server knows. */
    static String classPath() {
        return String.join(File.pathSeparator, entries().toList());
    }

    /** What starts a server with the archive, given the options of Java that it is started with; empty: there is none. */
    static synchronized List<String> options(List<String> java) throws IOException {
        if (entries().anyMatch(entry -> !entry.endsWith(".jar"))) {
            return List.of();
        }
        try (var channel = FileChannel.open(
                        FILE.resolveSibling("servers.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock onlyOne = channel.lock()) {
            if (!isNewerThanAllJars()) {
                make(java);
            }
        }
        return List.of("-XX:SharedArchiveFile=" + FILE);
    }

    private static boolean isNewerThanAllJars() throws IOException {
        if (!Files.exists(FILE)) {
            return false;
        }
        long made = Files.getLastModifiedTime(FILE).toMillis();
        return entries().map(File::new).allMatch(jar -> jar.lastModified() < made);
    }

    private static void make(List<String> java) throws IOException {
        Path rehearsal = Files.createTempDirectory("besik-rehearsal");
        Path made = FILE.resolveSibling("servers.next");
        Path output = rehearsal.resolve("output.log");
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + made,
                "-Dspring.context.exit=onRefresh",
                "-cp",
                classPath(),
                "org.besik.standalone.BesikApplication",
                "--port",
                "0",
                "--data",
                rehearsal.resolve("data").toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0 || !Files.exists(made)) {
                throw new AssertionError("no archive of classes could be made: " + Files.readString(output));
            }
            Files.move(made, FILE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        } finally {
            FileSystemUtils.deleteRecursively(rehearsal);
        }
    }

    private static Stream<String> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(TARGET));
    }
}
