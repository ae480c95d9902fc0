package org.besik.benchmark;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.besik.simulator.Delivered;
import org.besik.simulator.Simulation;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Delivers a simulated nation to a real Besik day by day, as a hub would, and asks for the list as on that day before the
 * next day's lines arrive: nobody knows then what is reported later.
 */
final class DetectionRun {

    private static final Pattern CHILD_ID = Pattern.compile("\"childId\":\"([^\"]+)\"");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 1_000;

    /** So many lines are sent before their answers are read to the end, on days that are not judged. */
    private static final int MOST_WAITING = 5_000;

    private final Server server;
    private final Simulation simulation;
    private final Baselines baselines;
    private final DetectionScore score;
    private final LocalDate firstJudged;
    private final int every;
    private final BiConsumer<Long, LocalDate> progress;
    private final Map<String, Integer> childOf = new HashMap<>();
    private final List<Delivered> waiting = new ArrayList<>();
    private long delivered;

    /**
     * @param firstJudged the first day on which the list is compared with the truth
     * @param every days from one comparison to the next
     * @param progress gets the lines delivered so far and the day
     */
    DetectionRun(
            Server server,
            Simulation simulation,
            Baselines baselines,
            DetectionScore score,
            LocalDate firstJudged,
            int every,
            BiConsumer<Long, LocalDate> progress) {
        this.server = server;
        this.simulation = simulation;
        this.baselines = baselines;
        this.score = score;
        this.firstJudged = firstJudged;
        this.every = every;
        this.progress = progress;
    }

    void run() throws IOException {
        try (var stream = new FactStream(server.address(), server.token("hub"));
                var questions = new Connection(server.address())) {
            String token = server.token("admin");
            simulation.deliver(line -> {
                if (!waiting.isEmpty()
                        && waiting.getLast().deliveredOn() != line.deliveredOn()
                        && (waiting.size() >= MOST_WAITING
                                || isJudged(waiting.getLast().day()))) {
                    deliver(stream, questions, token);
                }
                waiting.add(line);
            });
            deliver(stream, questions, token);
            stream.end();
        }
    }

    private void deliver(FactStream stream, Connection questions, String token) throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        LocalDate day = waiting.getLast().day();
        var sender = Thread.ofVirtual().start(() -> send(stream));
        for (Delivered line : waiting) {
            String answer = stream.readAnswer();
            if (answer == null) {
                throw new IOException("the server ended the stream");
            }
            Matcher id = CHILD_ID.matcher(answer);
            if (id.find()) {
                childOf.put(id.group(1), line.child());
            }
            baselines.learn(line);
        }
        delivered += waiting.size();
        waiting.clear();
        join(sender);
        progress.accept(delivered, day);
        if (isJudged(day)) {
            awaitViews(questions);
            judge(questions, token, day);
        }
    }

    private boolean isJudged(LocalDate day) {
        return !day.isBefore(firstJudged) && (day.toEpochDay() - firstJudged.toEpochDay()) % every == 0;
    }

    private void send(FactStream stream) {
        try {
            for (Delivered line : waiting) {
                stream.send(line.line());
            }
            stream.flush();
        } catch (IOException cut) {
            throw new java.io.UncheckedIOException(cut);
        }
    }

    private static void join(Thread sender) throws IOException {
        try {
            sender.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }

    private static void awaitViews(Connection connection) throws IOException {
        double behind;
        while ((behind = Metrics.lag(Metrics.read(connection, "besik_projection_lag"), "events")) != 0) {
            if (Double.isNaN(behind)) {
                throw new IOException("the server does not say how far its views are behind");
            }
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private void judge(Connection questions, String token, LocalDate day) throws IOException {
        var listed = new ArrayList<DetectionScore.Listed>();
        String cursor = "";
        do {
            var answer = questions.exchange(
                    "GET",
                    "/v1/untracked?asOf=" + day + "&limit=" + PAGE
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)),
                    token,
                    null,
                    null);
            if (answer.status() != 200) {
                throw new IOException("/v1/untracked answered " + answer.status() + ": " + answer.text());
            }
            JsonNode page = JSON.readTree(answer.body());
            for (JsonNode item : page.get("items")) {
                String id = item.get("childId").asString();
                Integer child = childOf.get(id);
                if (child == null) {
                    throw new IOException("the list names a child that no answer named: " + id);
                }
                for (JsonNode reason : item.get("reasons")) {
                    listed.add(new DetectionScore.Listed(
                            child,
                            id,
                            reason.get("reason").asString(),
                            LocalDate.parse(reason.get("dueOn").asString())));
                }
            }
            JsonNode next = page.get("cursor");
            cursor = next == null || next.isNull() ? "" : next.asString();
        } while (!cursor.isEmpty());
        score.judge(day, listed, baselines);
    }
}
