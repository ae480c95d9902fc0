package org.besiktest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.facts.Agencies;
import org.besik.command.facts.FactMetrics;
import org.besik.command.facts.Pace;
import org.besik.command.facts.batches.Batches;
import org.besik.command.facts.deliveries.Deliveries;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.events.caller.Caller;
import org.besik.standalone.security.DevelopmentIssuer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The doors of the house on a real web server, with nothing behind them that decides. */
public final class House implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    public House(Path data) {
        context = new SpringApplicationBuilder(Wiring.class)
                .run(
                        "--server.port=0",
                        "--besik.data=" + data,
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn",
                        "--spring.thymeleaf.check-template-location=false",
                        "--management.endpoint.health.validate-group-membership=false");
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    public String token(String role) {
        return context.getBean(DevelopmentIssuer.class).tokens().get(role);
    }

    public String signed(Map<String, Object> claims, Duration lasts) {
        return context.getBean(DevelopmentIssuer.class)
                .sign(claims, context.getBean(Clock.class).instant().plus(lasts));
    }

    public void advance(Duration by) {
        context.getBean(Hands.class).now = context.getBean(Hands.class).now.plus(by);
    }

    public URI uri(String path) {
        return URI.create("http://localhost:"
                + ((WebServerApplicationContext) context).getWebServer().getPort() + path);
    }

    public HttpResponse<String> get(String path, @Nullable String token, String... headers)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET(), token, headers);
    }

    public HttpResponse<String> post(String path, @Nullable String token, String body, String... headers)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)), token, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, @Nullable String token, String... headers)
            throws IOException, InterruptedException {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A clock whose hands a test moves. */
    private static final class Hands extends Clock {
        volatile Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Almaty");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Rooms.class)
    @ComponentScan({"org.besik.standalone.security", "org.besik.standalone.openapi", "org.besik.command.facts"})
    static class Wiring {

        @Bean
        Hands clock() {
            return new Hands();
        }

        @Bean
        Fingerprints fingerprints() {
            return Fingerprints.keyed(new byte[] {1});
        }

        @Bean
        Pace pace() {
            return () -> {};
        }

        @Bean
        Deciding deciding() {
            return facts -> CompletableFuture.completedFuture(
                    facts.stream().map(House::recorded).toList());
        }

        @Bean
        Deliveries deliveries(@Value("${besik.data}") Path data, Clock clock) {
            return new Deliveries(data.resolve("deliveries"), clock);
        }

        @Bean
        Batches batches(
                @Value("${besik.data}") Path data,
                FactReader reader,
                Deciding deciding,
                FactMetrics metrics,
                Pace pace,
                Clock clock) {
            var digest = new KeyedDigest(MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
            return new Batches(data.resolve("batches"), digest, reader, deciding, metrics, pace, clock);
        }

        @Bean
        Agencies agencies() {
            var all = new CopyOnWriteArrayList<Agencies.Agency>();
            return new Agencies() {
                @Override
                public List<Agency> all() {
                    return all;
                }

                @Override
                public void describe(Agency agency, Caller by) {
                    all.add(agency);
                }
            };
        }
    }

    private static Answer recorded(Fact fact) {
        return new Answer.Recorded(fact.newChildId(), fact.newEventId(), 1, null);
    }

    /** Two pages, as plain as can be. */
    @RestController
    static class Rooms {

        @GetMapping("/login")
        String login(HttpServletRequest request) {
            CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
            return token.getToken();
        }

        @GetMapping("/")
        String home(Caller caller) {
            return "home of " + caller.subject();
        }

        @GetMapping("/v1/whoami")
        String whoami(Caller caller) {
            return caller.toString();
        }

        @GetMapping("/assets/free.css")
        String asset() {
            return "free";
        }
    }
}
