package org.besik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.feed.EventFeed;
import org.besik.query.flags.Sweep;
import org.besik.query.intake.Views;
import org.besik.standalone.security.DevelopmentIssuer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Loads the demo, if that was asked for, when everything else runs. Besik is ready once the views know all of it: whoever
 * waits for that finds the nation there.
 */
@Component("demo")
@ConditionalOnBooleanProperty("besik.demo")
class Demo implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final Duration OFFICE_HOURS = Duration.ofMinutes(10);

    private final Path data;
    private final Clock clock;
    private final ObjectProvider<Views> views;
    private final ObjectProvider<EventFeed> feed;
    private final ObjectProvider<Sweep> sweep;
    private final ObjectProvider<DevelopmentIssuer> issuer;

    /** The log's head behind the demo. */
    private final CompletableFuture<Long> loadedUpTo = new CompletableFuture<>();

    /** What belongs to the query side is not there where only the command side runs. */
    Demo(
            @Value("${besik.data}") Path data,
            Clock clock,
            ObjectProvider<Views> views,
            ObjectProvider<EventFeed> feed,
            ObjectProvider<Sweep> sweep,
            ObjectProvider<DevelopmentIssuer> issuer) {
        this.data = data;
        this.clock = clock;
        this.views = views;
        this.feed = feed;
        this.sweep = sweep;
        this.issuer = issuer;
    }

    /** Behind the words of welcome. */
    @EventListener
    @Order
    void on(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            URI address = URI.create("http://localhost:" + web.getWebServer().getPort());
            Thread.ofVirtual().name("demo").start(() -> load(address));
        }
    }

    @Override
    public Health health() {
        if (loadedUpTo.isCompletedExceptionally()) {
            return Health.down().build();
        }
        Long head = loadedUpTo.getNow(null);
        Views known = views.getIfAvailable();
        boolean isThere = head != null && (known == null || known.store().position() >= head);
        return (isThere ? Health.up() : Health.outOfService()).build();
    }

    private void load(URI address) {
        if (issuer.getIfAvailable() == null) {
            System.out.println("There is no demo: it is delivered with tokens of the development issuer, and"
                    + " BESIK_ISSUER_URI names another. Besik is ready without it.");
            loadedUpTo.complete(0L);
            return;
        }
        System.out.println("Loading the demo ...");
        try {
            LocalDate lastDay = lastDay();
            DemoNation.Loaded loaded = DemoNation.load(address, token("hub"), lastDay);
            tell(new DemoTelling(address), lastDay);
            EventFeed recorded = feed.getIfAvailable();
            loadedUpTo.complete(recorded == null ? 0 : recorded.head());
            System.out.println("The demo is loaded: " + loaded.recorded() + " facts recorded, " + loaded.duplicate()
                    + " known already, " + loaded.refused() + " refused (malformed on purpose)");
        } catch (IOException | UncheckedIOException failed) {
            loadedUpTo.completeExceptionally(failed);
            LOG.error("The demo could not be loaded: {}", failed.getMessage());
        }
    }

    private void tell(DemoTelling telling, LocalDate lastDay) throws IOException {
        List<DemoStory> stories = DemoStories.upTo(lastDay);
        Map<DemoStory, String> ids = telling.facts(stories, token("hub"));
        telling.ownReport(token("agency"), DemoStories.ownReport(lastDay));
        // The day's flags were raised before there was any child; a search for a flagged child says how good flags are
        Sweep flags = sweep.getIfAvailable();
        if (flags == null) {
            System.out.println("The query side raises flags in its own time: the demo's searches begin before there are"
                    + " any, and say nothing of how good flags are.");
        } else {
            awaitFlags(flags);
        }
        telling.steps(stories, ids, this::officer);
    }

    private void awaitFlags(Sweep flags) {
        Instant asked = clock.instant();
        flags.request();
        if (!new DemoPatience().isRewarded(flags::status, asked)) {
            System.out.println("The sweep that raises the demo's flags has not ended after "
                    + DemoPatience.LIMIT.toMinutes()
                    + " minutes. The demo goes on without them: its searches say nothing of how good flags are.");
        }
    }

    /** One of several accounts; the issuer that gives out the demo's tokens knows no others. */
    private String officer(String account) {
        return issuer.getObject()
                .sign(
                        Map.of("sub", account, "regions", List.of(Caller.NATION), "roles", List.of(Role.ADMIN.name())),
                        clock.instant().plus(OFFICE_HOURS));
    }

    private String token(String role) throws IOException {
        return Files.readString(data.resolve("tokens").resolve(role + ".jwt")).strip();
    }

    /** Yesterday, when the demo was first loaded here: another day would make other lines of the same children. */
    private LocalDate lastDay() throws IOException {
        Path file = data.resolve("demo-day");
        if (!Files.exists(file)) {
            Files.writeString(file, LocalDate.now(clock).minusDays(1).toString());
        }
        return LocalDate.parse(Files.readString(file).strip());
    }
}
