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

    private static AbstractMockHttpServletRequestBuilder<?> form(String step) {
        return post("/rules")
                .param("step", step)
                .param("from", "2026-11-01")
                .param("reason", "they wait")
                .param("key", "page-1");
    }

    private static AbstractMockHttpServletRequestBuilder<?> band(
            AbstractMockHttpServletRequestBuilder<?> form, int at, String level, String from, String to, String flag) {
        String row = "silent." + at + ".";
        return form.param("bands", Integer.toString(at))
                .param(row + "level", level)
                .param(row + "from", from)
                .param(row + "fromUnit", "YEARS")
                .param(row + "toYears", to)
                .param(row + "warn", "5")
                .param(row + "flag", flag)
                .param(row + "unit", "DAYS");
    }

    @Test
    void a_region_has_bands_of_its_own_by_other_ages() throws Exception {
        var form = form("in-force").param("region", "KZ-71").param("unregistered.flag", "20");
        band(band(form, 0, "PRESCHOOL", "", "", "40"), 7, "", "", "18", "300").param("silent.0.forms", "DAY", "HOME");
        var response = as(QueryPages.ADMIN, form);
        assertThat(response.getRedirectedUrl()).isEqualTo("/rules?region=KZ-71");
        JsonNode own = doors.bodies.getFirst().at("/regions/KZ-71");
        assertThat(own.propertyNames()).containsExactlyInAnyOrder("silent", "unregistered");
        assertThat(own.path("silent").toString())
                .isEqualTo(
                        "[{\"level\":\"PRESCHOOL\",\"forms\":[\"DAY\",\"HOME\"],\"warn\":5,\"flag\":40,\"unit\":\"DAYS\"},"
                                + "{\"toYears\":18,\"warn\":5,\"flag\":300,\"unit\":\"DAYS\"}]");
        assertThat(own.at("/unregistered/warnUnit").stringValue()).isEqualTo("WORKING_DAYS");
        assertThat(doors.bodies.getFirst().has("thresholds")).isFalse();
    }

    @Test
    void an_age_without_a_band_and_one_with_two_are_named_at_the_bands() throws Exception {
        var missing = as(
                QueryPages.ADMIN,
                band(band(form("in-force"), 0, "", "", "3", "40"), 1, "", "4", "18", "50")
                        .header("Accept-Language", "en"));
        assertThat(missing.getStatus()).isEqualTo(422);
        assertThat(missing.getContentAsString(StandardCharsets.UTF_8))
                .contains("id=\"error-silent\">No band is for some children. See the age of 3 years.")
                .contains("name=\"silent.1.from\" value=\"4\"", "value=\"they wait\"");
        var overlap = as(
                QueryPages.ADMIN,
                band(band(form("dry-run"), 0, "", "", "10", "40"), 1, "", "9", "18", "50")
                        .header("Accept-Language", "ru"));
        assertThat(overlap.getStatus()).isEqualTo(422);
        assertThat(overlap.getContentAsString(StandardCharsets.UTF_8)).contains("id=\"error-silent.1\"", "9 лет");
        assertThat(doors.paths).isEmpty();
    }

    @Test
    void what_is_no_number_or_warns_too_late_is_named_at_its_field() throws Exception {
        for (String wrong : new String[] {"soon", "", "-1", "3.5"}) {
            var response = as(QueryPages.ADMIN, form("dry-run").param("handoffPending.flag", wrong));
            assertThat(response.getStatus()).as(wrong).isEqualTo(422);
            assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                    .contains("id=\"error-handoffPending.flag\"");
        }
        assertThat(as(
                                QueryPages.ADMIN,
                                form("in-force").param("region", "KZ-71").param("unregistered.warn", "x"))
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("id=\"error-unregistered.warn\"");
        assertThat(as(QueryPages.ADMIN, form("in-force").param("lostInTransit.warn", "31"))
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("id=\"error-lostInTransit.warn\"");
        assertThat(doors.paths).isEmpty();
    }

    @Test
    void a_line_is_added_before_the_others_and_one_is_taken_out_without_anything_being_sent() throws Exception {
        String more = as(QueryPages.ADMIN, form("add-band").param("handoffPending.flag", "9"))
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(more.split("name=\"bands\"", -1)).hasSize(1 + 8);
        assertThat(more).contains("name=\"silent.0.flag\" value=\"\"", "name=\"handoffPending.flag\" value=\"9\"");
        String fewer = as(QueryPages.ADMIN, form("without-band-0")).getContentAsString(StandardCharsets.UTF_8);
        assertThat(fewer.split("name=\"bands\"", -1)).hasSize(1 + 6);
        assertThat(doors.paths).isEmpty();
    }

    @Test
    void what_a_region_does_not_have_of_its_own_cannot_be_taken_back() throws Exception {
        as(QueryPages.ADMIN, form("in-force").param("region", "KZ-71").param("back", "silent"));
        assertThat(doors.bodies.getFirst().at("/regions/KZ-71").isEmpty()).isTrue();
    }
}
