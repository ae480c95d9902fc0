package org.besik.benchmark.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.besik.command.deciding.ChildReader;
import org.besik.command.eventlog.CodecPayloadConverter;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.Tags;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.StoredEvent;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.feed.ReadAhead;

/** Ours: Axon's engine on the SQLite log, as Besik runs it. */
final class BesikLog implements AutoCloseable {

    /** Read at once while replaying; what the views read when they catch up. */
    private static final int PAGE = 4_000;

    private final Samples samples;
    private final SqliteEventLog log;
    private final ChildKeys keys;
    private final EventCodec codec;
    private final LogEventStorageEngine engine;
    private final ChildReader reader;

    BesikLog(Path folder, Samples samples) {
        this.samples = samples;
        var master = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        log = SqliteEventLog.open(folder, new KeyedDigest(master).tagHash());
        keys = ChildKeys.open(SqliteKeyRows.open(folder.resolve("keys.db")), master);
        codec = new EventCodec(keys);
        engine = new LogEventStorageEngine(log, new CodecPayloadConverter(codec, keys));
        reader = new ChildReader(log, codec, Set.of(ContactRecorded.class));
    }

    EventCodec codec() {
        return codec;
    }

    long head() {
        return log.head();
    }

    double append(int callers, int events) throws Exception {
        return Callers.perSecond(callers, events, caller -> () -> append(List.of(samples.event(samples.child()))));
    }

    double batches(int size, int events) throws Exception {
        return size
                * Callers.perSecond(1, events / size, caller -> () -> append(samples.events(samples.child(), size)));
    }

    private void append(List<TaggedEventMessage<?>> events) {
        engine.appendEvents(AppendCondition.none(), null, events)
                .join()
                .commit(null)
                .join();
    }

    /** Fills the log, in batches, until it holds so many. */
    void fill(int events) {
        while (log.head() < events) {
            append(samples.events(samples.child(), (int) Math.min(1_000, events - log.head())));
        }
    }

    /** A child with so many events, among many others. */
    ChildId grown(int events) {
        ChildId child = samples.child();
        for (int n = 0; n < events; n += 10) {
            append(samples.events(child, 10));
            append(samples.events(samples.child(), 10));
        }
        return child;
    }

    /** Events a second, read and decoded to what they say and who said it, as a build of the views does. */
    double replay(int events) {
        long began = System.nanoTime();
        long contacts = 0;
        try (var pages = new ReadAhead(after -> log.read(after, (int) Math.min(PAGE, events - after)))) {
            for (List<StoredEvent> page = pages.apply(0);
                    !page.isEmpty();
                    page = pages.apply(page.getLast().position())) {
                for (StoredEvent stored : page) {
                    RecordedEvent recorded = codec.decode(stored);
                    contacts += recorded.event() instanceof ContactRecorded ? 1 : 0;
                }
            }
        }
        expected(events, contacts);
        return perSecond(events, began);
    }

    /** Milliseconds to source one child through the engine. */
    double source(ChildId child, int events) {
        long began = System.nanoTime();
        var condition = SourcingCondition.conditionFor(EventCriteria.havingTags(new Tag(Tags.CHILD, child.value()))
                .andBeingOneOfTypes(new QualifiedName("contact", "ContactRecorded")));
        long read = engine.source(condition, null)
                .reduce(0L, (count, entry) -> entry.message().payload() instanceof ContactRecorded ? count + 1 : count)
                .join();
        expected(events, read);
        return (System.nanoTime() - began) / 1e6;
    }

    /** Milliseconds until a decision has before it what it rests on, of a child that was asked for before. */
    double sourceCached(ChildId child, int events) {
        long began = System.nanoTime();
        int read = reader.read(List.of(child), Set.of(ContactRecorded.class))
                .contacts()
                .size();
        expected(events, read);
        return (System.nanoTime() - began) / 1e6;
    }

    private static void expected(long events, long read) {
        if (read != events) {
            throw new IllegalStateException("read " + read + " events instead of " + events);
        }
    }

    private static double perSecond(int events, long began) {
        return events * 1e9 / (System.nanoTime() - began);
    }

    @Override
    public void close() {
        engine.close();
        log.close();
        keys.close();
    }
}
