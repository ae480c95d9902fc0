package org.besik.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells whoever started Besik where it is and how to get in. */
@Component
@ConditionalOnBooleanProperty(name = "besik.welcome", matchIfMissing = true)
class Welcome {

    private final Path data;

    Welcome(@Value("${besik.data}") Path data) {
        this.data = data;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
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
}
