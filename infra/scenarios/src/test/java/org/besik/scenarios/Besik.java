package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.besik.command.eventlog.EventLog;
import org.besik.query.intake.Views;
import org.besik.standalone.BesikApplication;
import org.besik.standalone.Options;
import org.besik.standalone.client.Connection;
import org.besik.standalone.client.FactStream;
import org.besik.standalone.security.DevelopmentIssuer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of Besik in this process, on a port of its own; asked as anybody asks it. */
public final class Besik implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final Path data;
    public final URI address;

    private Besik(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
        var web = (WebServerApplicationContext) context;
        this.address = URI.create("http://localhost:"
                + java.util.Objects.requireNonNull(web.getWebServer()).getPort());
    }

    public static Besik start(Path data) {
        return start(data, Map.of());
    }

    /** With settings of the test's choice. */
    public static Besik start(Path data, Map<String, Object> settings) {
        return start(data, false, settings);
    }

    private static Besik start(Path data, boolean demo, Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("server.address", "localhost");
        return new Besik(BesikApplication.start(new Options(0, data, demo), all), data);
    }

    /** With the demo, which it loads by itself. */
    static Besik startWithDemo(Path data, Map<String, Object> settings) {
        return start(data, true, settings);
    }

    /** On a day of the test's choice. */
    static Besik start(Path data, Clock clock) {
        return new Besik(
                BesikApplication.start(
                        new Options(0, data, false),
                        Map.of("server.address", "localhost"),
                        beans -> beans.registerBean(Clock.class, () -> clock)),
                data);
    }

    public String token(String role) {
        try {
            return Files.readString(data.resolve("tokens").resolve(role + ".jwt"))
                    .strip();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** A token of the development issuer for an officer of some regions. */
    String monitorOf(String... regions) {
        return signed(Map.of("sub", "officer", "roles", List.of("MONITOR"), "regions", List.of(regions)));
    }

    /** A token of the development issuer. */
    public String signed(Map<String, Object> claims) {
        return part(DevelopmentIssuer.class)
                .sign(claims, part(Clock.class).instant().plus(Duration.ofMinutes(10)));
    }

    public Connection.Answer ask(String role, String method, String path, @Nullable String json) {
        return askWith(token(role), method, path, json);
    }

    Connection.Answer askWith(String token, String method, String path, @Nullable String json) {
        try (var connection = new Connection(address)) {
            return connection.exchange(
                    method,
                    path,
                    token,
                    json == null ? null : "application/json",
                    json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks something that must be answered, once the views have caught up. */
    JsonNode get(String role, String path) {
        awaitViews();
        Connection.Answer answer = ask(role, "GET", path, null);
        assertThat(answer.status()).as(path + "\n" + answer.text()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Streams lines with the hub's token and gives every answer back. */
    List<JsonNode> deliver(List<String> lines) {
        try (var stream = new FactStream(address, token("hub"))) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (String line : lines) {
                        stream.sendLine(line);
                    }
                    stream.end();
                } catch (IOException cut) {
                    throw new UncheckedIOException(cut);
                }
            });
            var answers = new ArrayList<JsonNode>();
            for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                answers.add(JSON.readTree(answer));
            }
            sender.join();
            return answers;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /** Delivers what must all be recorded. */
    public List<JsonNode> record(String... facts) {
        List<JsonNode> answers = deliver(List.of(facts));
        assertThat(answers)
                .hasSameSizeAs(facts)
                .allSatisfy(answer -> assertThat(answer.path("status").asString())
                        .as(answer.toString())
                        .isEqualTo("recorded"));
        return answers;
    }

    long head() {
        return context.getBean(EventLog.class).head();
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    boolean isReady() {
        try (var connection = new Connection(address)) {
            return connection
                            .exchange("GET", "/actuator/health/readiness", null, null, null)
                            .status()
                    == 200;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void awaitViews() {
        long head = head();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .until(() -> context.getBean(Views.class).store().position() >= head);
    }

    @Override
    public void close() {
        context.close();
    }
}
