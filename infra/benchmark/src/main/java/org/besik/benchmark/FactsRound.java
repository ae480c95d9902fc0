package org.besik.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;

/** One round: a stream with a reader beside it, then single facts as fast as they go, then at a fixed rate. */
final class FactsRound {

    private static final int CONNECTIONS = 64;
    private static final int CHILDREN = 1_500;
    private static final int QUESTIONS_A_SECOND = 20;
    private static final String FIRST_PAGE = "/v1/untracked?asOf=2026-10-31";

    private final Server server;
    private final List<byte[]> lines;
    private final int seconds;
    private final int rate;
    private final AtomicLong singles = new AtomicLong();

    FactsRound(Server server, List<byte[]> lines, int seconds, int rate) {
        this.server = server;
        this.lines = lines;
        this.seconds = seconds;
        this.rate = rate;
    }

    /** Figures by name, in the order in which they are printed. */
    Map<String, Double> measure() throws IOException, InterruptedException {
        Map<String, Double> figures = deliver();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            closedLoop(threads, figures);
            openLoop(threads, figures);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
        server.peakResidentMiB().ifPresent(peak -> figures.put("server's peak memory, MiB resident", peak));
        return figures;
    }

    /** Only the stream with its reader, until the views show all of it. */
    Map<String, Double> deliver() throws IOException, InterruptedException {
        var figures = new LinkedHashMap<String, Double>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stream(threads, figures);
            awaitViews(figures);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
        return figures;
    }

    private void stream(ExecutorService threads, Map<String, Double> figures)
            throws IOException, InterruptedException, ExecutionException {
        var loading = new AtomicBoolean(true);
        var pages = new Histogram(3_600_000_000L, 3);
        Future<?> reader = threads.submit(() -> askUntracked(loading, pages));
        Future<double[]> watcher = threads.submit(() -> watch(loading));
        long began = System.nanoTime();
        long recorded = 0;
        long answered = 0;
        try (var stream = new FactStream(server.address(), server.token("hub"))) {
            Future<?> sender = threads.submit(() -> {
                for (byte[] line : lines) {
                    stream.send(line);
                }
                stream.end();
                return null;
            });
            for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                answered++;
                if (answer.contains("\"status\":\"recorded\"")) {
                    recorded++;
                }
            }
            sender.get();
        }
        double took = (System.nanoTime() - began) / 1e9;
        loading.set(false);
        reader.get();
        double[] worst = watcher.get();
        figures.put("stream: answers/s (goal 5,000)", answered / took);
        figures.put("stream: recorded", (double) recorded);
        figures.put("stream: not recorded", (double) (answered - recorded));
        figures.put("untracked while loading: p50 ms", pages.getValueAtPercentile(50) / 1000.0);
        figures.put("untracked while loading: p95 ms (goal 50)", pages.getValueAtPercentile(95) / 1000.0);
        figures.put("untracked while loading: max ms", pages.getMaxValue() / 1000.0);
        figures.put("views behind at worst: seconds (goal 2)", worst[0]);
        figures.put("views behind at worst: events", worst[1]);
        figures.put("server's heap at most, MiB used", worst[2]);
    }

    /** Asks for the first page at a fixed rate; a late answer makes the ones after it late, as for a person. */
    private void askUntracked(AtomicBoolean loading, Histogram micros) {
        try (var connection = new Connection(server.address())) {
            String token = server.token("admin");
            long interval = 1_000_000_000L / QUESTIONS_A_SECOND;
            long intended = System.nanoTime();
            while (loading.get()) {
                waitUntil(intended);
                require(200, connection.exchange("GET", FIRST_PAGE, token, null, null));
                micros.recordValue(Math.max(1, (System.nanoTime() - intended) / 1000));
                intended += interval;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private double[] watch(AtomicBoolean loading) {
        double[] worst = {Double.NaN, Double.NaN, 0};
        try (var connection = new Connection(server.address())) {
            for (long next = System.nanoTime(); loading.get(); next += 250_000_000L) {
                waitUntil(next);
                Map<String, Double> samples = Metrics.read(connection);
                worst[0] = atLeast(worst[0], Metrics.lag(samples, "seconds"));
                worst[1] = atLeast(worst[1], Metrics.lag(samples, "events"));
                worst[2] = atLeast(worst[2], Metrics.heapMiB(samples));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return worst;
    }

    /** What is measured next must not share the machine with what was measured before. */
    private void awaitViews(Map<String, Double> figures) throws IOException {
        long began = System.nanoTime();
        try (var connection = new Connection(server.address())) {
            long next = began;
            while (Metrics.lag(Metrics.read(connection), "events") > 0) {
                next += 250_000_000L;
                waitUntil(next);
            }
        }
        figures.put("views caught up after the stream: seconds", (System.nanoTime() - began) / 1e9);
    }

    private static double atLeast(double known, double seen) {
        return Double.isNaN(known) ? seen : Double.isNaN(seen) ? known : Math.max(known, seen);
    }

    private void closedLoop(ExecutorService threads, Map<String, Double> figures)
            throws IOException, InterruptedException, ExecutionException {
        // The stream has not warmed up what answers single facts
        figures.put("single facts at 64 connections, first %d s: facts/s".formatted(seconds), asFastAsTheyGo(threads));
        figures.put("single facts at 64 connections: facts/s (goal 3,000)", asFastAsTheyGo(threads));
    }

    private double asFastAsTheyGo(ExecutorService threads)
            throws IOException, InterruptedException, ExecutionException {
        long sentBefore = singles.get();
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        onEveryConnection(threads, (number, connection, token) -> {
            while (System.nanoTime() < until) {
                sendSingle(connection, token);
            }
        });
        return (singles.get() - sentBefore) / ((System.nanoTime() - began) / 1e9);
    }

    private void openLoop(ExecutorService threads, Map<String, Double> figures)
            throws IOException, InterruptedException, ExecutionException {
        var micros = new ConcurrentHistogram(3_600_000_000L, 3);
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        long interval = CONNECTIONS * 1_000_000_000L / rate;
        onEveryConnection(threads, (number, connection, token) -> {
            for (long intended = began + number * interval / CONNECTIONS; intended < until; intended += interval) {
                waitUntil(intended);
                sendSingle(connection, token);
                micros.recordValue(Math.max(1, (System.nanoTime() - intended) / 1000));
            }
        });
        figures.put("single facts at %,d/s: p50 ms".formatted(rate), micros.getValueAtPercentile(50) / 1000.0);
        figures.put("single facts at %,d/s: p95 ms".formatted(rate), micros.getValueAtPercentile(95) / 1000.0);
        figures.put("single facts at %,d/s: p99 ms".formatted(rate), micros.getValueAtPercentile(99) / 1000.0);
    }

    @FunctionalInterface
    private interface OnConnection {
        void run(int number, Connection connection, String token) throws IOException;
    }

    private void onEveryConnection(ExecutorService threads, OnConnection work)
            throws IOException, InterruptedException, ExecutionException {
        String token = server.token("hub");
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int number = i;
            running.add(threads.submit(() -> {
                try (var connection = new Connection(server.address())) {
                    work.run(number, connection, token);
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    private void sendSingle(Connection connection, String token) throws IOException {
        byte[] fact = Deliveries.contact(CHILDREN, singles.incrementAndGet());
        require(201, connection.exchange("POST", "/v1/facts", token, "application/json", fact));
    }

    private static void require(int status, Connection.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("expected " + status + ", got " + answer.status() + ": " + answer.text());
        }
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
