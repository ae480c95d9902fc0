package org.besik.scenarios.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.besik.events.feed.kafka.FeedTopic;
import org.jspecify.annotations.Nullable;

/** A real broker in this process, which can be stopped and started again with what it holds. */
final class Broker implements AutoCloseable {

    /** One for all tests that leave it running; the process takes it along when it ends. */
    private static @Nullable Broker shared;

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private @Nullable KafkaRaftServer server;

    private Broker(Path folder) throws Exception {
        this.folder = folder;
        this.port = freePort();
        this.controllerPort = freePort();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
        start();
    }

    /** A broker of one's own. */
    static Broker start(Path folder) {
        try {
            return new Broker(folder);
        } catch (Exception failed) {
            throw new IllegalStateException("no broker can be started", failed);
        }
    }

    static synchronized Broker shared() {
        Broker running = shared;
        if (running == null) {
            try {
                running = start(Files.createTempDirectory("besik-broker"));
            } catch (IOException full) {
                throw new IllegalStateException(full);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }

    String servers() {
        return "localhost:" + port;
    }

    /** A topic that no other test knows. */
    FeedTopic topic() {
        return new FeedTopic(servers(), "besik." + UUID.randomUUID(), Duration.ofSeconds(5));
    }

    void start() {
        var settings = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://localhost:" + port,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@localhost:" + controllerPort,
                "log.dirs", folder.toString(),
                // A broker that was killed is let in again soon
                "broker.session.timeout.ms", "1500",
                "broker.heartbeat.interval.ms", "300"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0"));
        var started = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        started.startup();
        server = started;
    }

    void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Runs one until the process ends, for trying out: {@code FOLDER}; prints where it listens. */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(start(Path.of(arguments[0])).servers());
        Thread.currentThread().join();
    }
}
