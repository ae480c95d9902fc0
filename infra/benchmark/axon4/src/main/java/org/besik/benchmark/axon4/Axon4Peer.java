package org.besik.benchmark.axon4;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Does on Axon 4.13's JDBC engine, with the settings it comes with, what it is told, line by line, and answers each line with the nanoseconds it took:
 * {@code append CALLERS EVENTS}, {@code batch SIZE EVENTS}, {@code source EVENTS} (of one aggregate), {@code replay EVENTS}.
 */
public final class Axon4Peer {

    private static final String AGGREGATE = "sourced";

    private final String database;
    private final ThreadLocal<Connection> connections = ThreadLocal.withInitial(this::connect);
    private final JdbcEventStorageEngine engine;

    private Axon4Peer(String database) {
        this.database = database;
        var serializer = JacksonSerializer.builder()
                .objectMapper(
                        JsonMapper.builder().addModule(new JavaTimeModule()).build())
                .build();
        ConnectionProvider provider = () -> unclosed(Objects.requireNonNull(connections.get()));
        engine = JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .connectionProvider(provider)
                .transactionManager(NoTransactionManager.INSTANCE)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
    }

    public static void main(String[] arguments) throws IOException {
        var peer = new Axon4Peer(arguments[0]);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            try {
                System.out.println(peer.obey(order.split(" ", -1)));
            } catch (Exception failed) {
                System.out.println("failed: " + failed);
            }
        }
    }

    private long obey(String[] order) throws Exception {
        int first = Integer.parseInt(order[1]);
        return switch (order[0]) {
            case "append" -> append(first, Integer.parseInt(order[2]));
            case "batch" -> batches(first, Integer.parseInt(order[2]));
            case "source" -> source(first);
            case "replay" -> replay(first);
            default -> throw new IllegalArgumentException("unknown order " + order[0]);
        };
    }

    private long append(int callers, int events) throws InterruptedException {
        var failure = new AtomicReference<RuntimeException>();
        List<Thread> threads = IntStream.range(0, callers)
                .mapToObj(caller -> Thread.ofPlatform().unstarted(() -> {
                    try {
                        for (int n = caller; n < events; n += callers) {
                            engine.appendEvents(event(UUID.randomUUID().toString(), 0));
                        }
                    } catch (RuntimeException failed) {
                        failure.set(failed);
                    } finally {
                        disconnect();
                    }
                }))
                .toList();
        long began = System.nanoTime();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long took = System.nanoTime() - began;
        if (failure.get() != null) {
            throw failure.get();
        }
        return took;
    }

    private long batches(int size, int events) {
        long began = System.nanoTime();
        for (int n = 0; n < events; n += size) {
            String child = UUID.randomUUID().toString();
            engine.appendEvents(
                    IntStream.range(0, size).mapToObj(i -> event(child, i)).toList());
        }
        return System.nanoTime() - began;
    }

    private long source(int events) {
        if (engine.lastSequenceNumberFor(AGGREGATE).isEmpty()) {
            engine.appendEvents(IntStream.range(0, events)
                    .mapToObj(i -> event(AGGREGATE, i))
                    .toList());
        }
        long began = System.nanoTime();
        long read = engine.readEvents(AGGREGATE)
                .asStream()
                .filter(Axon4Peer::isReadWhole)
                .count();
        return expected(events, read, System.nanoTime() - began);
    }

    private long replay(int events) {
        long began = System.nanoTime();
        long read;
        try (Stream<? extends TrackedEventMessage<?>> all = engine.readEvents(null, false)) {
            read = all.limit(events).filter(Axon4Peer::isReadWhole).count();
        }
        return expected(events, read, System.nanoTime() - began);
    }

    /** Both payload and metadata are deserialised when they are asked for, and Besik reads both. */
    private static boolean isReadWhole(EventMessage<?> event) {
        return event.getPayload() instanceof Contact && event.getMetaData().containsKey("agency");
    }

    private static long expected(int events, long read, long nanos) {
        if (read != events) {
            throw new IllegalStateException("read " + read + " events instead of " + events);
        }
        return nanos;
    }

    private static DomainEventMessage<Contact> event(String child, long sequence) {
        String id = UUID.randomUUID().toString();
        var metadata = MetaData.from(Map.of(
                "occurredOn", "2026-03-04",
                "agency", "clinic-KZ-71-0",
                "agencyService", "HEALTH",
                "ref", "visit-" + id,
                "region", "KZ-71",
                "correlationId", id));
        return new GenericDomainEventMessage<>(
                "Child", child, sequence, new Contact(child, "HEALTH", "SEEN", "home-visit"), metadata);
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(database);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void disconnect() {
        try {
            Objects.requireNonNull(connections.get()).close();
        } catch (SQLException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** What a pool would do, without one: a connection for each thread. */
    private static Connection unclosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Axon4Peer.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw Objects.requireNonNull(failed.getCause());
                    }
                });
    }
}
