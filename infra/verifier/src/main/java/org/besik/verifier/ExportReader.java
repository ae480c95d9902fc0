package org.besik.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.besik.proofs.EventHash;
import org.besik.proofs.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a line of an export back into the bytes that were hashed. Takes metadata and payload as they stand there, byte by
 * byte, and refuses every member that would not be hashed: nothing may be slipped in beside what is checked.
 */
final class ExportReader {

    private static final JsonFactory JSON = new JsonFactory();

    private ExportReader() {}

    /** @throws IllegalArgumentException if it is no line of an export; the message quotes nothing of it */
    static AuditedEvent read(byte[] line) {
        var members = new HashMap<String, byte[]>();
        long position;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            position = read(json, line, members);
        } catch (JacksonException damaged) {
            throw new IllegalArgumentException("it is no JSON");
        }
        return new AuditedEvent(
                position,
                needed(members, "type"),
                needed(members, "revision"),
                needed(members, "metadata"),
                needed(members, "tags"),
                needed(members, "payload"),
                hash(needed(members, "leaf")),
                members.containsKey("link") ? hash(needed(members, "link")) : null);
    }

    private static long read(JsonParser json, byte[] line, Map<String, byte[]> members) {
        long position = 0;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("it is no object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("position")) {
                if (token != JsonToken.VALUE_NUMBER_INT || position != 0) {
                    throw new IllegalArgumentException("its position is no number, or stands twice");
                }
                position = json.getLongValue();
            } else {
                String plain = name.endsWith("Base64") ? name.substring(0, name.length() - 6) : name;
                byte[] value = value(json, line, name, token);
                if (value == null || members.put(plain, value) != null) {
                    throw new IllegalArgumentException("it has a member that an event does not have, or one twice");
                }
            }
        }
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("something follows the event");
        }
        return position;
    }

    /** Null: no such member. */
    private static byte @Nullable [] value(JsonParser json, byte[] line, String name, JsonToken token) {
        return switch (name) {
            case "type", "revision" ->
                token == JsonToken.VALUE_STRING ? json.getString().getBytes(UTF_8) : null;
            case "leaf", "link", "metadataBase64", "payloadBase64", "tagsBase64" ->
                token == JsonToken.VALUE_STRING ? Base64.getDecoder().decode(json.getString()) : null;
            case "metadata", "payload" -> token == JsonToken.START_OBJECT ? slice(json, line) : null;
            case "tags" -> token == JsonToken.START_ARRAY ? tags(json) : null;
            default -> null;
        };
    }

    private static byte[] slice(JsonParser json, byte[] line) {
        long from = json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        long to = json.currentLocation().getByteOffset();
        return Arrays.copyOfRange(line, (int) from, (int) to);
    }

    private static byte[] tags(JsonParser json) {
        var tags = new ByteArrayOutputStream();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            byte[] tag = json.getString().getBytes(UTF_8);
            tags.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(tag.length).array());
            tags.writeBytes(tag);
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException("a tag is no text");
        }
        return tags.toByteArray();
    }

    private static byte[] needed(Map<String, byte[]> members, String name) {
        byte[] value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    private static byte[] hash(byte[] hash) {
        if (hash.length != EventHash.BYTES) {
            throw new IllegalArgumentException("a hash has " + hash.length + " bytes");
        }
        return hash;
    }
}
