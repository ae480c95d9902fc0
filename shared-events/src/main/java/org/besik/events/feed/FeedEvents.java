package org.besik.events.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.v1.CloudEventBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event of the feed as a CloudEvent, and back without a bit changed: what the log hashed is what arrives. The id is the
 * position in the log, so the same id from the same source is the same event; what stands beside the payload are
 * extensions, the metadata as base64.
 */
public final class FeedEvents {

    /** Every log's; which log it is, is a matter of the topic. */
    private static final URI SOURCE = URI.create("urn:besik:log");

    private static final String REVISION = "revision";
    private static final String METADATA = "metadata";
    private static final String TAGS = "tags";
    private static final JsonFactory JSON = new JsonFactory();

    private FeedEvents() {}

    /** As it travels. */
    public static CloudEvent toCloudEvent(StoredEvent event) {
        return new CloudEventBuilder()
                .withId(Long.toString(event.position()))
                .withSource(SOURCE)
                .withType(event.type())
                .withExtension(REVISION, event.revision())
                .withExtension(METADATA, Base64.getEncoder().encodeToString(event.metadata()))
                .withExtension(TAGS, array(event.tags()))
                .withData("application/json", event.payload())
                .build();
    }

    /**
     * As it was stored.
     *
     * @throws IllegalArgumentException if it is no event of a log; the message repeats nothing of it
     */
    public static StoredEvent toStoredEvent(CloudEvent travelled) {
        if (!SOURCE.equals(travelled.getSource())) {
            throw new IllegalArgumentException("not from a log of Besik");
        }
        var data = travelled.getData();
        return new StoredEvent(
                position(travelled.getId()),
                travelled.getType(),
                extension(travelled, REVISION),
                metadata(extension(travelled, METADATA)),
                tags(extension(travelled, TAGS)),
                data == null ? new byte[0] : data.toBytes());
    }

    private static long position(String id) {
        try {
            long position = Long.parseLong(id);
            if (position > 0) {
                return position;
            }
        } catch (NumberFormatException noNumber) {
            // Said below
        }
        throw new IllegalArgumentException("the id is no position");
    }

    private static String extension(CloudEvent travelled, String name) {
        @Nullable Object value = travelled.getExtension(name);
        if (value == null) {
            throw new IllegalArgumentException("no extension " + name);
        }
        return value.toString();
    }

    private static byte[] metadata(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // The cause might quote it
            throw new IllegalArgumentException("the metadata is not base64");
        }
    }

    private static String array(List<String> tags) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (String tag : tags) {
                json.writeString(tag);
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(UTF_8);
    }

    private static List<String> tags(String array) {
        var tags = new ArrayList<String>();
        try (JsonParser json = JSON.createParser(array)) {
            boolean isArray = json.nextToken() == JsonToken.START_ARRAY;
            String tag = isArray ? json.nextTextValue() : null;
            while (tag != null) {
                tags.add(tag);
                tag = json.nextTextValue();
            }
            if (isArray && json.currentToken() == JsonToken.END_ARRAY) {
                return List.copyOf(tags);
            }
        } catch (IOException garbled) {
            // Said below; the cause might quote it
        }
        throw new IllegalArgumentException("the tags are no array of strings");
    }
}
