package org.besik.standalone.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.besik.query.web.FactForms;
import org.besik.standalone.openapi.FactExamples.FactExample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of the pages, made of the same examples as the description of the interface: what one takes the other offers. */
final class FormsOfFacts implements FactForms {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Set<String> A_PERSON_NEEDS = Set.of("surname", "given", "sex", "birthDate");

    /** The alphabet is seen from the letters; nobody fills it in. */
    private static final String SCRIPT = "script";

    private final List<Form> forms =
            FactExamples.ALL.stream().map(FormsOfFacts::form).toList();

    @Override
    public List<Form> all() {
        return forms;
    }

    private static Form form(FactExample example) {
        var fields = new ArrayList<Field>();
        JSON.readTree(example.json()).properties().forEach(member -> {
            boolean needed = example.needed().contains(member.getKey());
            add(fields, example, "data." + member.getKey(), member.getKey(), member.getValue(), needed);
        });
        return new Form(example.kind(), List.copyOf(fields));
    }

    private static void add(
            List<Field> fields, FactExample example, String path, String name, JsonNode value, boolean needed) {
        if (!value.isObject()) {
            if (!name.equals(SCRIPT)) {
                List<String> options = example.lists().getOrDefault(name, List.of());
                fields.add(new Field(path, kind(name, value, options), needed, options));
            }
            return;
        }
        boolean isPlace = value.has("region");
        value.properties().forEach(member -> {
            String inner = member.getKey();
            boolean innerNeeded = needed
                    && !example.kind().equals("identity-correction")
                    && (isPlace ? inner.equals("region") : A_PERSON_NEEDS.contains(inner));
            add(fields, example, path + "." + inner, inner, member.getValue(), innerNeeded);
        });
        if (isPlace && !value.has("district")) {
            fields.add(new Field(path + ".district", Kind.TEXT, false, List.of()));
        }
    }

    private static Kind kind(String name, JsonNode value, List<String> options) {
        if (!options.isEmpty()) {
            return Kind.CHOICE;
        }
        if (value.isBoolean()) {
            return Kind.FLAG;
        }
        if (value.isNumber()) {
            return Kind.NUMBER;
        }
        if (name.equals("region")) {
            return Kind.REGION;
        }
        String text = value.stringValue();
        if (DAY.matcher(text).matches()) {
            return Kind.DAY;
        }
        return MONTH.matcher(text).matches() ? Kind.MONTH : Kind.TEXT;
    }
}
