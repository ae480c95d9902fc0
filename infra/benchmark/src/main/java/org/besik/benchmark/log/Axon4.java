package org.besik.benchmark.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Axon 4's JDBC engine, in a process of its own that does what it is told. */
final class Axon4 implements AutoCloseable {

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    /** @param jar of the module beside this one */
    Axon4(Path jar, String database) throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("not built: " + jar.getFileName());
        }
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString(),
                        database)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        orders = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(answers.readLine())) {
            throw new IOException("Axon 4 did not start");
        }
    }

    double append(int callers, int events) throws IOException {
        return events * 1e9 / nanos("append " + callers + " " + events);
    }

    double batches(int size, int events) throws IOException {
        return events * 1e9 / nanos("batch " + size + " " + events);
    }

    double replay(int events) throws IOException {
        return events * 1e9 / nanos("replay " + events);
    }

    /** Milliseconds. */
    double source(int events) throws IOException {
        return nanos("source " + events) / 1e6;
    }

    private long nanos(String order) throws IOException {
        orders.println(order);
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("failed")) {
            throw new IOException("Axon 4: " + order + ": " + answer);
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
