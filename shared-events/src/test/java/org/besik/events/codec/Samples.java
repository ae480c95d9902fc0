package org.besik.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.besik.events.ChildId;

/**
 * The approved samples: what every event revision looks like in the store, with each sealed text opened and written as
 * {@code {"sealed": …}} so that it can be read and compared.
 */
final class Samples {

    static final Path FOLDER = Path.of("src/test/resources/contract");
    static final ChildId CHILD = new ChildId("0a5f4d6c-1b2c-4d3e-8f40-516273849506");
    static final ChildId OTHER = new ChildId("1b6f5e7d-2c3d-4e4f-9051-627384950617");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Seal seal;

    Samples(KeyVault keys) {
        this.seal = new Seal(keys);
    }

    /** Where the sample of an event type, named as in the store, is kept. */
    static Path file(String type, String revision) {
        int dot = type.lastIndexOf('.');
        return FOLDER.resolve(type.substring(0, dot)).resolve(type.substring(dot + 1) + ".v" + revision + ".json");
    }

    static List<Path> all() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode read(Path file) {
        return tree(bytes(file));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A stored payload with its seals opened. */
    JsonNode opened(byte[] payload) {
        return opened(tree(payload));
    }

    private JsonNode opened(JsonNode node) {
        if (node.isTextual() && node.textValue().startsWith("s1:")) {
            ObjectNode shown = JSON.createObjectNode();
            byte[] opened = seal.open(node.textValue());
            shown.set(
                    "sealed",
                    Seal.isSealed(opened)
                            ? opened(JSON.getNodeFactory().textNode(new String(opened, UTF_8)))
                            : tree(opened));
            return shown;
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(opened(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, opened(array.get(i)));
            }
        }
        return node;
    }

    /** A sample as the bytes of a stored payload, sealed for {@link #CHILD}; what is sealed twice, for {@link #OTHER} too. */
    byte[] sealed(JsonNode sample) {
        return sealedTree(sample.deepCopy()).toString().getBytes(UTF_8);
    }

    private JsonNode sealedTree(JsonNode node) {
        if (node instanceof ObjectNode object && object.size() == 1 && object.has("sealed")) {
            JsonNode words = object.get("sealed");
            return JSON.getNodeFactory()
                    .textNode(
                            words.has("sealed")
                                    ? seal.seal(
                                            OTHER, sealedTree(words).textValue().getBytes(UTF_8))
                                    : seal.seal(CHILD, words.toString().getBytes(UTF_8)));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(sealedTree(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, sealedTree(array.get(i)));
            }
        }
        return node;
    }
}
