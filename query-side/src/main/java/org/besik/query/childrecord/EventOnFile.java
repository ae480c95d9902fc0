package org.besik.query.childrecord;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Iin;
import org.besik.events.Officer;
import org.besik.events.RecordedEvent;
import org.besik.events.codec.EventTypes;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * One event of a child's history on both time axes, for those who may read the child.
 *
 * @param type namespace and name, {@code contact.ContactRecorded}
 * @param childId the record it was written to; differs from the record's id after a merge
 * @param recordedAt when we learnt it
 * @param service the agency's service as known then; null: not known
 * @param officer the account that decided it, and its role; null: an agency's fact
 * @param data the event's own words, personal data opened; what was erased is null
 */
public record EventOnFile(
        String eventId,
        long position,
        String type,
        String childId,
        LocalDate occurredOn,
        Instant recordedAt,
        String agency,
        @Nullable String service,
        String ref,
        String region,
        @Nullable String district,
        @Nullable Officer officer,
        JsonNode data) {

    /** Ids of other events: a machine follows them, a reader does not. */
    private static final Set<String> NOT_FOR_READING = Set.of("handoffId", "corrects", "caseId", "handoff", "retracts");

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(bareValues()).build();

    static EventOnFile of(RecordedEvent recorded) {
        var provenance = recorded.provenance();
        JsonNode data = JSON.valueToTree(recorded.event());
        String child = data.path("childId").stringValue("");
        if (data instanceof ObjectNode words) {
            words.remove("childId");
            // For readers what caused it is its reason
            JsonNode cause = words.remove("cause");
            if (cause != null && cause.isString()) {
                words.set("reason", cause);
            }
        }
        var service = provenance.agencyService();
        return new EventOnFile(
                provenance.eventId().value(),
                recorded.position(),
                EventTypes.nameOf(recorded.event().getClass()),
                child,
                provenance.occurredOn(),
                provenance.recordedAt(),
                provenance.agency().value(),
                service == null ? null : service.name(),
                provenance.ref(),
                provenance.region(),
                provenance.district(),
                provenance.officer(),
                data);
    }

    /** The event's name without its namespace. */
    public String name() {
        return type.substring(type.indexOf('.') + 1);
    }

    /** The members of the event's words that say something to a reader, in their order. */
    public List<Member> members() {
        return data.propertyStream()
                .filter(member -> !NOT_FOR_READING.contains(member.getKey()))
                .map(member -> new Member(member.getKey(), member.getValue()))
                .toList();
    }

    /** A member of an event and its value. */
    public record Member(String name, JsonNode value) {
        @Override
        public String toString() {
            return "Member[" + name + "]";
        }
    }

    @Override
    public String toString() {
        return "EventOnFile[" + position + "]";
    }

    private static SimpleModule bareValues() {
        var module = new SimpleModule();
        for (Class<?> id : new Class<?>[] {ChildId.class, AgencyId.class, EventId.class, HandoffId.class}) {
            module.addSerializer(id, new Bare<>(id));
        }
        module.addSerializer(Iin.class, text(Iin.class, Iin::value));
        module.addSerializer(Note.class, text(Note.class, Note::text));
        return module;
    }

    private static <T> StdSerializer<T> text(Class<T> type, Function<T, String> text) {
        return new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(text.apply(value));
            }
        };
    }

    /** Ids are their bare values. */
    private static final class Bare<T> extends StdSerializer<T> {
        @SuppressWarnings("unchecked")
        Bare(Class<?> type) {
            super((Class<T>) type);
        }

        @Override
        public void serialize(T id, JsonGenerator json, SerializationContext context) {
            json.writeString(id.toString());
        }
    }
}
