package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.Metadata;
import org.besik.events.codec.StoredEvent;
import org.besik.events.registration.NationalIdAssigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our engine adds to Axon's promises, on the real log with the real codec. */
class EngineOnLogTest {

    static final ChildId ADA = new ChildId("0a5f4d6c-0000-4000-8000-00000000000a");
    static final NationalIdAssigned ASSIGNED = new NationalIdAssigned(ADA, new Iin("240115600013"));
    static final Set<Tag> TAGS = Set.of(Tag.of("child", ADA.value()));
    static final UniqueKey IIN = new UniqueKey("iin", new byte[16]);

    @TempDir
    Path folder;

    private SqliteEventLog log;
    private ChildKeys keys;
    private LogEventStorageEngine engine;
    private LogEventStorageEngine second;

    @BeforeEach
    void open() {
        log = SqliteEventLog.open(folder, String::hashCode);
        keys = ChildKeys.open(
                SqliteKeyRows.open(folder.resolve("keys.db")),
                MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        engine = new LogEventStorageEngine(log, new CodecPayloadConverter(new EventCodec(keys), keys));
        second = new LogEventStorageEngine(log, new CodecPayloadConverter(new EventCodec(keys), keys));
    }

    @AfterEach
    void close() {
        engine.close();
        second.close();
        log.close();
        keys.close();
    }

    @Test
    void an_event_is_stored_under_its_own_name_with_its_id_and_time_as_metadata() {
        EventMessage message = message("e-1", Map.of("agency", "registry"));
        append(engine, AppendCondition.none(), message);

        StoredEvent stored = log.read(0, 1).getFirst();
        assertThat(stored.type()).isEqualTo("registration.NationalIdAssigned");
        assertThat(stored.revision()).isEqualTo("1");
        assertThat(stored.tags()).containsExactly("child:" + ADA);
        assertThat(Metadata.decode(stored.metadata()))
                .containsOnly(
                        Map.entry("eventId", "e-1"),
                        Map.entry("recordedAt", "2026-05-01T08:00:00Z"),
                        Map.entry("agency", "registry"));
        assertThat(new String(stored.payload(), UTF_8)).doesNotContain("240115600013");

        EventMessage sourced = source().getFirst();
        assertThat(sourced.payload()).isEqualTo(ASSIGNED);
        assertThat(sourced.identifier()).isEqualTo("e-1");
        assertThat(sourced.type()).isEqualTo(new MessageType("registration", "NationalIdAssigned", "1"));
        assertThat(sourced.metadata()).isEqualTo(Map.of("agency", "registry"));
    }

    @Test
    void an_event_that_brings_its_own_id_and_time_keeps_them() {
        append(
                engine,
                AppendCondition.none(),
                message("axon-made-this", Map.of("eventId", "decided", "recordedAt", "2026-05-02T00:00:00Z")));
        EventMessage sourced = source().getFirst();
        assertThat(sourced.identifier()).isEqualTo("decided");
        assertThat(sourced.timestamp()).isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
    }

    @Test
    void the_keys_of_what_is_stored_are_durable() {
        append(engine, AppendCondition.none(), message("e-1", Map.of()));
        keys.close();
        keys = ChildKeys.open(
                SqliteKeyRows.open(folder.resolve("keys.db")),
                MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        assertThat(new EventCodec(keys)
                        .decode(
                                "registration.NationalIdAssigned",
                                "1",
                                log.read(0, 1).getFirst().payload()))
                .isEqualTo(ASSIGNED);
    }

    @Test
    void what_a_command_claims_is_taken_with_its_events() {
        assertThat(appendClaiming(engine, "e-1").join()).isEqualTo(1L);
        assertThat(log.find(IIN).orElseThrow().position()).isEqualTo(1);

        Throwable refused = catchThrowable(() -> appendClaiming(second, "e-2").join());
        assertThat(refused).hasCauseInstanceOf(KeyTakenException.class);
        assertThat(((KeyTakenException) refused.getCause()).key()).isEqualTo(IIN);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void a_rolled_back_append_leaves_nothing_and_cannot_be_committed() {
        AppendTransaction<Object> transaction =
                prepared(engine, AppendCondition.none(), message("e-1", Map.of()), null);
        transaction.rollback(null);
        assertThat(transaction.commit(null)).isCompletedExceptionally();
        assertThat(log.head()).isZero();
    }

    @Test
    void of_two_engines_that_race_on_one_boundary_one_gets_through() {
        for (int round = 0; round < 20; round++) {
            ConsistencyMarker seen = marker();
            var condition =
                    AppendCondition.withCriteria(EventCriteria.havingTags(TAGS)).withMarker(seen);
            int number = round;
            List<CompletableFuture<Object>> racing = IntStream.range(0, 8)
                    .mapToObj(n -> prepared(
                            n % 2 == 0 ? engine : second, condition, message("e-" + number + "-" + n, Map.of()), null))
                    .toList()
                    .stream()
                    .map(transaction -> transaction.commit(null))
                    .toList();
            List<Throwable> failures = racing.stream()
                    .flatMap(each -> Stream.ofNullable(catchThrowable(each::join)))
                    .map(Throwable::getCause)
                    .toList();
            assertThat(failures).hasSize(7).hasOnlyElementsOfType(AppendEventsTransactionRejectedException.class);
            assertThat(log.head()).isEqualTo(round + 1);
        }
    }

    private static EventMessage message(String id, Map<String, String> metadata) {
        return new GenericEventMessage(
                id,
                new MessageType("registration", "NationalIdAssigned", "1"),
                ASSIGNED,
                metadata,
                Instant.parse("2026-05-01T08:00:00Z"));
    }

    private static void append(LogEventStorageEngine engine, AppendCondition condition, EventMessage message) {
        prepared(engine, condition, message, null).commit(null).join();
    }

    /** The position of the first event, as a command would learn it. */
    private static CompletableFuture<Long> appendClaiming(LogEventStorageEngine engine, String id) {
        return new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE)
                .create()
                .executeWithResult(context -> {
                    context.putResource(LogEventStorageEngine.CLAIMS, List.of(new ClaimedKey(IIN, new byte[0])));
                    return prepared(engine, AppendCondition.none(), message(id, Map.of()), context)
                            .commit(context)
                            .thenApply(done -> context.getResource(LogEventStorageEngine.APPENDED_AT));
                });
    }

    @SuppressWarnings("unchecked") // The engine's own result, handed back to it and to nobody else.
    private static AppendTransaction<Object> prepared(
            LogEventStorageEngine engine, AppendCondition condition, EventMessage message, ProcessingContext context) {
        List<TaggedEventMessage<?>> events = List.of(new GenericTaggedEventMessage<>(message, TAGS));
        return (AppendTransaction<Object>)
                engine.appendEvents(condition, context, events).join();
    }

    private List<EventMessage> source() {
        return engine.source(SourcingCondition.conditionFor(EventCriteria.havingTags(TAGS)), null)
                .reduce(Stream.<EventMessage>empty(), (all, entry) -> Stream.concat(all, Stream.of(entry.message())))
                .join()
                .toList();
    }

    private ConsistencyMarker marker() {
        return engine.source(SourcingCondition.conditionFor(EventCriteria.havingTags(TAGS)), null)
                .reduce(ConsistencyMarker.ORIGIN, (found, entry) -> {
                    ConsistencyMarker here = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
                    return here == null ? found : here;
                })
                .join();
    }
}
