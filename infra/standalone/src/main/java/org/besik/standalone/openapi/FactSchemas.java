package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.besik.events.Regions;
import org.besik.standalone.openapi.FactExamples.FactExample;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON schemas of facts, made from an example of each. */
final class FactSchemas {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Set<String> PERSON_NEEDS = Set.of("surname", "given", "sex", "birthDate");

    private FactSchemas() {}

    /** The schema of one kind of fact. */
    static Schema<?> fact(FactExample example) {
        var schema = object();
        schema.setDescription(example.meaning());
        var kind = text();
        kind.setConst(example.kind());
        var ref = text();
        ref.setMaxLength(255);
        ref.setDescription("The agency's own reference. The same reference with the same content is the same fact.");
        var agency = text();
        agency.setDescription("Only with the scope facts:relay: the agency that answers for the fact.");
        schema.addProperty("fact", kind);
        schema.addProperty("ref", ref);
        schema.addProperty("agency", agency);
        schema.addProperty("child", reference("ChildReference"));
        schema.addProperty("occurredOn", day());
        schema.addProperty("region", region());
        schema.addProperty("district", text());
        Schema<?> data = fromExample(JSON.readTree(example.json()), example.lists(), null);
        data.setRequired(example.needed().isEmpty() ? null : example.needed());
        schema.addProperty("data", data);
        schema.setRequired(
                example.kind().equals("death")
                        ? List.of("fact", "ref", "child", "occurredOn")
                        : List.of("fact", "ref", "child", "occurredOn", "data"));
        return schema;
    }

    /** How a fact names its child: exactly one of four members. */
    static Schema<?> childReference() {
        var schema = object();
        schema.setDescription("Exactly one member: id, iin, local or person.");
        schema.addProperty("id", text());
        schema.addProperty("iin", iin());
        schema.addProperty(
                "local", fromExample(JSON.readTree("{\"system\":\"registry\",\"value\":\"B-1\"}"), Map.of(), null));
        schema.addProperty(
                "person",
                fromExample(
                        JSON.readTree(
                                "{\"surname\":\"a\",\"given\":\"b\",\"patronymic\":\"c\",\"sex\":\"F\",\"birthDate\":\"2024-01-15\",\"script\":\"Cyrl\"}"),
                        Map.of("sex", List.of("F", "M")),
                        null));
        schema.setMinProperties(1);
        schema.setMaxProperties(1);
        return schema;
    }

    /** What became of one fact. */
    static Schema<?> answer() {
        var schema = object();
        schema.setAdditionalProperties(null);
        schema.setDescription("What became of one fact; \"recorded\" means durable.");
        schema.addProperty("ref", nullable("string"));
        var status = text();
        status.setEnum(List.of("recorded", "duplicate", "refused"));
        schema.addProperty("status", status);
        schema.addProperty("childId", nullable("string"));
        schema.addProperty("eventId", nullable("string"));
        schema.addProperty("position", nullable("integer"));
        schema.addProperty("handoffId", text());
        schema.addProperty("problem", reference("Problem"));
        schema.addProperty("line", type("integer"));
        schema.addProperty("index", type("integer"));
        schema.setRequired(List.of("ref", "status", "childId", "eventId", "position"));
        return schema;
    }

    /** A problem document; the codes of all rules. */
    static Schema<?> problem(Map<String, String> rules) {
        var schema = object();
        schema.setAdditionalProperties(null);
        var list = new StringBuilder("RFC 9457. The codes of the rules:\n");
        rules.forEach(
                (code, title) -> list.append("\n- `").append(code).append("` ").append(title));
        schema.setDescription(list.toString());
        var type = text();
        type.setExamples(List.of("urn:besik:rule:future-date"));
        schema.addProperty("type", type);
        var code = text();
        code.setExamples(List.of("future-date"));
        schema.addProperty("code", code);
        schema.addProperty("title", text());
        schema.addProperty("status", type("integer"));
        schema.addProperty("detail", text());
        var field = text();
        field.setDescription("The member at fault, data.person.birthDate");
        schema.addProperty("field", field);
        schema.setRequired(List.of("type", "code", "title", "status"));
        return schema;
    }

    static Schema<?> agency() {
        Schema<?> schema = fromExample(
                JSON.readTree("{\"name\":\"Clinic 7\",\"service\":\"HEALTH\",\"region\":\"KZ-71\",\"district\":\"x\"}"),
                Map.of("service", List.of("HEALTH", "EDUCATION", "SOCIAL", "CULTURE", "POLICE", "REGISTRY")),
                null);
        schema.setRequired(List.of("name", "service", "region"));
        return schema;
    }

    static Schema<?> reference(String name) {
        var schema = new JsonSchema();
        schema.set$ref("#/components/schemas/" + name);
        return schema;
    }

    private static Schema<?> fromExample(JsonNode value, Map<String, List<String>> lists, @Nullable String name) {
        if ("mother".equals(name) && value.isObject()) {
            var mother = new JsonSchema();
            mother.setDescription("Who she is, or her whole name.");
            mother.addAnyOfItem(objectFrom(value, lists, name));
            mother.addAnyOfItem(text());
            return mother;
        }
        if (value.isObject()) {
            return objectFrom(value, lists, name);
        }
        if (value.isBoolean()) {
            return type("boolean");
        }
        if (value.isNumber()) {
            var days = type("integer");
            days.setMinimum(BigDecimal.ZERO);
            days.setMaximum(BigDecimal.valueOf(31));
            return days;
        }
        List<String> words = name == null ? null : lists.get(name);
        if (words != null) {
            var schema = text();
            schema.setEnum(List.copyOf(words));
            return schema;
        }
        if ("iin".equals(name)) {
            return iin();
        }
        if ("region".equals(name)) {
            return region();
        }
        if ("month".equals(name)) {
            var month = text();
            month.setPattern("^\\d{4}-\\d{2}$");
            return month;
        }
        return DAY.matcher(value.stringValue()).matches() ? day() : text();
    }

    private static Schema<?> objectFrom(JsonNode value, Map<String, List<String>> lists, @Nullable String name) {
        var schema = object();
        var members = new LinkedHashMap<String, JsonNode>();
        value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        members.forEach((member, inner) -> schema.addProperty(member, fromExample(inner, lists, member)));
        if ("person".equals(name)) {
            schema.setRequired(
                    members.keySet().stream().filter(PERSON_NEEDS::contains).toList());
        } else if (members.containsKey("region") && name != null) {
            schema.setRequired(List.of("region"));
        }
        return schema;
    }

    private static JsonSchema object() {
        var schema = type("object");
        schema.setAdditionalProperties(false);
        return schema;
    }

    private static JsonSchema type(String type) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }

    private static JsonSchema nullable(String type) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(type, "null")));
        return schema;
    }

    private static JsonSchema text() {
        return type("string");
    }

    private static JsonSchema day() {
        var schema = text();
        schema.setFormat("date");
        return schema;
    }

    private static JsonSchema iin() {
        var schema = text();
        schema.setPattern("^\\d{12}$");
        return schema;
    }

    private static JsonSchema region() {
        var schema = text();
        schema.setEnum(List.copyOf(Regions.codes()));
        return schema;
    }
}
