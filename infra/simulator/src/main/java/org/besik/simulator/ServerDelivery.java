package org.besik.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a nation to a Besik that runs, a thousand lines a request. A request that fails is sent again: what was recorded is
 * answered as a duplicate.
 */
final class ServerDelivery {

    private static final int LINES = 1_000;
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What was spoilt on purpose has such a reference, or none that can be read. */
    private static final Pattern MALFORMED = Pattern.compile("\"ref\":(null|\"bad-)");

    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z-]+)\"");

    private final URI facts;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(1 << 19);
    private int lines;
    private int recorded;
    private int duplicate;
    private int malformed;
    private final Map<String, Integer> refused = new TreeMap<>();

    ServerDelivery(URI server, String token) {
        this.facts = server.resolve("/v1/facts");
        this.token = token;
    }

    /** @return what became of the lines, as a sentence */
    String deliver(Simulation simulation) throws IOException {
        IntConsumer progress = Progress.of("facts", simulation.size());
        long began = System.nanoTime();
        simulation.deliver(delivered -> {
            waiting.write(delivered.line());
            lines++;
            if (lines == LINES) {
                send();
                progress.accept(answered());
            }
        });
        send();
        progress.accept(answered());
        return String.format(
                Locale.ROOT,
                "%,d recorded, %,d known already, %,d refused (malformed on purpose)%s, %,.0f a second",
                recorded,
                duplicate,
                malformed,
                refused.isEmpty() ? "" : ", refused for other reasons: " + refused,
                answered() / ((System.nanoTime() - began) / 1e9));
    }

    private int answered() {
        return recorded
                + duplicate
                + malformed
                + refused.values().stream().mapToInt(each -> each).sum();
    }

    private void send() throws IOException {
        if (lines == 0) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(facts)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(waiting.toByteArray()))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                count(client.send(request, HttpResponse.BodyHandlers.ofString()));
                waiting.reset();
                lines = 0;
                return;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", stop);
            } catch (UncheckedIOException | IOException failed) {
                if (failed instanceof RefusedException) {
                    throw failed;
                }
                if (attempt == TRIES || answered() == 0) {
                    throw new IOException(
                            facts + " does not answer: " + failed.getClass().getSimpleName(), failed);
                }
                LockSupport.parkNanos(attempt * PAUSE.toNanos());
            }
        }
    }

    /** The server does not want what is sent; sending it again does not help. */
    private static final class RefusedException extends IOException {
        RefusedException(String message) {
            super(message);
        }
    }

    private void count(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new RefusedException("the server answered " + answer.statusCode() + ": " + answer.body());
        }
        answer.body().lines().forEach(line -> {
            if (line.contains("\"status\":\"recorded\"")) {
                recorded++;
            } else if (line.contains("\"status\":\"duplicate\"")) {
                duplicate++;
            } else if (MALFORMED.matcher(line).find()) {
                malformed++;
            } else {
                Matcher code = CODE.matcher(line);
                refused.merge(code.find() ? code.group(1) : "unknown", 1, Integer::sum);
            }
        });
        if (recorded + duplicate == 0 && !refused.isEmpty()) {
            throw new RefusedException("the server refuses every fact: " + refused.keySet());
        }
    }
}
