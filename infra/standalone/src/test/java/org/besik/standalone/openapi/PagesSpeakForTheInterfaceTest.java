package org.besik.standalone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.besik.command.refusal.Rule;
import org.besik.query.web.FactForms;
import org.besik.query.web.FactForms.Field;
import org.besik.standalone.openapi.FactExamples.FactExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two sides know nothing of each other, so here it is checked that the pages have words and forms for what the door says. */
class PagesSpeakForTheInterfaceTest {

    static final FactForms FORMS = new FormsOfFacts();

    static Stream<FactExample> examples() {
        return FactExamples.ALL.stream();
    }

    static Properties words(String suffix) throws IOException {
        var words = new Properties();
        try (var file = FactForms.class.getResourceAsStream("/messages" + suffix + ".properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_ru", "_kk"})
    void every_reason_to_refuse_is_said_in_every_language(String suffix) throws IOException {
        var needed = new TreeSet<String>();
        for (Rule rule : Rule.values()) {
            needed.add("refusal." + rule.code());
        }
        for (String problem :
                new String[] {"forbidden", "not-found", "too-large", "malformed-file", "unsupported-media-type"}) {
            needed.add("refusal." + problem);
        }

        assertThat(words(suffix).stringPropertyNames()).containsAll(needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_ru", "_kk"})
    void every_form_has_its_words_in_every_language(String suffix) throws IOException {
        var needed = new TreeSet<String>();
        for (FactForms.Form form : FORMS.all()) {
            needed.add("fact." + form.fact());
            for (Field field : form.fields()) {
                needed.add("field." + field.name());
                if (!field.group().isEmpty()) {
                    needed.add("field." + field.group());
                }
                field.options().forEach(option -> needed.add("value." + option));
            }
        }

        assertThat(words(suffix).stringPropertyNames()).containsAll(needed);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_form_has_a_field_for_every_member_of_its_fact(FactExample example) {
        var members = new TreeSet<String>();
        leaves("data", new JsonMapper().readTree(example.json()), members);
        members.removeIf(member -> member.endsWith(".script"));

        assertThat(form(example).fields().stream().map(Field::path).collect(Collectors.toSet()))
                .containsAll(members);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_a_fact_needs_is_needed_on_its_form(FactExample example) {
        for (String needed : example.needed()) {
            if (!example.kind().equals("identity-correction") || !needed.equals("person")) {
                assertThat(form(example).fields())
                        .filteredOn(field -> field.path().equals("data." + needed)
                                || field.path().startsWith("data." + needed + "."))
                        .as(needed)
                        .anyMatch(Field::required);
            }
        }
    }

    @Test
    void choices_days_months_numbers_and_regions_are_entered_as_such() {
        assertThat(kinds("attendance"))
                .contains("data.month MONTH", "data.daysPresent NUMBER", "data.institution TEXT");
        assertThat(kinds("birth"))
                .contains(
                        "data.person.birthDate DAY", "data.person.sex CHOICE", "data.region REGION", "data.rural FLAG");
        assertThat(kinds("relocation")).contains("data.to.region REGION", "data.to.district TEXT");
    }

    static Stream<String> kinds(String fact) {
        return FORMS.all().stream()
                .filter(form -> form.fact().equals(fact))
                .flatMap(form -> form.fields().stream())
                .map(field -> field.path() + " " + field.kind());
    }

    static FactForms.Form form(FactExample example) {
        return FORMS.all().stream()
                .filter(form -> form.fact().equals(example.kind()))
                .findFirst()
                .orElseThrow();
    }

    static void leaves(String path, JsonNode node, TreeSet<String> into) {
        if (node.isObject()) {
            node.properties().forEach(member -> leaves(path + "." + member.getKey(), member.getValue(), into));
        } else {
            into.add(path);
        }
    }
}
