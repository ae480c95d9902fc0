package org.besik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.besik.events.feed.EventFeed;
import org.besik.query.flags.Sweep;
import org.besik.query.intake.Views;
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

    private final Path data;
    private final Clock clock;
    private final ObjectProvider<Views> views;
    private final ObjectProvider<EventFeed> feed;
    private final ObjectProvider<Sweep> sweep;

    /** The log's head behind the demo. */
    private final CompletableFuture<Long> loadedUpTo = new CompletableFuture<>();

    /** What belongs to the query side is not there where only the command side runs. */
    Demo(
            @Value("${besik.data}") Path data,
            Clock clock,
            ObjectProvider<Views> views,
            ObjectProvider<EventFeed> feed,
            ObjectProvider<Sweep> sweep) {
        this.data = data;
        this.clock = clock;
        this.views = views;
        this.feed = feed;
        this.sweep = sweep;
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
        System.out.println("Loading the demo ...");
        try {
            DemoNation.Loaded loaded = DemoNation.load(address, hubToken(), lastDay());
            // The day's flags were raised before there was any child
            sweep.ifAvailable(Sweep::request);
            EventFeed recorded = feed.getIfAvailable();
            loadedUpTo.complete(recorded == null ? 0 : recorded.head());
            System.out.println("The demo is loaded: " + loaded.recorded() + " facts recorded, " + loaded.duplicate()
                    + " known already, " + loaded.refused() + " refused (malformed on purpose)");
        } catch (IOException | UncheckedIOException failed) {
            loadedUpTo.completeExceptionally(failed);
            LOG.error("The demo could not be loaded: {}", failed.getMessage());
        }
    }

    private String hubToken() throws IOException {
        return Files.readString(data.resolve("tokens").resolve("hub.jwt")).strip();
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
