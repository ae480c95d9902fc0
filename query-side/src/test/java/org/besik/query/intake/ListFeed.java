package org.besik.query.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;
import org.besik.events.codec.Metadata;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;

/** A feed in memory, for tests: events are really encoded, positions are given as they are appended. */
public final class ListFeed implements EventFeed {

    private final List<StoredEvent> events = new ArrayList<>();
    private final MemoryKeys keys = new MemoryKeys();
    private final EventCodec codec = new EventCodec(keys);

    /** Writes and reads with the keys of this feed. */
    public EventCodec codec() {
        return codec;
    }

    /** Appends an event at the next position, whatever position it carries. */
    public synchronized void append(RecordedEvent event) {
        EncodedEvent encoded = codec.encode(event.event());
        events.add(new StoredEvent(
                events.size() + 1L,
                encoded.type(),
                encoded.revision(),
                Metadata.encode(Metadata.of(event.provenance())),
                List.of(),
                encoded.payload()));
        notifyAll();
    }

    /** Appends events so that none of them is read without the rest. */
    public synchronized void append(Collection<RecordedEvent> events) {
        events.forEach(this::append);
    }

    /** Destroys a child's key: its personal data reads as null from now on. */
    public void erase(ChildId child) {
        keys.destroyed.put(child, true);
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    @Override
    public synchronized List<StoredEvent> read(long after, int limit) {
        int from = (int) Math.min(after, events.size());
        return List.copyOf(events.subList(from, (int) Math.min(events.size(), (long) from + limit)));
    }

    @Override
    public synchronized boolean await(long after, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (events.size() <= after) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private static final class MemoryKeys implements KeyVault {
        private final Map<ChildId, SecretKey> keys = new ConcurrentHashMap<>();
        private final Map<ChildId, Boolean> destroyed = new ConcurrentHashMap<>();

        @Override
        public SecretKey forWriting(ChildId child) {
            return keys.computeIfAbsent(child, c -> {
                byte[] key = new byte[32];
                byte[] id = c.value().getBytes(StandardCharsets.UTF_8);
                System.arraycopy(id, 0, key, 0, Math.min(id.length, key.length));
                return new SecretKeySpec(key, "AES");
            });
        }

        @Override
        public Optional<SecretKey> forReading(ChildId child) {
            return destroyed.containsKey(child) ? Optional.empty() : Optional.ofNullable(keys.get(child));
        }

        @Override
        public void flush() {}
    }
}
