package org.besik.benchmark.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.besik.benchmark.Deliveries;
import org.besik.benchmark.Folders;
import org.besik.events.codec.EventCodec;
import org.besik.events.feed.EventFeed;
import org.besik.query.intake.FeedProjection;
import org.besik.query.intake.Intake;
import org.besik.query.intake.Projection;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.besik.standalone.BesikApplication;
import org.besik.standalone.Options;
import org.besik.standalone.client.FactStream;
import org.springframework.context.ConfigurableApplicationContext;

/** All views of a Besik that recorded real facts, built anew from its log. */
final class Rebuild implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Path folder;
    private final ConfigurableApplicationContext besik;
    private final EventFeed feed;

    /** Starts a Besik and sends it the childhoods of so many children. */
    Rebuild(Path folder, int children) throws IOException, InterruptedException {
        this.folder = folder;
        besik = BesikApplication.start(
                new Options(0, folder.resolve("data"), false),
                Map.of("server.address", "127.0.0.1", "logging.level.root", "warn", "besik.welcome", false));
        feed = besik.getBean("eventLog", EventFeed.class);
        send(Deliveries.simulated(children));
    }

    private void send(List<byte[]> lines) throws IOException, InterruptedException {
        String port = besik.getEnvironment().getRequiredProperty("local.server.port");
        String token = Files.readString(folder.resolve("data").resolve("tokens").resolve("hub.jwt"))
                .strip();
        try (var stream = new FactStream(java.net.URI.create("http://127.0.0.1:" + port), token)) {
            Thread sender = Thread.ofVirtual().start(() -> send(lines, stream));
            for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                if (!answer.contains("\"recorded\"")) {
                    throw new IOException("a fact was not recorded");
                }
            }
            sender.join();
        }
    }

    private static void send(List<byte[]> lines, FactStream stream) {
        try {
            for (byte[] line : lines) {
                stream.sendLine(new String(line, StandardCharsets.UTF_8).strip());
            }
            stream.end();
        } catch (IOException cut) {
            throw new java.io.UncheckedIOException(cut);
        }
    }

    /** How many events there are to build from. */
    int events() {
        return (int) feed.head();
    }

    /** Events a second, from the first one read to the last one's views on disk. */
    double measure() throws IOException {
        Path views = Files.createTempDirectory(folder, "views");
        long goal = feed.head();
        long began = System.nanoTime();
        try (var intake = new Intake(
                feed,
                besik.getBean(EventCodec.class),
                besik.getBeanProvider(Projection.class).stream().toList(),
                besik.getBeanProvider(FeedProjection.class).stream().toList(),
                new SqliteGenerations(views),
                new SimpleMeterRegistry(),
                besik.getBean(Clock.class))) {
            intake.start();
            while (intake.views().store().position() < goal) {
                if (System.nanoTime() - began > LONGEST.toNanos()) {
                    throw new IOException("the views do not catch up");
                }
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            return goal * 1e9 / (System.nanoTime() - began);
        } finally {
            Folders.delete(views);
        }
    }

    @Override
    public void close() {
        besik.close();
    }
}
