package org.besik.benchmark.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.Service;
import org.besik.events.Tags;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.Metadata;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;

/** Contacts as clinics report them, drawn from a fixed seed; every one has an id of its own. */
final class Samples {

    private static final MessageType CONTACT = new MessageType("contact", "ContactRecorded", "1");
    private static final Instant RECORDED_AT = Instant.parse("2026-03-04T08:00:00Z");

    private final Random random = new Random(20_261_031);
    private final AtomicLong number = new AtomicLong();

    /** What the others store: the same bytes as we do, in columns. */
    record Row(String id, String child, String type, String revision, byte[] metadata, byte[] tags, byte[] payload) {}

    ChildId child() {
        synchronized (random) {
            return new ChildId(new UUID(random.nextLong(), random.nextLong()).toString());
        }
    }

    TaggedEventMessage<?> event(ChildId child) {
        var message = new GenericEventMessage(CONTACT, contact(child), Metadata.of(provenance()));
        return new GenericTaggedEventMessage<>(message, Set.of(new Tag(Tags.CHILD, child.value())));
    }

    Row row(EventCodec codec, ChildId child) {
        Provenance provenance = provenance();
        EncodedEvent encoded = codec.encode(contact(child));
        return new Row(
                provenance.eventId().value(),
                child.value(),
                encoded.type(),
                encoded.revision(),
                Metadata.encode(Metadata.of(provenance)),
                (Tags.CHILD + ":" + child).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                encoded.payload());
    }

    /** Of a whole group for one child. */
    List<TaggedEventMessage<?>> events(ChildId child, int size) {
        return java.util.stream.Stream.<TaggedEventMessage<?>>generate(() -> event(child))
                .limit(size)
                .toList();
    }

    private static ContactRecorded contact(ChildId child) {
        return new ContactRecorded(child, Service.HEALTH, Strength.SEEN, "home-visit");
    }

    private Provenance provenance() {
        long n = number.incrementAndGet();
        return new Provenance(
                new EventId(new UUID(n, n).toString()),
                LocalDate.of(2026, 3, 4),
                RECORDED_AT,
                new AgencyId("clinic-KZ-71-0"),
                Service.HEALTH,
                "visit-" + n,
                null,
                "KZ-71",
                null,
                Long.toString(n / 250),
                null);
    }
}
