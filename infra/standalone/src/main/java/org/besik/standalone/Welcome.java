package org.besik.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started Besik where it is and how to get in, and loads the demo if that was asked for. */
@Component
@ConditionalOnBooleanProperty(name = "besik.welcome", matchIfMissing = true)
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Path data;
    private final boolean demo;
    private final Clock clock;

    Welcome(@Value("${besik.data}") Path data, @Value("${besik.demo:false}") boolean demo, Clock clock) {
        this.data = data;
        this.demo = demo;
        this.clock = clock;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) throws IOException {
        if (!(ready.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            return;
        }
        URI address = URI.create("http://localhost:" + web.getWebServer().getPort());
        System.out.println("Besik listens on " + address + ", data in " + data);
        for (Path token : tokens()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-8s %s %s%n",
                    token.getFileName().toString().replace(".jwt", ""),
                    token,
                    Files.readString(token).strip());
        }
        if (demo) {
            Thread.ofVirtual().name("demo").start(() -> load(address));
        }
    }

    private List<Path> tokens() throws IOException {
        Path folder = data.resolve("tokens");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jwt"))
                    .sorted()
                    .toList();
        }
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

    private void load(URI address) {
        System.out.println("Loading the demo ...");
        try {
            DemoNation.Loaded loaded = DemoNation.load(address, token("hub"), lastDay());
            DemoNation.raiseFlags(address, token("admin"));
            System.out.println("The demo is loaded: " + loaded.recorded() + " facts recorded, " + loaded.duplicate()
                    + " known already, " + loaded.refused() + " refused (malformed on purpose)");
        } catch (IOException failed) {
            LOG.error("The demo could not be loaded: {}", failed.getMessage());
        }
    }
}
