package org.besik.command.facts;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.besik.command.deciding.Answer;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes answers as the contract spells them. */
public final class Answers {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final MayRead mayRead;

    Answers(MayRead mayRead) {
        this.mayRead = mayRead;
    }

    /** One answer with the fact it belongs to. */
    public record Answered(ReadFact said, Answer answer) {

        /** A text that was refused already, or one that takes the next of the decisions. */
        public static Answered of(ReadFact said, Iterator<Answer> decisions) {
            Refused refused = said.refused();
            return new Answered(said, refused == null ? decisions.next() : new Answer.RefusedFact(refused, null));
        }

        /** The word for metrics and clients. */
        String status() {
            return switch (answer) {
                case Answer.Recorded recorded -> "recorded";
                case Answer.Duplicate duplicate -> "duplicate";
                case Answer.RefusedFact refused -> "refused";
            };
        }
    }

    /**
     * Answers a fact, or an officer's order, that came alone; a refusal is a problem document as well.
     *
     * @param idMember a member that repeats the event's id, where it names something else as well; null: none
     */
    public void send(Answered answered, Caller caller, @Nullable String idMember, HttpServletResponse response)
            throws IOException {
        byte[] text = alone(answered, caller, idMember);
        switch (answered.answer()) {
            case Answer.Recorded recorded -> send(response, 201, "application/json", text);
            case Answer.Duplicate duplicate -> send(response, 200, "application/json", text);
            case Answer.RefusedFact refused ->
                send(response, refused.reason().rule().status(), "application/problem+json", text);
        }
    }

    static void send(HttpServletResponse response, int status, String type, byte[] text) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private byte[] alone(Answered answered, Caller caller, @Nullable String idMember) {
        return write(json -> {
            json.writeStartObject();
            if (answered.answer() instanceof Answer.RefusedFact refused) {
                Problem problem = problem(refused, caller);
                // The answer's own "status" stands; RFC 9457 has readers take the number from HTTP then.
                problem.members().forEach((name, value) -> {
                    if (!name.equals("status")) {
                        member(json, name, value);
                    }
                });
            }
            members(json, answered, caller);
            if (idMember != null) {
                switch (answered.answer()) {
                    case Answer.Recorded recorded ->
                        json.writeStringProperty(idMember, recorded.eventId().value());
                    case Answer.Duplicate duplicate ->
                        json.writeStringProperty(idMember, duplicate.eventId().value());
                    case Answer.RefusedFact refused -> {}
                }
            }
            json.writeEndObject();
        });
    }

    byte[] array(List<Answered> answers, Caller caller) {
        return write(json -> {
            json.writeStartArray();
            for (int i = 0; i < answers.size(); i++) {
                json.writeStartObject();
                members(json, answers.get(i), caller);
                json.writeNumberProperty("index", i);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Appends one line of an answer stream. */
    void line(ByteArrayOutputStream out, Answered answered, long line, Caller caller) {
        out.writeBytes(write(json -> {
            json.writeStartObject();
            members(json, answered, caller);
            json.writeNumberProperty("line", line);
            json.writeEndObject();
        }));
        out.write('\n');
    }

    /** Appends the last line of a stream that cannot go on: nothing from this line on is acknowledged. */
    static void end(ByteArrayOutputStream out, Problem problem, long line) {
        out.writeBytes(write(json -> {
            json.writeStartObject();
            json.writeName("problem");
            problem(json, problem);
            json.writeNumberProperty("line", line);
            json.writeEndObject();
        }));
        out.write('\n');
    }

    static byte[] document(Problem problem) {
        return write(json -> problem(json, problem));
    }

    private Problem problem(Answer.RefusedFact refused, Caller caller) {
        ChildId other = refused.other();
        return Problem.of(refused.reason(), other != null && mayRead.mayRead(caller, other) ? other.value() : null);
    }

    private void members(JsonGenerator json, Answered answered, Caller caller) {
        text(json, "ref", answered.said().ref());
        json.writeStringProperty("status", answered.status());
        switch (answered.answer()) {
            case Answer.Recorded recorded ->
                place(json, recorded.childId(), recorded.eventId(), recorded.position(), recorded.handoffId());
            case Answer.Duplicate duplicate ->
                place(json, duplicate.childId(), duplicate.eventId(), duplicate.position(), duplicate.handoffId());
            case Answer.RefusedFact refused -> {
                json.writeNullProperty("childId");
                json.writeNullProperty("eventId");
                json.writeNullProperty("position");
                json.writeName("problem");
                problem(json, problem(refused, caller));
            }
        }
    }

    private static void place(
            JsonGenerator json, ChildId child, EventId event, long position, @Nullable HandoffId handoff) {
        json.writeStringProperty("childId", child.value());
        json.writeStringProperty("eventId", event.value());
        json.writeNumberProperty("position", position);
        if (handoff != null) {
            json.writeStringProperty("handoffId", handoff.value());
        }
    }

    private static void problem(JsonGenerator json, Problem problem) {
        json.writeStartObject();
        for (Map.Entry<String, Object> member : problem.members().entrySet()) {
            member(json, member.getKey(), member.getValue());
        }
        json.writeEndObject();
    }

    private static void member(JsonGenerator json, String name, Object value) {
        if (value instanceof Integer number) {
            json.writeNumberProperty(name, number);
        } else {
            json.writeStringProperty(name, value.toString());
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    private interface Writing {
        void to(JsonGenerator json);
    }

    private static byte[] write(Writing writing) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            writing.to(json);
        }
        return bytes.toByteArray();
    }
}
