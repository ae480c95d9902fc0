package org.besik.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.besik.events.AboutTwo;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.RecordedEvent;
import org.besik.events.Relative;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the bytes that are stored and hashed, and back. Components of {@link org.besik.events.Personal} types
 * are sealed with the key of the child the event was written to, and in what is about two with the other's as well; where a
 * key is gone they read as null. Old revisions are upcast while reading. Safe for use by many threads.
 */
public final class EventCodec {

    private static final String CHILD = "besik.child";
    private static final String OTHER = "besik.other";
    private static final String CHILD_ID = "childId";

    /** How events about two records call the second one. */
    private static final List<String> OTHER_ID = List.of("other", "merged", "restored");

    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<String, KnownType> readable = new HashMap<>();
    private final Map<String, Upcaster> upcasters = new HashMap<>();
    private final Map<Class<?>, EncodedName> names = new HashMap<>();
    private final ObjectMapper mapper;

    private record EncodedName(String type, String revision) {}

    /** How events of one type are read. */
    private record KnownType(Class<? extends BesikEvent> type, String revision, ObjectReader reader) {}

    /** A codec for every revision ever written. */
    public EventCodec(KeyVault keys) {
        this(keys, OldRevisions.ALL);
    }

    /** A codec that reads those old revisions that some upcasters understand. */
    EventCodec(KeyVault keys, List<Upcaster> upcasters) {
        var plain = plainMapper();
        var seal = new Seal(keys);
        var module = new SimpleModule();
        for (Class<?> type : List.of(Iin.class, LocalId.class, Person.class, Relative.class, Note.class)) {
            sealed(module, type, plain, seal);
        }
        this.mapper = plainMapper().registerModule(module);
        for (Class<? extends BesikEvent> type : EventTypes.all()) {
            String name = EventTypes.nameOf(type);
            names.put(type, new EncodedName(name, EventTypes.revisionOf(type)));
            writers.put(type, mapper.writerFor(type));
            readable.put(name, new KnownType(type, EventTypes.revisionOf(type), mapper.readerFor(type)));
        }
        for (Upcaster upcaster : upcasters) {
            this.upcasters.put(upcaster.type() + "/" + upcaster.from(), upcaster);
        }
    }

    /** The event's words as bytes; its child's key is made if it has none and something is to be sealed. */
    public EncodedEvent encode(BesikEvent event) {
        var name = Objects.requireNonNull(names.get(event.getClass()), "no stored event");
        var writer = Objects.requireNonNull(writers.get(event.getClass()));
        if (event instanceof ChildEvent childEvent) {
            writer = writer.withAttribute(CHILD, childEvent.childId());
        }
        if (event instanceof AboutTwo both) {
            writer = writer.withAttribute(OTHER, both.other());
        }
        try {
            return new EncodedEvent(name.type(), name.revision(), writer.writeValueAsBytes(event));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Reads an event of any revision ever stored.
     *
     * @throws IllegalArgumentException for a type or revision this version does not know
     */
    public BesikEvent decode(String type, String revision, byte[] payload) {
        KnownType known = readable.get(type);
        if (known == null) {
            throw new IllegalArgumentException("unknown event type " + type);
        }
        try {
            String current = known.revision();
            if (revision.equals(current)) {
                return known.reader().readValue(payload);
            }
            ObjectNode tree = (ObjectNode) mapper.readTree(payload);
            String at = revision;
            while (!at.equals(current)) {
                Upcaster upcaster = upcasters.get(type + "/" + at);
                if (upcaster == null) {
                    throw new IllegalArgumentException("no way to read " + type + " revision " + at);
                }
                upcaster.step().upcast(tree);
                at = upcaster.to();
            }
            return known.reader()
                    .withAttribute(CHILD, new ChildId(tree.path(CHILD_ID).asText()))
                    .withAttribute(OTHER, other(tree))
                    .readValue(tree);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(type + " revision " + revision + " cannot be read", unreadable);
        }
    }

    private static @Nullable ChildId other(ObjectNode event) {
        return OTHER_ID.stream()
                .filter(event::has)
                .findFirst()
                .map(name -> new ChildId(event.get(name).asText()))
                .orElse(null);
    }

    /** Reads a stored event with what stands beside it. */
    public RecordedEvent decode(StoredEvent stored) {
        return new RecordedEvent(
                stored.position(),
                Metadata.provenance(stored.metadata()),
                decode(stored.type(), stored.revision(), stored.payload()));
    }

    private static ObjectMapper plainMapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(ids())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // With the key gone a list of sealed components is empty, not full of nothing.
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    /** Ids are written as their bare values. */
    private static SimpleModule ids() {
        var module = new SimpleModule();
        bare(module, ChildId.class, ChildId::new);
        bare(module, AgencyId.class, AgencyId::new);
        bare(module, EventId.class, EventId::new);
        bare(module, HandoffId.class, HandoffId::new);
        return module;
    }

    private static <T> void bare(SimpleModule module, Class<T> type, java.util.function.Function<String, T> make) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return make.apply(json.getText());
            }
        });
    }

    private static <T> void sealed(SimpleModule module, Class<T> type, ObjectMapper plain, Seal seal) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                var child = (ChildId) Objects.requireNonNull(provider.getAttribute(CHILD), "nobody to seal for");
                String sealed = seal.seal(child, plain.writeValueAsBytes(value));
                var other = (ChildId) provider.getAttribute(OTHER);
                json.writeString(other == null ? sealed : seal.seal(other, sealed.getBytes(UTF_8)));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                var child = (ChildId) context.getAttribute(CHILD);
                var other = (ChildId) context.getAttribute(OTHER);
                if (child != null && json.currentToken() == JsonToken.START_OBJECT) {
                    // An old revision did not seal it; for readers it ends with the key all the same
                    T open = plain.readValue(json, type);
                    return seal.opensFor(child) && (other == null || seal.opensFor(other)) ? open : null;
                }
                byte[] opened = seal.open(json.getText());
                if (opened != null && Seal.isSealed(opened)) {
                    opened = seal.open(new String(opened, UTF_8));
                }
                return opened == null ? null : plain.readValue(opened, type);
            }
        });
    }
}
