package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What auditors are told about {@code /v1/audit}: enough to check proofs with code of their own. */
final class AuditDescription {

    private static final String TREE = """
            The tree is that of RFC 6962 with SHA-256: before a leaf the byte 0, before two nodes the byte 1. Its n-th \
            leaf is the hash of the event at position n: SHA-256 over the byte 1, the position (8 bytes, big-endian), \
            then type, revision, metadata, tags and payload, each with its length before it (4 bytes, big-endian); tags \
            are each a length and UTF-8.\s""";

    private static final String RAW =
            " With `Accept: application/octet-stream` the bytes alone: two numbers (8 bytes each), %sthe hashes.";

    private static final Map<String, String> PARAMETERS = Map.of(
            "position", "A position in the log, from 1.",
            "size", "Of the tree; without it the last one that was signed.",
            "from", "Where it begins.",
            "to", "Where it ends; without it, at the end.");

    private AuditDescription() {}

    /** Adds to the paths that are there what their signatures do not say. */
    static void describe(OpenAPI api) {
        operation(
                api,
                "checkpoint",
                "The last signed checkpoint",
                "A signed note of C2SP (tlog-checkpoint, Ed25519): origin, number of events, root of the tree. While"
                        + " events come in it is at most a second old. Keep some where the server cannot reach them.",
                "text/plain",
                new JsonSchema().types(new LinkedHashSet<>(List.of("string"))));
        operation(
                api,
                "proof/{position}",
                "Proof that an event is in the log",
                TREE + "The hashes lead from the leaf to the root (2.1.1), base64 each." + RAW.formatted("the leaf, "),
                "application/json",
                members(
                        "position", "integer",
                        "leaf", "string",
                        "size", "integer",
                        "hashes", "array",
                        "checkpoint", "string"));
        operation(
                api,
                "consistency",
                "Proof that nothing was changed between two checkpoints",
                TREE + "The hashes show that the tree of `from` leaves begins the tree of `to` leaves (2.1.2)."
                        + RAW.formatted(""),
                "application/json",
                members("from", "integer", "to", "integer", "hashes", "array", "checkpoint", "string"));
        operation(
                api,
                "log",
                "The events as they are stored",
                "A line each, by position. Personal data stays sealed. `leaf` is the hash of the event; the last event of"
                        + " a transaction has its `link`: SHA-256 over the link before (32 zero bytes before the first)"
                        + " and the leaves of the transaction. Keep it as it came: `infra/verify export` checks it.",
                "application/x-ndjson",
                members(
                        "position", "integer",
                        "type", "string",
                        "revision", "string",
                        "metadata", "object",
                        "tags", "array",
                        "payload", "object",
                        "leaf", "string",
                        "link", "string"));
        operation(
                api,
                "verify",
                "Check the whole log now",
                "Server-sent events: `progress` {position, head}, at the end `verdict` {whole, events, root, checkpoints,"
                        + " findings [{kind, from, to, what}], remarks}. One check runs at a time. Whoever does not trust"
                        + " the server runs `infra/verify` instead.",
                "text/event-stream",
                new JsonSchema().types(new LinkedHashSet<>(List.of("string"))));
    }

    private static void operation(
            OpenAPI api, String path, String summary, String description, String type, Schema<?> schema) {
        PathItem item = api.getPaths().get("/v1/audit/" + path);
        if (item == null || item.getGet() == null) {
            return;
        }
        Operation operation = item.getGet();
        operation.setSummary(summary);
        operation.setDescription(description);
        if (operation.getParameters() != null) {
            for (Parameter parameter : operation.getParameters()) {
                parameter.setDescription(PARAMETERS.get(parameter.getName()));
            }
        }
        operation
                .getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description(summary)
                                .content(new Content().addMediaType(type, new MediaType().schema(schema))));
    }

    /** An object of members: name, type, name, type. */
    private static Schema<?> members(String... namesAndTypes) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of("object")));
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            var member = new JsonSchema();
            member.setTypes(new LinkedHashSet<>(List.of(namesAndTypes[i + 1])));
            if (namesAndTypes[i + 1].equals("array")) {
                member.setItems(new JsonSchema().types(new LinkedHashSet<>(List.of("string"))));
            }
            schema.addProperty(namesAndTypes[i], member);
        }
        return schema;
    }
}
