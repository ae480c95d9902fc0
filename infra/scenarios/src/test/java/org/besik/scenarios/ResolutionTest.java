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

/** Facts that exclude each other are flagged; an officer who looked into them has the flag lifted. */
class ResolutionTest {

    private static final String ASTANA = "KZ-71";

    @TempDir
    static Path data;

    static Besik besik;
    static final Facts FACTS = new Facts("resolution");

    @BeforeAll
    static void start() {
        besik = Besik.start(data, new TestClock().to("2026-11-05", "12:00"));
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    /** A child whose two births name two days. */
    private static String child(String name) {
        String child = besik.record(
                        FACTS.birth(name, "2026-01-10", ASTANA),
                        FACTS.birth(name, "2026-01-11", ASTANA),
                        FACTS.seen("clinic-KZ-71-0", name, "2026-10-30"))
                .getFirst()
                .path("childId")
                .asString();
        besik.awaitViews();
        return child;
    }

    private static List<String> contradictions(String child) {
        return besik.get("monitor", "/v1/contradictions?limit=1000")
                .path("items")
                .valueStream()
                .filter(item -> item.path("childId").asString().equals(child))
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static String address(String contradiction) {
        return "/v1/contradictions/" + contradiction + "/resolution";
    }

    private static JsonNode json(Connection.Answer answer) {
        return Besik.JSON.readTree(answer.body());
    }

    @Test
    void the_flag_lifts_once_an_officer_settled_it_and_it_is_settled_once() {
        String ada = child("ada");
        String contradiction = contradictions(ada).getFirst();
        assertThat(Untracked.reasons(besik, ada, "2026-11-01").toString()).contains("CONTRADICTION");
        String officer = besik.monitorOf(ASTANA);
        String body = "{\"reason\": \"the registry corrected its paper\", \"ref\": \"r-1\"}";

        Connection.Answer done = besik.askWith(officer, "POST", address(contradiction), body);
        assertThat(done.status()).as(done.text()).isEqualTo(201);
        assertThat(json(done).path("childId").asString()).isEqualTo(ada);
        besik.awaitViews();

        assertThat(contradictions(ada)).doesNotContain(contradiction);
        assertThat(Untracked.reasons(besik, ada, "2026-11-05").toString()).doesNotContain("CONTRADICTION");
        assertThat(Untracked.reasons(besik, ada, "2026-11-04").toString())
                .as("what the list said before stands")
                .contains("CONTRADICTION");
        Connection.Answer again = besik.askWith(officer, "POST", address(contradiction), body);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(json(again).path("position").asLong())
                .isEqualTo(json(done).path("position").asLong());
        Connection.Answer other =
                besik.ask("admin", "POST", address(contradiction), "{\"reason\": \"I looked as well\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(json(other).path("code").asString()).isEqualTo("contradiction-resolved");
    }

    @Test
    void what_was_settled_while_two_records_were_one_stays_settled_when_they_are_two_again() {
        String first = besik.record(FACTS.birth("first", "2026-01-10", ASTANA))
                .getFirst()
                .path("childId")
                .asString();
        String second = child("second");
        String contradiction = contradictions(second).getFirst();
        String officer = besik.monitorOf(ASTANA);
        String other = "{\"other\": \"" + second + "\", \"reason\": \"both papers seen\"}";
        assertThat(besik.askWith(officer, "POST", "/v1/children/" + first + "/merge", other)
                        .status())
                .isEqualTo(201);
        besik.awaitViews();
        assertThat(contradictions(first)).contains(contradiction);

        String body = "{\"reason\": \"the registry erred\", \"ref\": \"r-2\"}";
        Connection.Answer settled = besik.askWith(officer, "POST", address(contradiction), body);
        assertThat(settled.status()).as(settled.text()).isEqualTo(201);
        assertThat(json(settled).path("childId").asString()).isEqualTo(first);
        assertThat(besik.askWith(officer, "POST", "/v1/children/" + first + "/unmerge", other)
                        .status())
                .isEqualTo(201);
        besik.awaitViews();

        assertThat(contradictions(second)).isEmpty();
        assertThat(Untracked.reasons(besik, second, "2026-11-05").toString()).doesNotContain("CONTRADICTION");
        assertThat(besik.askWith(officer, "POST", address(contradiction), body).status())
                .as("sent again, it is answered as before")
                .isEqualTo(200);
    }

    @Test
    void it_takes_an_officer_of_the_child_s_region_a_reason_and_a_contradiction() {
        String bek = child("bek");
        String contradiction = contradictions(bek).getFirst();
        String why = "{\"reason\": \"seen\"}";

        assertThat(besik.askWith(besik.monitorOf("KZ-75"), "POST", address(contradiction), why)
                        .status())
                .isEqualTo(404);
        for (String role : List.of("auditor", "analyst", "agency", "hub")) {
            assertThat(besik.ask(role, "POST", address(contradiction), why).status())
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(besik.ask("admin", "POST", address("TWO_SEXES:nothing"), why).status())
                .isEqualTo(404);
        assertThat(besik.ask("admin", "POST", address(contradiction), "{}").status())
                .isEqualTo(400);
        assertThat(contradictions(bek)).contains(contradiction);
        assertThat(besik.get("auditor", "/v1/contradictions/" + contradiction)
                        .path("childId")
                        .asString())
                .isEqualTo(bek);
    }
}
