package org.besik.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An agency is told of the children who come on the list, without having to ask. */
@Timeout(300)
class NotificationsTest {

    private static final String PATH = "/v1/notifications/astana";

    @TempDir
    Path data;

    final Facts facts = new Facts("notifications");
    final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    final Map<String, String> signatures = new ConcurrentHashMap<>();
    HttpServer receiver;
    volatile int status = 200;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            signatures.put(
                    id + "." + exchange.getRequestHeaders().getFirst("webhook-timestamp") + "."
                            + new String(body, UTF_8),
                    exchange.getRequestHeaders().getFirst("webhook-signature"));
            heard.add(Besik.JSON.readTree(body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private String form(String region) {
        return "{\"channel\":\"WEBHOOK\",\"target\":\"http://127.0.0.1:%d/hook\",\"regions\":[\"%s\"]}"
                .formatted(receiver.getAddress().getPort(), region);
    }

    private List<String> childrenTold() {
        return heard.stream()
                .flatMap(message -> message.at("/data/flags").valueStream())
                .map(flag -> flag.path("childId").asString())
                .toList();
    }

    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(assertion);
    }

    @Test
    void an_administrator_subscribes_and_the_receiver_can_tell_who_writes() throws Exception {
        TestClock clock = new TestClock().to("2026-01-20", "12:00");
        try (Besik besik = Besik.start(data, clock)) {
            SweepTest.awaitSwept(besik, "2026-01-20");
            var made = besik.ask("admin", "PUT", PATH, form("KZ-71"));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            String secret = Besik.JSON.readTree(made.body()).path("secret").asString();
            assertThat(secret).startsWith("whsec_");
            assertThat(besik.get("admin", PATH).has("secret")).isFalse();
            assertThat(Besik.JSON
                            .readTree(besik.ask("admin", "PUT", PATH, form("KZ-71"))
                                    .body())
                            .has("secret"))
                    .isFalse();

            String ada = besik.record(
                            facts.birth("ada", "2026-01-10", "KZ-71"), facts.birth("bek", "2026-01-10", "KZ-75"))
                    .getFirst()
                    .path("childId")
                    .asString();
            clock.to("2026-01-24", "00:00");
            SweepTest.awaitSwept(besik, "2026-01-24");
            await(() -> assertThat(childrenTold()).containsExactly(ada));

            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            assertThat(signatures)
                    .allSatisfy((signed, signature) -> assertThat(signature)
                            .isEqualTo(
                                    "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)))));
            await(() -> {
                JsonNode now = besik.get("admin", PATH).path("status");
                assertThat(now.path("lastDelivered").isString()).isTrue();
                assertThat(now.path("waiting").asInt()).isZero();
                assertThat(now.path("failingSince").isNull()).isTrue();
            });
            String renewed = Besik.JSON
                    .readTree(besik.ask("admin", "POST", PATH + "/secret", "").body())
                    .path("secret")
                    .asString();
            assertThat(renewed).startsWith("whsec_").isNotEqualTo(secret);
            assertThat(besik.get("admin", "/v1/notifications").path("items")).hasSize(1);
            assertThat(besik.ask("admin", "DELETE", PATH, null).status()).isEqualTo(204);
            assertThat(besik.ask("admin", "GET", PATH, null).status()).isEqualTo(404);
        }
    }

    @Test
    void what_is_wrong_is_refused_and_others_are_turned_away() {
        try (Besik besik = Besik.start(data)) {
            for (String role : List.of("monitor", "auditor", "agency", "hub", "analyst")) {
                assertThat(besik.ask(role, "PUT", PATH, form("KZ-71")).status()).isEqualTo(403);
                assertThat(besik.ask(role, "GET", PATH, null).status()).isEqualTo(403);
                assertThat(besik.ask(role, "GET", "/v1/notifications", null).status())
                        .isEqualTo(403);
                assertThat(besik.ask(role, "DELETE", PATH, null).status()).isEqualTo(403);
                assertThat(besik.ask(role, "POST", PATH + "/secret", "").status())
                        .isEqualTo(403);
            }
            refused(besik, "{", "body");
            refused(besik, "null", "body");
            refused(besik, "{\"channel\":\"PIGEON\"}", "channel");
            refused(besik, "{\"chanel\":\"WEBHOOK\"}", "chanel");
            refused(besik, form("KZ-00"), "regions");
            refused(besik, form("KZ-71").replace("127.0.0.1", "receiver.example"), "target");
            refused(besik, form("KZ-71").replace("}", ",\"reasons\":[\"LUCK\"]}"), "reasons");
            refused(
                    besik,
                    form("KZ-71").replace("}", ",\"quietHours\":{\"from\":\"21:00\",\"to\":\"21:00\"}}"),
                    "quietHours");
            refused(besik, form("KZ-71").replace("}", ",\"quietHours\":{\"from\":\"late\"}}"), "quietHours");
            refused(besik, form("KZ-71").replace("}", ",\"language\":\"de\"}"), "language");
            refused(
                    besik,
                    "{\"channel\":\"EMAIL\",\"target\":\"office@region.example\",\"regions\":[\"KZ\"]}",
                    "channel");
            assertThat(besik.get("admin", "/v1/notifications").path("items")).isEmpty();
        }
    }

    private static void refused(Besik besik, String form, String field) {
        var answer = besik.ask("admin", "PUT", PATH, form);
        assertThat(answer.status()).as(form).isEqualTo(400);
        assertThat(Besik.JSON.readTree(answer.body()).path("field").asString()).isEqualTo(field);
    }

    /** Killed while nobody takes its messages: when it is back, and the receiver too, each child is told of once. */
    @Test
    void being_killed_loses_no_message_and_makes_none_twice() throws Exception {
        int children = 300;
        String born = LocalDate.now(ZoneId.of("Asia/Almaty")).minusDays(20).toString();
        status = 503;
        try (var besik = ForkedBesik.start(data)) {
            assertThat(besik.ask("admin", "PUT", PATH, form("KZ")).status()).isEqualTo(201);
            var lines = new ArrayList<String>();
            for (int i = 0; i < children; i++) {
                lines.add(facts.birth("k" + i, born, "KZ-71"));
            }
            assertThat(besik.ask("hub", "POST", "/v1/facts", "[" + String.join(",", lines) + "]")
                            .status())
                    .isEqualTo(200);
            besik.ask("admin", "POST", "/v1/untracked/sweep", "");
            await(() -> assertThat(heard).isNotEmpty());
            besik.kill();
        }
        status = 200;
        heard.clear();
        try (var besik = ForkedBesik.start(data)) {
            await(() -> assertThat(childrenTold()).hasSizeGreaterThanOrEqualTo(children));
            await(() -> assertThat(Besik.JSON
                            .readTree(besik.ask("admin", "GET", PATH, null).body())
                            .at("/status/waiting")
                            .asInt())
                    .isZero());
            assertThat(childrenTold()).hasSize(children).doesNotHaveDuplicates();
        }
    }
}
