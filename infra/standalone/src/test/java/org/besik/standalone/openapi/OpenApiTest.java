package org.besik.standalone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.Stream;
import org.besik.command.facts.reading.FactForms;
import org.besik.command.refusal.Rule;
import org.besik.standalone.openapi.FactExamples.FactExample;
import org.besiktest.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest {

    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void open() {
        house = new House(data);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static Stream<FactExample> examples() {
        return FactExamples.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_goes_through_the_door(FactExample example) throws Exception {
        HttpResponse<String> response =
                house.post("/v1/facts", house.token("hub"), example.fact(), "Content-Type", "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_said_to_be_required_is(FactExample example) throws Exception {
        for (String member : example.needed()) {
            var fact = (ObjectNode) new JsonMapper().readTree(example.fact());
            ((ObjectNode) fact.get("data")).remove(member);
            HttpResponse<String> response =
                    house.post("/v1/facts", house.token("hub"), fact.toString(), "Content-Type", "application/json");
            assertThat(response.body()).contains("missing-field", "\"field\":\"data." + member);
        }
    }

    @Test
    void every_kind_of_fact_is_described() {
        assertThat(FactExamples.ALL.stream().map(FactExample::kind))
                .containsExactlyInAnyOrderElementsOf(FactForms.kinds());
    }

    @Test
    void the_description_is_open_api_3_1_and_names_every_rule() throws Exception {
        HttpResponse<String> response = house.get("/v3/api-docs", null);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode api = new JsonMapper().readTree(response.body());
        assertThat(api.path("openapi").stringValue()).startsWith("3.1");
        for (Rule rule : Rule.values()) {
            assertThat(api.at("/components/schemas/Problem/description").stringValue())
                    .contains("`" + rule.code() + "`");
        }
        JsonNode contact = api.at("/components/schemas/fact.contact");
        assertThat(contact.at("/properties/data/properties/strength/enum").toString())
                .isEqualTo("[\"SEEN\",\"REMOTE\",\"ADMINISTRATIVE\"]");
        assertThat(contact.at("/properties/data/required").toString()).contains("service", "strength", "kind");
        assertThat(contact.at("/properties/data/type").stringValue()).isEqualTo("object");
        assertThat(api.at("/paths/~1v1~1facts/post/requestBody/content/application~1x-ndjson")
                        .isMissingNode())
                .isFalse();
        assertThat(api.at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(response.body()).doesNotContain("mayRelay");
    }

    @Test
    void every_address_has_a_line_on_what_it_is_for_under_a_heading_with_a_meaning() throws Exception {
        JsonNode api = new JsonMapper().readTree(house.get("/v3/api-docs", null).body());
        var meanings = new HashMap<String, String>();
        api.path("tags")
                .forEach(tag -> meanings.put(
                        tag.path("name").stringValue(), tag.path("description").stringValue()));
        var used = new HashSet<String>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    assertThat(operation.path("tags"))
                            .as(path.getKey())
                            .singleElement()
                            .satisfies(tag -> used.add(tag.stringValue()));
                    assertThat(operation.path("summary").stringValue(""))
                            .as(path.getKey())
                            .hasSizeBetween(1, 100);
                }));
        assertThat(used)
                .noneMatch(tag -> tag.endsWith("-controller"))
                .containsExactlyInAnyOrderElementsOf(meanings.keySet());
        assertThat(meanings.values()).allMatch(meaning -> meaning.endsWith("."));
    }

    @Test
    void the_page_is_served_without_the_net() throws Exception {
        HttpResponse<String> moved = house.get("/docs", null);
        assertThat(moved.statusCode()).isIn(200, 302);
        String page = moved.statusCode() == 200
                ? "/docs"
                : moved.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> shown = house.get(page.replaceFirst("^https?://[^/]+", ""), null);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("swagger-ui").doesNotContainPattern("(src|href)=\"(https?:)?//");
        assertThat(house.get("/swagger-ui/swagger-ui-bundle.js", null).statusCode())
                .isEqualTo(200);
        assertThat(house.get("/swagger-ui/swagger-initializer.js", null).statusCode())
                .isEqualTo(200);
        assertThat(house.get("/v3/api-docs/swagger-config", null).statusCode()).isEqualTo(200);
    }
}
