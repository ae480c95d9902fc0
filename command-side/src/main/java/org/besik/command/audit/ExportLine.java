package org.besik.command.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.TagBytes;
import org.besik.proofs.EventHash;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event as a line of the export, with every byte that is hashed. Metadata and payload stand there as they are stored,
 * so that people can read them; what is no JSON object on one line (it should be) is given as base64 instead.
 */
final class ExportLine {

    private static final JsonFactory JSON = new JsonFactory();

    private final EventHash hash = new EventHash();

    /** Appends the line and its line feed. */
    void write(ChainedEvent event, ByteArrayOutputStream into) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), into)) {
            json.writeStartObject();
            json.writeNumberProperty("position", event.position());
            json.writeStringProperty("type", event.type());
            json.writeStringProperty("revision", event.revision());
            object(json, "metadata", event.metadata());
            tags(json, event.tags());
            object(json, "payload", event.payload());
            json.writeStringProperty("leaf", base64(leaf(event)));
            byte[] link = event.link();
            if (link != null) {
                json.writeStringProperty("link", base64(link));
            }
            json.writeEndObject();
        }
        into.write('\n');
    }

    private byte[] leaf(ChainedEvent event) {
        return hash.of(
                event.position(),
                event.type().getBytes(UTF_8),
                event.revision().getBytes(UTF_8),
                event.metadata(),
                event.tags(),
                event.payload());
    }

    private static void object(JsonGenerator json, String name, byte[] stored) {
        String text = new String(stored, UTF_8);
        if (isObject(stored) && Arrays.equals(text.getBytes(UTF_8), stored)) {
            json.writeName(name);
            json.writeRawValue(text);
        } else {
            json.writeStringProperty(name + "Base64", base64(stored));
        }
    }

    private static boolean isObject(byte[] stored) {
        for (byte b : stored) {
            if (b >= 0 && b < ' ') {
                return false;
            }
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), stored)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || stored[0] != '{' || stored[stored.length - 1] != '}') {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException damaged) {
            return false;
        }
    }

    private static void tags(JsonGenerator json, byte[] stored) {
        List<String> tags = decoded(stored);
        if (tags == null) {
            json.writeStringProperty("tagsBase64", base64(stored));
            return;
        }
        json.writeName("tags");
        json.writeStartArray();
        tags.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Null: damaged, or not to be written so that the same bytes can be read. */
    private static @Nullable List<String> decoded(byte[] stored) {
        try {
            List<String> tags = TagBytes.decode(stored);
            return Arrays.equals(TagBytes.encode(tags), stored) ? tags : null;
        } catch (IllegalStateException damaged) {
            return null;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
