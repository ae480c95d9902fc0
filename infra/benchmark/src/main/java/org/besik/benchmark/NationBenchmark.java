package org.besik.benchmark;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long officers of a whole nation wait, while its agencies report. */
@Command(
        name = "nation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes up a nation on one machine, and measures the summary, filtered pages and the overview at rest and while",
            "facts come in, the list as a file, and the sweep on the next day, after days without one, and once nobody told",
            "of anything for two months. Says how far it is, each figure as soon as it is known, and the goal for a million",
            "children beside it."
        })
final class NationBenchmark implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] REGIONS = {"KZ-71", "KZ-75", "KZ-79", "KZ-61", "KZ-10", "KZ-62"};
    private static final String[] FILTERS = {
        "&reason=SILENT",
        "&ageFrom=0&ageTo=2",
        "&severity=HIGH",
        "&reason=NOT_IN_EDUCATION&sort=ageMonths",
        "&sort=-severity"
    };
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @Option(
            names = "--children",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "children of all ages (${DEFAULT-VALUE})")
    private int children;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "which nation (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where the nation is kept; if one is there, it is measured and none made (a temporary folder)")
    private @Nullable Path kept;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "facts a second that come in meanwhile (${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long each question is asked, after half a minute that does not count (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "of the server (${DEFAULT-VALUE})")
    private String heap = "1g";

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there too")
    private @Nullable Path json;

    /** So often a second each question is asked. */
    private static final int A_SECOND = 10;

    /** So long everything goes on before it counts: by then a server that was just started has compiled what it does often. */
    private static final int WARM_UP_SECONDS = 30;

    private static final int DAYS_OF_REST = 10;

    /** Then most children come due at once, more than on any first day of school. */
    private static final int DAYS_OF_SILENCE = 60;

    private static final long SAY_SECONDS = 10;

    private Figures figures = new Figures(null);

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        figures = new Figures(json);
        Path data = kept == null ? Files.createTempDirectory("besik-nation") : kept.toAbsolutePath();
        System.out.printf(
                Locale.ROOT,
                "%d processors, server's heap %s, load generator on the same machine%n%n",
                Runtime.getRuntime().availableProcessors(),
                heap);
        try {
            build(data);
            try (Server server = start(data)) {
                measure(server, data);
            }
        } finally {
            if (kept == null) {
                Folders.delete(data);
            }
        }
        return 0;
    }

    private void build(Path data) throws IOException {
        if (NationLog.isThere(data)) {
            System.err.println("There is a nation in " + data + " already.");
            return;
        }
        if (Files.exists(data.resolve("log"))) {
            throw new IOException(data + " holds something else, or a nation that was not finished: delete it");
        }
        long began = System.nanoTime();
        long recorded = new NationLog(data, Clock.system(NationServer.ZONE)).write(children, seed);
        double took = since(began);
        figures.put("children", children, "");
        figures.put("log written, simulation included", recorded / took, "facts/s");
        figures.put("log written", (double) recorded, "facts");
    }

    private Server start(Path data) throws IOException, InterruptedException {
        System.err.println("Starting the server; the first time it builds its views ...");
        long began = System.nanoTime();
        var progress = new BuildProgress(children);
        Server server = Server.ofNation(heap, data, progress::look);
        double took = since(began);
        figures.put("ready, with its views", took, "s");
        figures.put("ready, with its views", children / took, "children/s");
        figures.put("views", bytes(data.resolve("views")) / children, "bytes a child");
        return server;
    }

    private static double bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void measure(Server server, Path data) throws IOException, InterruptedException, ExecutionException {
        LocalDate today = LocalDate.now(NationServer.ZONE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                var connection = new Connection(server.address())) {
            JsonNode summary = get(server, connection, "/v1/untracked/summary?by=region");
            figures.put(
                    "children open",
                    summary.path("rows")
                            .valueStream()
                            .mapToDouble(row -> row.path("open").asDouble())
                            .sum(),
                    "");
            figures.put("children untracked", summary.path("total").asDouble(), "");
            var signedIn = signIn(server);
            // The register's first sweep began with the server and waited for the views: how long it took itself,
            // nobody can say
            sweep(server, connection, today);
            figures.put("first sweep of the register", raised(server, connection), "flags");
            awaitViews(connection);
            ask(threads, server, signedIn, WARM_UP_SECONDS);
            put("at rest", ask(threads, server, signedIn, seconds));
            export(signedIn);
            report(threads, server, data, today, signedIn);
        }
        // Another one: the server ends what nobody uses for a minute
        try (var connection = new Connection(server.address())) {
            awaitViews(connection);
            sweeps(server, connection, today);
            figures.put("server's heap at the end", Metrics.heapMiB(Metrics.read(connection)), "MiB");
        }
        server.peakResidentMiB().ifPresent(peak -> figures.put("server's most memory, resident", peak, "MiB"));
    }

    private void report(ExecutorService threads, Server server, Path data, LocalDate today, SignedIn signedIn)
            throws IOException, InterruptedException, ExecutionException {
        List<String> known;
        try (Stream<String> lines = Files.lines(NationLog.children(data))) {
            known = lines.toList();
        }
        var isOver = new AtomicBoolean();
        var reported = new AtomicLong();
        Future<?> agencies = threads.submit(() -> {
            report(server, known, today, isOver, reported);
            return null;
        });
        Future<Double> lag = threads.submit(() -> worstLag(server, isOver));
        ask(threads, server, signedIn, WARM_UP_SECONDS);
        long began = System.nanoTime();
        long before = reported.get();
        put("at %,d facts/s".formatted(rate), ask(threads, server, signedIn, seconds));
        figures.put("facts that came in meanwhile", (reported.get() - before) / since(began), "facts/s");
        isOver.set(true);
        agencies.get();
        figures.put("views behind at worst", lag.get(), "s");
    }

    /** On the next day, and after days on which nobody swept. */
    private void sweeps(Server server, Connection connection, LocalDate today) throws IOException {
        server.turnDays(1);
        figures.put("sweep of the next day", sweep(server, connection, today.plusDays(1)), "s", 10);
        figures.put("sweep of the next day", raised(server, connection), "flags");
        awaitViews(connection);
        server.turnDays(DAYS_OF_REST);
        String what = "sweep of %d days at once".formatted(DAYS_OF_REST);
        figures.put(what, sweep(server, connection, today.plusDays(1L + DAYS_OF_REST)), "s", 10);
        figures.put(what, raised(server, connection), "flags");
        awaitViews(connection);
        server.turnDays(DAYS_OF_SILENCE);
        String silence = "sweep after %d days without a fact".formatted(DAYS_OF_SILENCE);
        double took = sweep(server, connection, today.plusDays(1L + DAYS_OF_REST + DAYS_OF_SILENCE));
        figures.put(silence, raised(server, connection), "flags");
        figures.put(silence, raised(server, connection) / took, "flags/s");
        awaitViews(connection);
    }

    /** The whole list, as an officer takes it home. */
    private void export(SignedIn signedIn) throws IOException {
        for (String format : List.of("csv", "xlsx")) {
            long began = System.nanoTime();
            long bytes = signedIn.export(format);
            figures.put("the list as " + format, since(began), "s");
            figures.put("the list as " + format, bytes / 1e6, "MB");
        }
    }

    /** How long people waited for an answer, in microseconds. */
    private record Waited(Histogram summary, Histogram page, Histogram overview) {}

    private Waited ask(ExecutorService threads, Server server, SignedIn signedIn, int forSeconds)
            throws InterruptedException, ExecutionException {
        var random = new Random(seed);
        var summary = threads.submit(() -> openLoop(server, forSeconds, () -> "/v1/untracked/summary?by=region"));
        var page = threads.submit(() -> openLoop(
                server,
                forSeconds,
                () -> "/v1/untracked?region=" + REGIONS[random.nextInt(REGIONS.length)]
                        + FILTERS[random.nextInt(FILTERS.length)]));
        var overview = threads.submit(() -> openLoop(forSeconds, signedIn::overview));
        return new Waited(summary.get(), page.get(), overview.get());
    }

    private void put(String when, Waited waited) {
        put("national summary " + when, waited.summary(), 100);
        put("filtered page " + when, waited.page(), 50);
        put("overview page " + when, waited.overview(), 100);
    }

    private void put(String what, Histogram micros, int goal) {
        figures.put(what + ", p50", micros.getValueAtPercentile(50) / 1000.0, "ms");
        figures.put(what + ", p95", micros.getValueAtPercentile(95) / 1000.0, "ms", goal);
        figures.put(what + ", longest", micros.getMaxValue() / 1000.0, "ms");
    }

    private static Histogram openLoop(Server server, int seconds, Supplier<String> path) throws IOException {
        try (var connection = new Connection(server.address())) {
            String token = server.token("admin");
            return openLoop(seconds, () -> require(connection.exchange("GET", path.get(), token, null, null)));
        }
    }

    private interface Question {
        void ask() throws IOException;
    }

    /** From the intended start of each question: a late answer makes the ones after it late, as for a person. */
    private static Histogram openLoop(int seconds, Question question) throws IOException {
        var micros = new Histogram(3_600_000_000L, 3);
        long began = System.nanoTime();
        for (int i = 0; i < seconds * A_SECOND; i++) {
            long intended = began + i * 1_000_000_000L / A_SECOND;
            waitUntil(intended);
            question.ask();
            micros.recordValue(Math.max(1, (System.nanoTime() - intended) / 1000));
        }
        return micros;
    }

    /** Visits, each by the clinic that the child goes to, as a hub streams them: a twentieth of a second's worth at a time. */
    private void report(Server server, List<String> known, LocalDate day, AtomicBoolean isOver, AtomicLong reported)
            throws IOException {
        int atOnce = Math.max(1, rate / 20);
        var random = new Random(seed);
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        try (var stream = new FactStream(server.address(), server.token("hub"))) {
            Thread reading = Thread.ofVirtual().start(() -> {
                try {
                    for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                        if (answer.contains("\"recorded\"")) {
                            reported.incrementAndGet();
                        }
                    }
                } catch (IOException cut) {
                    throw new java.io.UncheckedIOException(cut);
                }
            });
            long number = 0;
            long began = System.nanoTime();
            for (long round = 0; !isOver.get(); round++) {
                waitUntil(began + round * 50_000_000L);
                for (int i = 0; i < atOnce; i++) {
                    stream.send(visit(run, number++, known.get(random.nextInt(known.size())), day));
                }
                stream.flush();
            }
            stream.end();
            join(reading);
        }
    }

    private static byte[] visit(String run, long number, String childAndClinic, LocalDate day) {
        return """
                {"fact":"contact","ref":"bench-%s-%d",%s,"occurredOn":"%s",\
                "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}
                """.formatted(run, number, childAndClinic, day).getBytes(StandardCharsets.UTF_8);
    }

    private static double worstLag(Server server, AtomicBoolean isOver) throws IOException {
        double worst = 0;
        try (var connection = new Connection(server.address())) {
            for (long next = System.nanoTime(); !isOver.get(); next += 500_000_000L) {
                waitUntil(next);
                worst = Math.max(worst, Metrics.lag(Metrics.read(connection, Metrics.LAG), "seconds"));
            }
        }
        return worst;
    }

    private static void awaitViews(Connection connection) throws IOException {
        while (Metrics.lag(Metrics.read(connection, Metrics.LAG), "events") > 0) {
            LockSupport.parkNanos(100_000_000L);
        }
    }

    /** How long the sweep of a day took, once it is done. */
    private static double sweep(Server server, Connection connection, LocalDate day) throws IOException {
        long said = System.nanoTime();
        while (true) {
            JsonNode status = get(server, connection, "/v1/untracked/sweep");
            if (System.nanoTime() - said > SAY_SECONDS * 1_000_000_000L) {
                said = System.nanoTime();
                System.err.printf(
                        Locale.ROOT,
                        "  sweep: %,d children read, %,d flags raised%n",
                        status.path("listed").asLong(),
                        status.path("raised").asLong());
            }
            if (day.toString().equals(status.path("day").asString())
                    && "DONE".equals(status.path("state").asString())) {
                return java.time.Duration.between(
                                        java.time.Instant.parse(
                                                status.path("startedAt").asString()),
                                        java.time.Instant.parse(
                                                status.path("finishedAt").asString()))
                                .toMillis()
                        / 1000.0;
            }
            LockSupport.parkNanos(200_000_000L);
        }
    }

    private static double raised(Server server, Connection connection) throws IOException {
        return get(server, connection, "/v1/untracked/sweep").path("raised").asDouble();
    }

    private static JsonNode get(Server server, Connection connection, String path) throws IOException {
        var answer = connection.exchange("GET", path, server.token("admin"), null, null);
        require(answer);
        return JSON.readTree(answer.body());
    }

    private static void require(Connection.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("the server answered " + answer.status() + ": " + answer.text());
        }
    }

    /** A person who opened the pages. */
    private record SignedIn(HttpClient browser, URI overviewPage) {

        /** How many bytes the whole list has as a file. */
        long export(String format) throws IOException {
            var file = HttpRequest.newBuilder(overviewPage.resolve("/untracked/export?format=" + format))
                    .build();
            try {
                var answer = browser.send(file, BodyHandlers.ofInputStream());
                try (var body = answer.body()) {
                    if (answer.statusCode() != 200) {
                        throw new IOException("the file answered " + answer.statusCode());
                    }
                    return body.transferTo(java.io.OutputStream.nullOutputStream());
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", stop);
            }
        }

        void overview() throws IOException {
            var answer = send(browser, HttpRequest.newBuilder(overviewPage).build());
            if (!answer.contains("<main")) {
                throw new IOException("this is not the overview");
            }
        }
    }

    private static SignedIn signIn(Server server) throws IOException {
        var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        URI login = server.address().resolve("/login");
        Matcher csrf = CSRF.matcher(send(browser, HttpRequest.newBuilder(login).build()));
        if (!csrf.find()) {
            throw new IOException("there is no form to sign in");
        }
        send(
                browser,
                HttpRequest.newBuilder(login)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "_csrf=" + encoded(csrf.group(1)) + "&token=" + encoded(server.token("admin"))))
                        .build());
        var signedIn = new SignedIn(browser, server.address().resolve("/"));
        signedIn.overview();
        return signedIn;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String send(HttpClient browser, HttpRequest request) throws IOException {
        try {
            var answer = browser.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the page answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
