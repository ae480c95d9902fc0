package org.besik.scenarios.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.besik.scenarios.ForkedBesik;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two query sides and a command side: one of the two raises flags and tells of them, and the other when it is killed. */
@Timeout(300)
class SweepInClusterTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path data;

    /** What was told, by the id of the message: a repeat is dropped, as a receiver does. */
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();

    private final List<String> problems = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            JsonNode message = Cluster.JSON.readTree(exchange.getRequestBody().readAllBytes());
            List<String> children = message.at("/data/flags")
                    .valueStream()
                    .map(flag -> flag.path("childId").asString())
                    .toList();
            List<String> before = told.put(exchange.getRequestHeaders().getFirst("webhook-id"), children);
            if (before != null && !before.equals(children)) {
                problems.add("one message, two contents");
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void one_node_raises_flags_and_tells_of_them_and_another_when_it_is_killed() throws Exception {
        try (var cluster = new Cluster(data);
                var command = cluster.command("command");
                var north = cluster.queryOf("north", command);
                var south = cluster.queryOf("south", command)) {
            subscribe(south);
            ForkedBesik onDuty = onDuty(north, south);
            ForkedBesik other = onDuty == north ? south : north;
            List<String> first = born(command, 0, 40);
            awaitKnown(other, 40);
            awaitKnown(onDuty, 40);
            // Whichever is asked, the one on duty does it
            assertThat(Cluster.ask(other, "admin", "POST", "/v1/untracked/sweep", "")
                            .status())
                    .isEqualTo(202);
            awaitFlagged(command, first);
            awaitTold(first);

            List<String> second = born(command, 40, 80);
            awaitKnown(other, 80);
            Cluster.ask(onDuty, "admin", "POST", "/v1/untracked/sweep", "");
            onDuty.kill();
            await().atMost(LONG).until(() -> isOnDuty(other));
            var all = new java.util.ArrayList<>(first);
            all.addAll(second);
            awaitFlagged(command, all);
            awaitTold(all);
            assertThat(problems).isEmpty();
            nobody_else_raises_flags(command, other);
        }
    }

    private static void nobody_else_raises_flags(ForkedBesik command, ForkedBesik query) throws IOException {
        String due = "{\"on\":\"2026-01-01\",\"flags\":[]}";
        for (String role : List.of("admin", "auditor", "monitor", "hub", "agency")) {
            assertThat(Cluster.ask(command, role, "POST", "/v1/flags", due).status())
                    .isEqualTo(403);
        }
        assertThat(Cluster.ask(query, "admin", "POST", "/v1/flags", due).status())
                .isEqualTo(404);
    }

    private void subscribe(ForkedBesik query) throws IOException {
        String form = "{\"channel\":\"WEBHOOK\",\"target\":\"http://127.0.0.1:%d/\",\"regions\":[\"KZ\"]}"
                .formatted(receiver.getAddress().getPort());
        assertThat(Cluster.ask(query, "admin", "PUT", "/v1/notifications/all", form)
                        .status())
                .isEqualTo(201);
    }

    private static ForkedBesik onDuty(ForkedBesik north, ForkedBesik south) throws IOException {
        await().atMost(LONG).until(() -> isOnDuty(north) || isOnDuty(south));
        return isOnDuty(north) ? north : south;
    }

    private static boolean isOnDuty(ForkedBesik query) throws IOException {
        return Cluster.get(query, "/v1/untracked/sweep").path("onDuty").asBoolean();
    }

    /** Newborns whom nobody has seen for twenty days. */
    private static List<String> born(ForkedBesik command, int from, int to) throws IOException {
        LocalDate born = LocalDate.now(ZoneId.of("Asia/Almaty")).minusDays(20);
        String facts = IntStream.range(from, to)
                .mapToObj(i -> """
                        {"fact":"birth","ref":"b-%d","agency":"registry","child":{"local":{"system":"registry","value":"N-%d"}},\
                        "occurredOn":"%s","data":{"person":{"surname":"S%d","given":"G%d","sex":"F","birthDate":"%s"},\
                        "region":"KZ-71"}}""".formatted(i, i, born, i, i, born))
                .collect(Collectors.joining(",", "[", "]"));
        var answer = Cluster.ask(command, "hub", "POST", "/v1/facts", facts);
        assertThat(answer.status()).isEqualTo(200);
        List<String> children = Cluster.JSON
                .readTree(answer.body())
                .valueStream()
                .map(each -> each.path("childId").asString())
                .toList();
        assertThat(children).hasSize(to - from).doesNotContain("").doesNotHaveDuplicates();
        return children;
    }

    private static void awaitKnown(ForkedBesik query, int children) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Cluster.get(query, "/v1/untracked?limit=1")
                                .path("total")
                                .asInt())
                        .isEqualTo(children));
    }

    private static void awaitFlagged(ForkedBesik command, List<String> children) {
        await().atMost(LONG).untilAsserted(() -> {
            var log = Cluster.ask(command, "auditor", "GET", "/v1/audit/log", null);
            List<String> flagged = new String(log.body(), UTF_8)
                    .lines()
                    .filter(line -> line.contains("tracing.ChildFlagged"))
                    .map(line -> Cluster.JSON.readTree(line).path("tags").get(0).asString())
                    .map(tag -> tag.substring(tag.indexOf(':') + 1))
                    .toList();
            assertThat(flagged).containsExactlyInAnyOrderElementsOf(children);
        });
    }

    private void awaitTold(List<String> children) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(told.values().stream().flatMap(List::stream))
                        .containsExactlyInAnyOrderElementsOf(children));
    }
}
