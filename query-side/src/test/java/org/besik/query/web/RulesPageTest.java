package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import org.besik.events.caller.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = QueryPages.class, properties = QueryPages.OWN_LIST)
class RulesPageTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    QueryPages.Sent doors;

    MockMvc pages;

    @BeforeEach
    void open() {
        pages = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @AfterEach
    void shut() {
        doors.answer = 201;
        doors.paths.clear();
        doors.bodies.clear();
    }

    private MockHttpServletResponse as(Caller caller, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return pages.perform(request.requestAttr(QueryPages.CALLER, caller))
                .andReturn()
                .getResponse();
    }

    private String page(Caller caller, String path, String language) throws Exception {
        var response = as(caller, get(path).header("Accept-Language", language));
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void thresholds_say_for_whom_they_are_and_versions_by_whose_word() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/rules", "en"))
                .contains("In force: 2026-1", "29 days to under 12 months", "in school: by day", "school days")
                .contains("Comes with Besik", "in force")
                .doesNotContain("name=\"silent.0.warn\"", "value=\"in-force\"", "value=\"dry-run\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru"})
    void it_is_said_in_every_language(String language) throws Exception {
        assertThat(page(QueryPages.ADMIN, "/rules?region=KZ-71", language))
                .contains("value=\"in-force\"", "name=\"handoffPending.flag\"")
                .doesNotContain("For whom", "Put in force");
    }

    @Test
    void an_officer_of_the_nation_may_try_rules_and_only_an_administrator_puts_them_in_force() throws Exception {
        assertThat(page(QueryPages.NATION_OFFICER, "/rules", "en"))
                .contains("value=\"dry-run\"")
                .doesNotContain("value=\"in-force\"");
        assertThat(page(QueryPages.ADMIN, "/rules", "en")).contains("value=\"dry-run\"", "value=\"in-force\"");
        assertThat(as(QueryPages.ANALYST, get("/rules")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ADAS_CLINIC, get("/rules")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ADMIN, get("/rules?region=KZ-99")).getStatus()).isEqualTo(400);
    }

    @Test
    void only_what_differs_is_put_in_force() throws Exception {
        var response = as(
                QueryPages.ADMIN,
                post("/rules")
                        .param("step", "in-force")
                        .param("from", "2026-11-01")
                        .param("reason", "they wait")
                        .param("key", "page-1")
                        .param("handoffPending.warn", "5")
                        .param("handoffPending.flag", "7")
                        .param("lostInTransit.flag", "30"));
        assertThat(response.getRedirectedUrl()).isEqualTo("/rules");
        assertThat(doors.paths).containsExactly("/v1/untracked/rules");
        JsonNode body = doors.bodies.getFirst();
        assertThat(body.path("from").stringValue()).isEqualTo("2026-11-01");
        assertThat(body.path("ref").stringValue()).isEqualTo("page-1");
        assertThat(body.path("reason").stringValue()).isEqualTo("they wait");
        assertThat(body.path("thresholds").propertyNames()).containsExactly("handoffPending");
        assertThat(body.at("/thresholds/handoffPending/flag").intValue()).isEqualTo(7);
        assertThat(body.at("/thresholds/handoffPending/unit").stringValue()).isEqualTo("DAYS");
    }

    @Test
    void a_band_is_changed_among_all_others_and_a_region_by_itself() throws Exception {
        as(
                QueryPages.ADMIN,
                post("/rules")
                        .param("step", "dry-run")
                        .param("region", "KZ-71")
                        .param("silent.1.flag", "80")
                        .param("unregistered.flag", "20"));
        assertThat(doors.paths).containsExactly("/v1/untracked/rules/dry-runs");
        JsonNode own = doors.bodies.getFirst().at("/regions/KZ-71");
        assertThat(own.path("silent")).hasSize(7);
        assertThat(own.at("/silent/1/flag").intValue()).isEqualTo(80);
        assertThat(own.at("/silent/1/toYears").intValue()).isEqualTo(1);
        assertThat(own.at("/silent/1").has("level")).isFalse();
        assertThat(own.at("/unregistered/warnUnit").stringValue()).isEqualTo("WORKING_DAYS");
        assertThat(doors.bodies.getFirst().has("thresholds")).isFalse();
        assertThat(doors.bodies.getFirst().at("/asOf/0").stringValue()).isEqualTo("2026-10-31");
    }

    @Test
    void what_is_no_number_is_turned_away() throws Exception {
        assertThat(as(QueryPages.ADMIN, post("/rules").param("step", "dry-run").param("handoffPending.flag", "soon"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(doors.paths).isEmpty();
    }
}
