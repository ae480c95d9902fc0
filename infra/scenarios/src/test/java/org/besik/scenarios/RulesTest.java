package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.scenarios.SweepTest.awaitSwept;
import static org.besik.scenarios.SweepTest.flagged;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.besik.query.flags.Sweep;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An administrator puts other rules in force, and the list follows from their first day on. */
@Timeout(300)
class RulesTest {

    private static final String RULES = "/v1/untracked/rules";
    private static final String ASTANA = "KZ-71";
    private static final String CLINIC = "clinic-KZ-71-0";

    @TempDir
    Path data;

    private final Facts facts = new Facts("rules");

    private static String moves(String from, int flag) {
        return """
                {"from": "%s", "reason": "They are lost sooner than that",
                 "thresholds": {"lostInTransit": {"warn": 3, "flag": %d, "unit": "DAYS"}}}""".formatted(from, flag);
    }

    private static JsonNode json(Connection.Answer answer) {
        return Besik.JSON.readTree(answer.body());
    }

    private static void awaitDerived(Besik besik, String version) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode rules = besik.get("monitor", RULES);
            return rules.path("derived").path("upToDate").asBoolean()
                    && rules.path("versions")
                            .valueStream()
                            .anyMatch(one -> one.path("version").asString().equals(version));
        });
    }

    private static List<String> versions(Besik besik) {
        return besik.get("analyst", RULES)
                .path("versions")
                .valueStream()
                .map(one -> one.path("version").asString() + " "
                        + one.path("status").asString() + " " + one.path("from").asString() + " "
                        + one.path("until").asString())
                .toList();
    }

    @Test
    void a_version_is_put_in_force_listed_by_and_survives_a_restart() {
        TestClock clock = new TestClock().to("2026-05-10", "12:00");
        String ada;
        try (Besik besik = Besik.start(data, clock)) {
            ada = besik.record(
                            facts.birth("ada", "2021-05-01", ASTANA),
                            facts.seen(CLINIC, "ada", "2026-05-01"),
                            facts.relocation(CLINIC, "ada", "2026-05-02", ASTANA, "KZ-75"))
                    .getFirst()
                    .path("childId")
                    .asString();
            assertThat(Untracked.reasons(besik, ada, "2026-05-12")).isEmpty();

            Connection.Answer done = besik.ask("admin", "POST", RULES, moves("2026-05-11", 5));
            assertThat(done.status()).as(done.text()).isEqualTo(201);
            assertThat(json(done).path("version").asString()).isEqualTo("2026-2");
            awaitDerived(besik, "2026-2");

            assertThat(Untracked.reasons(besik, ada, "2026-05-10")).isEmpty();
            assertThat(Untracked.reasons(besik, ada, "2026-05-11")).hasSize(1);
            assertThat(versions(besik))
                    .containsExactly("2026-2 TO_COME 2026-05-11 ", "2026-1 IN_FORCE 1900-01-01 2026-05-11");
        }
        clock.to("2026-05-11", "09:00");
        try (Besik besik = Besik.start(data, clock)) {
            awaitSwept(besik, "2026-05-11");
            assertThat(flagged(besik, ada)).containsExactly("LOST_IN_TRANSIT 2026-05-07");
            JsonNode rules = besik.get("auditor", RULES);
            assertThat(rules.path("inForce").asString()).isEqualTo("2026-2");
            JsonNode by = rules.path("versions").path(0).path("putInForce");
            assertThat(by.path("by").asString()).isNotEmpty();
            assertThat(by.path("role").asString()).isEqualTo("ADMIN");
            assertThat(by.path("reason").asString()).isEqualTo("They are lost sooner than that");
            assertThat(besik.get("auditor", RULES + "?asOf=2026-05-10")
                            .path("inForce")
                            .asString())
                    .isEqualTo("2026-1");
            assertThat(besik.get("monitor", "/v1/children/" + ada)
                            .path("reasons")
                            .path(0)
                            .path("ruleVersion")
                            .asString())
                    .isEqualTo("2026-2");
        }
    }

    @Test
    void children_that_fall_due_by_other_rules_are_flagged_at_once_and_those_that_were_flagged_are_not_flagged_again() {
        TestClock clock = new TestClock().to("2026-06-10", "12:00");
        try (Besik besik = Besik.start(data, clock)) {
            List<JsonNode> told = besik.record(
                    facts.birth("ada", "2021-05-01", ASTANA),
                    facts.birth("bek", "2021-05-01", ASTANA),
                    facts.seen(CLINIC, "ada", "2026-05-01"),
                    facts.seen(CLINIC, "bek", "2026-06-01"),
                    facts.relocation(CLINIC, "ada", "2026-05-02", ASTANA, "KZ-75"),
                    facts.relocation(CLINIC, "bek", "2026-06-01", ASTANA, "KZ-75"));
            String ada = told.get(0).path("childId").asString();
            String bek = told.get(1).path("childId").asString();
            besik.awaitViews();
            besik.part(Sweep.class).request();
            Awaitility.await().until(() -> flagged(besik, ada).equals(List.of("LOST_IN_TRANSIT 2026-06-01")));
            assertThat(flagged(besik, bek)).isEmpty();

            besik.ask("admin", "POST", RULES, moves("2026-06-10", 5));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> flagged(besik, bek).equals(List.of("LOST_IN_TRANSIT 2026-06-06")));
            awaitSwept(besik, "2026-06-10");
            assertThat(Untracked.reasons(besik, ada, "2026-06-10")).hasSize(1);
            assertThat(flagged(besik, ada)).containsExactly("LOST_IN_TRANSIT 2026-06-01");
        }
    }

    @Test
    void other_rules_are_tried_before_they_are_put_in_force() {
        String runs = RULES + "/dry-runs";
        try (Besik besik = Besik.start(data, new TestClock().to("2026-06-10", "12:00"))) {
            List<JsonNode> told = besik.record(
                    facts.birth("ada", "2021-05-01", ASTANA),
                    facts.birth("bek", "2021-05-01", "KZ-75"),
                    facts.seen(CLINIC, "ada", "2026-05-01"),
                    facts.seen("clinic-KZ-75-0", "bek", "2026-06-01"),
                    facts.relocation(CLINIC, "ada", "2026-05-02", ASTANA, "KZ-75"),
                    facts.relocation("clinic-KZ-75-0", "bek", "2026-06-01", "KZ-75", ASTANA));
            String bek = told.get(1).path("childId").asString();
            besik.awaitViews();
            String sooner =
                    "{\"asOf\": [\"2026-06-10\"], \"thresholds\": {\"lostInTransit\": {\"warn\": 3, \"flag\": 5,"
                            + " \"unit\": \"DAYS\"}}}";
            long head = besik.head();

            Connection.Answer begun = besik.ask("monitor", "POST", runs, sooner);
            assertThat(begun.status()).as(begun.text()).isEqualTo(202);
            String run = runs + "/" + json(begun).path("id").asString();
            Awaitility.await()
                    .until(() ->
                            besik.get("admin", run).path("state").asString().equals("DONE"));

            JsonNode effect = besik.get("monitor", run).path("days").path(0);
            assertThat(effect.path("total").path("now").asLong()).isEqualTo(1);
            assertThat(effect.path("total").path("then").asLong()).isEqualTo(2);
            assertThat(effect.path("open").asLong()).isEqualTo(2);
            assertThat(effect.path("byRegion").path(0).path("key").asString()).isEqualTo(ASTANA);
            assertThat(effect.path("byRegion").path(1).path("newly").asLong()).isEqualTo(1);
            assertThat(besik.get("monitor", run + "/children").path("items").valueStream())
                    .extracting(JsonNode::asString)
                    .containsExactly(bek);
            assertThat(besik.get("monitor", run + "/children?region=" + ASTANA).path("items"))
                    .isEmpty();
            assertThat(besik.get("monitor", run + "/children?change=NO_LONGER").path("items"))
                    .isEmpty();
            assertThat(besik.head()).as("nothing is written").isEqualTo(head);

            for (String role : List.of("agency", "auditor", "analyst")) {
                assertThat(besik.ask(role, "POST", runs, sooner).status()).isEqualTo(403);
                assertThat(besik.ask(role, "GET", run, null).status()).isEqualTo(403);
            }
            String regional = besik.monitorOf(ASTANA);
            assertThat(besik.askWith(regional, "POST", runs, sooner).status()).isEqualTo(403);
            Connection.Answer wrong = besik.ask("admin", "POST", runs, sooner.replace("\"warn\": 3", "\"warn\": 6"));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(json(wrong).path("field").asString()).isEqualTo("thresholds.lostInTransit.warn");
            assertThat(besik.ask("admin", "DELETE", run, null).status()).isEqualTo(204);
            assertThat(besik.ask("admin", "GET", run, null).status()).isEqualTo(404);
        }
    }

    @Test
    void the_description_says_what_may_be_sent() {
        try (Besik besik = Besik.start(data, new TestClock().to("2026-05-10", "12:00"))) {
            JsonNode api = json(besik.ask("admin", "GET", "/v3/api-docs", null));
            JsonNode rules = api.at("/paths/~1v1~1untracked~1rules");
            assertThat(rules.at("/get/summary").asString()).isNotBlank();
            assertThat(rules.at("/post/requestBody/content/application~1json/schema/properties/thresholds/$ref")
                            .asString())
                    .isEqualTo("#/components/schemas/Overrides");
            assertThat(api.at("/components/schemas/Overrides/properties/silent/items/$ref")
                            .asString())
                    .isEqualTo("#/components/schemas/Band");
            JsonNode example = rules.at("/post/requestBody/content/application~1json/examples/change/value");
            String future = example.toString().replace("2026-12-01", "2026-12-24");
            assertThat(besik.ask("admin", "POST", RULES, future).status()).isEqualTo(201);
        }
    }

    @Test
    void only_an_administrator_puts_rules_in_force_and_no_agency_reads_them() {
        try (Besik besik = Besik.start(data, new TestClock().to("2026-05-10", "12:00"))) {
            for (String role : List.of("monitor", "auditor", "analyst", "agency", "hub")) {
                assertThat(besik.ask(role, "POST", RULES, moves("2026-05-11", 5))
                                .status())
                        .as(role)
                        .isEqualTo(403);
            }
            assertThat(besik.head()).isZero();
            assertThat(besik.ask("agency", "GET", RULES, null).status()).isEqualTo(403);
            for (String role : List.of("monitor", "auditor", "analyst", "admin")) {
                assertThat(besik.get(role, RULES).path("reasons")).as(role).hasSize(9);
            }
            Connection.Answer past = besik.ask("admin", "POST", RULES, moves("2026-05-09", 5));
            assertThat(past.status()).isEqualTo(422);
            assertThat(json(past).path("code").asString()).isEqualTo("rules-from-past");
            assertThat(json(past).path("field").asString()).isEqualTo("from");
        }
    }
}
