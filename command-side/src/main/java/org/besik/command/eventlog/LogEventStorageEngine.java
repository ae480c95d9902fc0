package org.besik.command.eventlog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.AppendResult.ConditionFailed;
import org.besik.command.eventlog.AppendResult.KeyTaken;
import org.besik.command.eventlog.AppendResult.NotTried;
import org.besik.command.eventlog.LogQuery.Criterion;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.Metadata;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on an {@link EventLog}. Tokens, markers and sourcing positions are all log positions: the last event
 * that was seen. A message's identifier and timestamp are the metadata entries {@code eventId} and {@code recordedAt}, so
 * an event looks the same whether Axon appended it or the bulk path did.
 */
public final class LogEventStorageEngine implements EventStorageEngine, AutoCloseable {

    /** A command that must be unique puts here what its events claim; the log takes it with them or rejects both. */
    public static final ResourceKey<List<ClaimedKey>> CLAIMS = ResourceKey.withLabel("unique keys to claim");

    /** After the commit, here stands the position of the first event of the command. */
    public static final ResourceKey<Long> APPENDED_AT = ResourceKey.withLabel("position of the first event");

    private static final int PAGE = 256;

    private final EventLog log;
    private final PayloadConverter payloads;
    private final ExecutorService appends;
    private final List<Runnable> openStreams = new CopyOnWriteArrayList<>();
    private final Thread notifier =
            Thread.ofPlatform().daemon().name("besik-log-streams").unstarted(this::notifyStreams);
    private final AtomicBoolean notifying = new AtomicBoolean();

    /** The log stays open when the engine is closed. */
    public LogEventStorageEngine(EventLog log, PayloadConverter payloads) {
        this(log, payloads, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** @param appends runs what waits for the log; closed with the engine */
    LogEventStorageEngine(EventLog log, PayloadConverter payloads, ExecutorService appends) {
        this.log = log;
        this.payloads = payloads;
        this.appends = appends;
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
        }
        var stored = events.stream().map(this::toStore).toList();
        List<ClaimedKey> claims = context == null ? null : context.getResource(CLAIMS);
        var transaction = new LogTransaction(stored, claims == null ? List.of() : claims, boundary(condition));
        return CompletableFuture.completedFuture(new PreparedAppend(transaction, condition.consistencyMarker()));
    }

    private final class PreparedAppend implements AppendTransaction<Appended> {

        private final LogTransaction transaction;
        private final ConsistencyMarker seen;
        private final AtomicBoolean finished = new AtomicBoolean();

        PreparedAppend(LogTransaction transaction, ConsistencyMarker seen) {
            this.transaction = transaction;
            this.seen = seen;
        }

        @Override
        public CompletableFuture<Appended> commit(@Nullable ProcessingContext context) {
            if (finished.getAndSet(true)) {
                return CompletableFuture.failedFuture(new IllegalStateException("already committed or rolled back"));
            }
            return CompletableFuture.supplyAsync(() -> append(context), appends);
        }

        private Appended append(@Nullable ProcessingContext context) {
            payloads.flush();
            AppendResult result = log.append(List.of(transaction)).getFirst();
            return switch (result) {
                case Appended appended -> {
                    if (context != null) {
                        context.putResource(APPENDED_AT, appended.firstPosition());
                    }
                    yield appended;
                }
                case KeyTaken taken -> throw new KeyTakenException(taken.key());
                case ConditionFailed failed ->
                    throw AppendEventsTransactionRejectedException.conflictingEventsDetected(seen);
                case NotTried nothingBefore -> throw new IllegalStateException("a group of one begins with it");
            };
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(
                Appended appended, @Nullable ProcessingContext context) {
            long last = appended.firstPosition() + transaction.events().size() - 1;
            return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(last));
        }

        /** Nothing was given to the log yet. */
        @Override
        public void rollback(@Nullable ProcessingContext context) {
            finished.set(true);
        }
    }

    private static LogTransaction.@Nullable AppendCondition boundary(AppendCondition condition) {
        ConsistencyMarker marker = condition.consistencyMarker();
        return marker.equals(ConsistencyMarker.INFINITY)
                ? null
                : new LogTransaction.AppendCondition(
                        query(condition.criteria()), Math.max(0, GlobalIndexConsistencyMarker.position(marker)));
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        long head = log.head();
        long start = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
        LogQuery query = query(condition.criteria());
        MessageStream<EventMessage> events =
                MessageStream.fromStream(upTo(head, query, start), this::message, LogEventStorageEngine::token);
        Context marker = Context.with(ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(head));
        return events.concatWith(MessageStream.just(TerminalEventMessage.INSTANCE, ignored -> marker)
                .cast());
    }

    /** Page by page, so that a long history is never in memory at once. */
    private Stream<StoredEvent> upTo(long head, LogQuery query, long start) {
        return Stream.iterate(
                        log.readMatching(query, start, PAGE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : log.readMatching(query, page.getLast().position(), PAGE))
                .flatMap(List::stream)
                .takeWhile(event -> event.position() <= head);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        LogQuery query = query(condition.criteria());
        var cursor =
                new Cursor(query, Math.max(0, condition.position().position().orElse(0)));
        return new ContinuousMessageStream<StoredEvent>(
                ignored -> cursor.next(),
                stored -> new SimpleEntry<>(message(stored), token(stored)),
                (stream, callback) -> {
                    openStreams.add(callback);
                    if (notifying.compareAndSet(false, true)) {
                        notifier.start();
                    }
                    return () -> openStreams.remove(callback);
                });
    }

    /** Where an endless stream stands: stretches without a match are not looked at twice. */
    private final class Cursor {

        private final LogQuery query;
        private long after;

        Cursor(LogQuery query, long after) {
            this.query = query;
            this.after = after;
        }

        List<StoredEvent> next() {
            long head = log.head();
            if (after >= head) {
                return List.of();
            }
            List<StoredEvent> page = log.readMatching(query, after, PAGE);
            long read = page.isEmpty() ? 0 : page.getLast().position();
            after = page.size() < PAGE ? Math.max(read, head) : read;
            return page;
        }
    }

    private void notifyStreams() {
        try {
            long seen = log.head();
            while (!appends.isShutdown()) {
                if (log.await(seen, Duration.ofDays(1))) {
                    seen = log.head();
                    openStreams.forEach(Runnable::run);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(log.head()));
    }

    /** By halving: {@code recordedAt} grows with the position, but for small corrections of the clock. */
    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        long before = 0;
        long from = log.head() + 1;
        while (from - before > 1) {
            long middle = before + (from - before) / 2;
            Instant recorded = Metadata.recordedAt(
                    Metadata.decode(log.read(middle - 1, 1).getFirst().metadata()));
            if (recorded.isBefore(at)) {
                before = middle;
            } else {
                from = middle;
            }
        }
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(before));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("log", log);
        descriptor.describeProperty("payloads", payloads);
    }

    /** Ends open streams' news and waits for appends under way. */
    @Override
    public void close() {
        notifier.interrupt();
        appends.close();
    }

    private NewEvent toStore(TaggedEventMessage<?> tagged) {
        EventMessage message = tagged.event();
        Object payload = requireNonNull(message.payload(), "an event without words");
        EncodedEvent encoded = payloads.encode(payload, message.type());
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(Metadata.EVENT_ID, message.identifier());
        metadata.put(Metadata.RECORDED_AT, message.timestamp().toString());
        // An event that was decided with its provenance brings its own id and time.
        metadata.putAll(message.metadata());
        return new NewEvent(
                encoded.type(), encoded.revision(), Metadata.encode(metadata), tags(tagged.tags()), encoded.payload());
    }

    private EventMessage message(StoredEvent stored) {
        Map<String, String> metadata = Metadata.decode(stored.metadata());
        Instant recordedAt = Metadata.recordedAt(metadata);
        String eventId = requireNonNull(metadata.remove(Metadata.EVENT_ID), "an event without an id");
        metadata.remove(Metadata.RECORDED_AT);
        PayloadConverter.Decoded decoded = payloads.decode(stored);
        var type = new MessageType(new QualifiedName(stored.type()), decoded.revision());
        return new GenericEventMessage(eventId, type, decoded.payload(), metadata, recordedAt);
    }

    private static Context token(StoredEvent stored) {
        return TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(stored.position()));
    }

    private static LogQuery query(EventCriteria criteria) {
        var flat = new ArrayList<Criterion>();
        if (criteria.hasCriteria()) {
            criteria.flatten()
                    .forEach(each -> flat.add(new Criterion(
                            Set.copyOf(tags(each.tags())),
                            each.types().stream().map(QualifiedName::name).collect(Collectors.toUnmodifiableSet()))));
        }
        return new LogQuery(List.copyOf(flat));
    }

    /** In one order, whatever the set's: the bytes are hashed. */
    private static List<String> tags(Set<Tag> tags) {
        return tags.stream().map(LogEventStorageEngine::tag).sorted().toList();
    }

    private static String tag(Tag tag) {
        if (tag.key().indexOf(':') >= 0) {
            throw new IllegalArgumentException("a tag's key has no colon: " + tag.key());
        }
        return tag.key() + ":" + tag.value();
    }
}
