package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An officer looks for a child: what the officer decides, step by step, and what everybody then sees. */
class CasesTest {

    private static final String ASTANA = "KZ-71";
    private static final String ALMATY = "KZ-75";
    private static final String CLINIC_ASTANA = "clinic-KZ-71-0";

    @TempDir
    static Path data;

    static Besik besik;
    static final Facts FACTS = new Facts("cases");

    @BeforeAll
    static void start() {
        besik = Besik.start(data);
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    static String child(String name, String region) {
        List<JsonNode> answers = besik.record(FACTS.birth(name, "2026-01-10", region));
        besik.awaitViews();
        return answers.getFirst().path("childId").asString();
    }

    static Connection.Answer post(String token, String path, String body) {
        return besik.askWith(token, "POST", path, body);
    }

    static String code(Connection.Answer answer) {
        return Besik.JSON.readTree(answer.body()).path("code").asString();
    }

    @Test
    void an_officer_opens_a_case_and_the_history_tells_who() {
        String ada = child("ada", ASTANA);
        String officer = besik.monitorOf(ASTANA);
        String path = "/v1/children/" + ada + "/case";

        Connection.Answer opened = post(officer, path, "{\"reason\":\"nobody opens the door\",\"ref\":\"o-1\"}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        JsonNode answer = Besik.JSON.readTree(opened.body());
        assertThat(answer.path("childId").asString()).isEqualTo(ada);
        assertThat(answer.path("caseId").asString())
                .isEqualTo(answer.path("eventId").asString());

        Connection.Answer again = post(officer, path, "{\"reason\":\"nobody opens the door\",\"ref\":\"o-1\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(Besik.JSON.readTree(again.body()).path("caseId")).isEqualTo(answer.path("caseId"));
        assertThat(code(post(officer, path, "{}"))).isEqualTo("case-open");

        JsonNode events =
                besik.get("monitor", "/v1/children/" + ada + "/history").path("events");
        JsonNode event = events.get(events.size() - 1);
        assertThat(event.path("type").asString()).isEqualTo("tracing.CaseOpened");
        assertThat(event.path("officer").path("account").asString()).isEqualTo("officer");
        assertThat(event.path("officer").path("role").asString()).isEqualTo("MONITOR");
        // An officer's word is no contact and moves no child
        JsonNode file = besik.get("monitor", "/v1/children/" + ada);
        assertThat(file.path("lastContact").isNull()).isTrue();
        assertThat(file.path("region").asString()).isEqualTo(ASTANA);
    }

    @Test
    void nobody_decides_about_a_child_that_is_not_theirs() {
        String bek = child("bek", ALMATY);
        besik.record(FACTS.seen(CLINIC_ASTANA, "bek", "2026-02-01"));
        besik.awaitViews();
        String path = "/v1/children/" + bek + "/case";

        assertThat(post(besik.monitorOf(ASTANA), path, "{}").status()).isEqualTo(404);
        assertThat(code(post(besik.monitorOf(ASTANA), path, "{}"))).isEqualTo("not-found");
        for (String role : List.of("agency", "auditor", "analyst", "hub")) {
            assertThat(besik.ask(role, "POST", path, "{}").status()).as(role).isEqualTo(403);
        }
        assertThat(besik.ask("monitor", "POST", "/v1/children/nobody/case", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(post(besik.monitorOf(ALMATY), path, "").status()).isEqualTo(201);
    }

    @Test
    void a_search_from_its_opening_to_its_end() {
        String erke = child("erke", ASTANA);
        String path = "/v1/children/" + erke + "/case";
        String officer = besik.monitorOf(ASTANA);
        for (String[] step : new String[][] {
            {"", "{\"reason\":\"not seen\"}"},
            {"/assignment", "{\"assignee\":\"officer\"}"},
            {"/notes", "{\"note\":\"the grandmother calls back\"}"},
            {"/attempts", "{\"method\":\"visit\",\"result\":\"nobody there\",\"occurredOn\":\"2026-03-01\"}"},
            {"/escalation", "{\"reason\":\"no trace\"}"},
            {"/location", "{\"outcome\":\"DIED\",\"occurredOn\":\"2026-03-05\"}"},
            {"/closure", "{}"}
        }) {
            Connection.Answer answer = post(officer, path + step[0], step[1]);
            assertThat(answer.status()).as(step[0] + answer.text()).isEqualTo(201);
        }
        assertThat(code(post(officer, path + "/closure", "{}"))).isEqualTo("no-open-case");

        JsonNode one =
                besik.get("monitor", "/v1/children/" + erke).path("cases").get(0);
        assertThat(one.path("state").asString()).isEqualTo("CLOSED");
        assertThat(one.path("level").asString()).isEqualTo("REGION");
        assertThat(one.path("outcome").asString()).isEqualTo("DIED");
        assertThat(one.path("locatedOn").asString()).isEqualTo("2026-03-05");
        assertThat(one.path("attempts").get(0).path("occurredOn").asString()).isEqualTo("2026-03-01");
        // What an officer heard is no death: only an agency's fact ends a record
        assertThat(besik.get("monitor", "/v1/children/" + erke).path("open").asBoolean())
                .isTrue();

        assertThat(post(officer, path + "/reopening", "{\"reason\":\"seen alive\"}")
                        .status())
                .isEqualTo(201);
        besik.awaitViews();
        JsonNode mine = Besik.JSON.readTree(besik.askWith(officer, "GET", "/v1/cases?assignee=me&state=ASSIGNED", null)
                .body());
        assertThat(mine.path("items"))
                .anySatisfy(item -> assertThat(item.path("childId").asString()).isEqualTo(erke));
    }

    @Test
    void two_searches_for_one_child_are_told_apart_after_its_records_were_joined() {
        String number = "240115600013";
        besik.record("""
                {"fact":"contact","ref":"twice-1","agency":"%s","child":{"local":{"system":"a","value":"twice"}},"occurredOn":"2026-03-01",\
                "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(CLINIC_ASTANA), """
                {"fact":"contact","ref":"twice-2","agency":"%s","child":{"iin":"%s"},"occurredOn":"2026-03-02",\
                "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(CLINIC_ASTANA, number));
        besik.awaitViews();
        List<String> records = besik.record("""
                        {"fact":"contact","ref":"twice-3","agency":"%s","child":{"local":{"system":"a","value":"twice"}},"occurredOn":"2026-03-03",\
                        "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(CLINIC_ASTANA), """
                        {"fact":"contact","ref":"twice-4","agency":"%s","child":{"iin":"%s"},"occurredOn":"2026-03-04",\
                        "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(CLINIC_ASTANA, number)).stream()
                .map(answer -> answer.path("childId").asString())
                .toList();
        assertThat(records).doesNotHaveDuplicates();
        besik.awaitViews();
        records.forEach(record -> assertThat(besik.ask("monitor", "POST", "/v1/children/" + record + "/case", "")
                        .status())
                .isEqualTo(201));

        besik.record("""
                {"fact":"national-id","ref":"twice-5","agency":"registry","child":{"local":{"system":"a","value":"twice"}},\
                "occurredOn":"2026-03-05","data":{"iin":"%s"}}""".formatted(number));
        String path = "/v1/children/" + records.getLast();
        JsonNode cases = besik.get("monitor", path).path("cases");
        assertThat(cases).hasSize(2);
        assertThat(code(besik.ask("monitor", "POST", path + "/case/closure", "{\"outcome\":\"DUPLICATE\"}")))
                .isEqualTo("case-ambiguous");
        assertThat(besik.ask(
                                "monitor",
                                "POST",
                                path + "/case/closure",
                                "{\"outcome\":\"DUPLICATE\",\"case\":\"%s\"}"
                                        .formatted(cases.get(1).path("caseId").asString()))
                        .status())
                .isEqualTo(201);
        assertThat(besik.get("monitor", path).path("cases").get(0).path("state").asString())
                .isEqualTo("OPEN");
    }

    @Test
    void the_description_of_the_interface_says_what_an_order_takes() {
        JsonNode api = Besik.JSON.readTree(
                besik.askWith("", "GET", "/v3/api-docs", null).body());
        JsonNode location =
                api.path("paths").path("/v1/children/{id}/case/location").path("post");

        assertThat(location.at("/requestBody/content/application~1json/schema/required")
                        .toString())
                .isEqualTo("[\"outcome\"]");
        assertThat(location.path("responses").propertyNames())
                .contains("201", "200", "400", "401", "403", "404", "409");
    }

    @Test
    void what_is_wrong_with_an_order_is_said() {
        String path = "/v1/children/" + child("dana", ASTANA) + "/case";

        assertThat(code(besik.ask("monitor", "POST", path, "{"))).isEqualTo("malformed-json");
        assertThat(code(besik.ask("monitor", "POST", path, "[]"))).isEqualTo("wrong-type");
        assertThat(code(besik.ask("monitor", "POST", path, "{\"why\":\"x\"}"))).isEqualTo("unknown-field");
        assertThat(code(besik.ask("monitor", "POST", path, "{\"reason\":1}"))).isEqualTo("wrong-type");
        assertThat(code(besik.ask(
                        "monitor", "POST", path + "/attempts", "{\"method\":\"visit\",\"occurredOn\":\"2099-01-01\"}")))
                .isEqualTo("future-date");
        assertThat(code(besik.ask("monitor", "POST", path + "/location", "{\"outcome\":\"FOUND\"}")))
                .isEqualTo("unknown-value");
        assertThat(code(besik.ask("monitor", "POST", path + "/assignment", "{}")))
                .isEqualTo("missing-field");
        assertThat(code(besik.ask("monitor", "POST", path + "/assignment", "{\"assignee\":\"saule\"}")))
                .isEqualTo("no-open-case");
        assertThat(code(besik.ask("monitor", "POST", path, "{\"ref\":\"a\",\"ref\":\"b\"}")))
                .isEqualTo("duplicate-key");
    }
}
