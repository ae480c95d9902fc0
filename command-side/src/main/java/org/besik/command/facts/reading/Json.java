package org.besik.command.facts.reading;

import static org.besik.command.refusal.Rule.MALFORMED_JSON;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.command.refusal.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text as plain values: {@code Map}, {@code List}, {@code String}, {@code Long} or {@code BigDecimal},
 * {@code Boolean}, null. Stricter than most readers: the text must be UTF-8 without exception, nothing may follow it,
 * nothing may nest deeper than {@value #DEEPEST}, and a member that stands twice is remembered.
 */
final class Json {

    /** A fact nests four levels deep. */
    private static final int DEEPEST = 32;

    private static final int LONGEST_NAME_SHOWN = 60;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(1 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private @Nullable String duplicate;

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * One JSON value.
     *
     * @param duplicate the path of the first member that stands twice; null: none
     */
    record Value(@Nullable Object value, @Nullable String duplicate) {}

    /** The only value of a text. */
    static Value one(byte[] bytes, int from, int length) {
        return read(bytes, from, length, json -> {
            json.advance();
            Value value = json.element();
            json.end();
            return value;
        });
    }

    /**
     * The elements of a text that is an array, at most {@code most} and one of them; of any other text, null.
     */
    static @Nullable List<Value> array(byte[] bytes, int from, int length, int most) {
        return read(bytes, from, length, json -> {
            if (json.advance() != JsonToken.START_ARRAY) {
                return null;
            }
            var elements = new ArrayList<Value>();
            while (json.advance() != JsonToken.END_ARRAY) {
                elements.add(json.element());
                if (elements.size() > most) {
                    return elements;
                }
            }
            json.end();
            return elements;
        });
    }

    private interface Reading<T extends @Nullable Object> {
        T from(Json json);
    }

    private static <T extends @Nullable Object> T read(byte[] bytes, int from, int length, Reading<T> reading) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException e) {
            throw malformed("The text is not UTF-8.");
        }
        try (JsonParser parser = FACTORY.createParser(
                ObjectReadContext.empty(), text.array(), text.arrayOffset() + text.position(), text.remaining())) {
            return reading.from(new Json(parser));
        } catch (JacksonException e) {
            // The parser's own message quotes the text, which may say who somebody is: only the place is told.
            var place = e.getLocation();
            throw malformed(
                    place == null
                            ? "The text is not JSON."
                            : "The text is not JSON at line " + place.getLineNr() + ", column " + place.getColumnNr()
                                    + ".");
        }
    }

    private static Refused malformed(String detail) {
        return new Refused(MALFORMED_JSON, null, detail);
    }

    private JsonToken advance() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("The text ends too early.");
        }
        return token;
    }

    private void end() {
        if (parser.nextToken() != null) {
            throw malformed("Something follows the value.");
        }
    }

    private Value element() {
        duplicate = null;
        Object value = value("");
        return new Value(value, duplicate);
    }

    private @Nullable Object value(String path) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> list(path);
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDecimalValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw malformed("The text is not JSON.");
        };
    }

    private Map<String, @Nullable Object> object(String path) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (advance() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            String inner = member(path, name);
            boolean twice = members.containsKey(name);
            if (twice && duplicate == null) {
                duplicate = inner;
            }
            advance();
            Object value = value(inner);
            if (!twice) {
                members.put(name, value);
            }
        }
        return members;
    }

    private List<@Nullable Object> list(String path) {
        var values = new ArrayList<@Nullable Object>();
        while (advance() != JsonToken.END_ARRAY) {
            values.add(value(path));
        }
        return values;
    }

    /** Half a surrogate pair cannot be written as UTF-8, so it could neither be stored nor compared. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw malformed("An escape names half a character.");
                }
                i++;
            }
        }
        return text;
    }

    /** The path of a member, {@code data.person}; a name that nobody would choose is cut. */
    static String member(String path, String name) {
        String shown = name.length() > LONGEST_NAME_SHOWN ? name.substring(0, LONGEST_NAME_SHOWN) + "…" : name;
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
