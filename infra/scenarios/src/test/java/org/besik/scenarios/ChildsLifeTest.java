package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Children who are seen, missed, moved and handed on: what agencies say, and what officers then see on which day. */
class ChildsLifeTest {

    private static final String ASTANA = "KZ-71";
    private static final String ALMATY = "KZ-75";
    private static final String CLINIC_ASTANA = "clinic-KZ-71-0";
    private static final String CLINIC_ALMATY = "clinic-KZ-75-0";

    @TempDir
    static Path data;

    static Besik besik;
    static final Facts FACTS = new Facts("life");

    @BeforeAll
    static void start() {
        besik = Besik.start(data);
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    @Test
    void a_newborn_nobody_sees_is_listed_after_a_fortnight() {
        String ada = childOf(besik.record(FACTS.birth("ada", "2026-01-10", ASTANA)));

        assertThat(reasons(ada, "2026-01-23")).isEmpty();
        assertThat(reasons(ada, "2026-01-24")).containsExactly("NEWBORN_UNSEEN");
    }

    @Test
    void a_visit_lifts_the_flag_and_starts_the_clock_again() {
        String bek = childOf(besik.record(FACTS.birth("bek", "2026-01-10", ASTANA)));
        besik.record(FACTS.seen(CLINIC_ASTANA, "bek", "2026-01-25"));

        assertThat(reasons(bek, "2026-01-24")).containsExactly("NEWBORN_UNSEEN");
        assertThat(reasons(bek, "2026-01-25")).isEmpty();
        // 90 days after the visit, for a child below a year
        assertThat(reasons(bek, "2026-04-24")).isEmpty();
        assertThat(reasons(bek, "2026-04-25")).containsExactly("SILENT");
    }

    @Test
    void a_family_that_moves_and_does_not_arrive_is_lost_in_transit() {
        String dana = childOf(besik.record(
                FACTS.birth("dana", "2021-05-01", ASTANA),
                FACTS.seen(CLINIC_ASTANA, "dana", "2026-03-01"),
                FACTS.relocation(CLINIC_ASTANA, "dana", "2026-03-10", ASTANA, ALMATY)));

        assertThat(reasons(dana, "2026-04-08")).isEmpty();
        assertThat(reasons(dana, "2026-04-09")).containsExactly("LOST_IN_TRANSIT");
        assertThat(child(dana).path("region").asString()).isEqualTo(ASTANA);

        besik.record(FACTS.arrival(CLINIC_ALMATY, "dana", "2026-04-20", ALMATY));

        assertThat(reasons(dana, "2026-04-19")).containsExactly("LOST_IN_TRANSIT");
        assertThat(reasons(dana, "2026-04-20")).isEmpty();
        assertThat(child(dana).path("region").asString()).isEqualTo(ALMATY);
    }

    @Test
    void a_handoff_that_nobody_takes_up_is_listed_after_ten_days() {
        besik.record(FACTS.birth("erlan", "2021-05-01", ASTANA), FACTS.seen(CLINIC_ASTANA, "erlan", "2026-03-01"));
        JsonNode handoff = besik.record(FACTS.handoff(CLINIC_ASTANA, "erlan", "2026-03-02", CLINIC_ALMATY))
                .getFirst();
        String erlan = handoff.path("childId").asString();
        assertThat(handoff.path("handoffId").asString())
                .isEqualTo(handoff.path("eventId").asString());

        assertThat(reasons(erlan, "2026-03-11")).isEmpty();
        assertThat(reasons(erlan, "2026-03-12")).containsExactly("HANDOFF_PENDING");

        besik.record(FACTS.acceptance(
                CLINIC_ALMATY, "erlan", "2026-03-14", handoff.path("handoffId").asString()));

        assertThat(reasons(erlan, "2026-03-13")).containsExactly("HANDOFF_PENDING");
        assertThat(reasons(erlan, "2026-03-14")).isEmpty();
    }

    @Test
    void nobody_looks_for_a_child_that_died() {
        String farida = childOf(besik.record(
                FACTS.birth("farida", "2026-01-10", ASTANA), FACTS.death("registry", "farida", "2026-02-05")));

        assertThat(reasons(farida, "2026-02-04")).containsExactly("NEWBORN_UNSEEN");
        assertThat(reasons(farida, "2026-02-05")).isEmpty();
        assertThat(child(farida).path("open").asBoolean()).isFalse();
    }

    @Test
    void a_child_the_registry_does_not_know_is_listed_until_its_birth_arrives() {
        String gani = childOf(besik.record(FACTS.seen(CLINIC_ASTANA, "gani", "2026-03-01")));

        assertThat(child(gani).path("registered").asBoolean()).isFalse();
        assertThat(reasons(gani, "2026-03-30")).isEmpty();
        assertThat(reasons(gani, "2026-03-31")).containsExactly("UNREGISTERED");

        String registered = childOf(besik.record(FACTS.birth("gani", "2025-09-01", ASTANA)));

        JsonNode record = child(gani);
        assertThat(record.path("registered").asBoolean()).isTrue();
        assertThat(record.path("id").asString())
                .isEqualTo(child(registered).path("id").asString());
        assertThat(reasons(record.path("id").asString(), "2026-03-31")).isEmpty();
    }

    @Test
    void the_history_tells_what_happened_and_when_it_was_learnt() {
        String hava = childOf(besik.record(
                FACTS.seen(CLINIC_ASTANA, "hava", "2026-01-12"), FACTS.birth("hava", "2026-01-10", ASTANA)));

        JsonNode history = besik.get("auditor", "/v1/children/" + hava + "/history");

        List<String> days = StreamSupport.stream(history.path("events").spliterator(), false)
                .map(event -> event.path("occurredOn").asString())
                .toList();
        assertThat(days).contains("2026-01-10", "2026-01-12").isSorted();
        assertThat(history.path("events"))
                .allSatisfy(
                        event -> assertThat(event.path("recordedAt").asString()).isNotBlank());
    }

    @Test
    void an_agency_reads_only_children_it_reported_on() {
        String inkar = childOf(besik.record(
                FACTS.birth("inkar", "2026-01-10", ALMATY), FACTS.seen(CLINIC_ALMATY, "inkar", "2026-01-12")));
        besik.awaitViews();

        assertThat(besik.ask("agency", "GET", "/v1/children/" + inkar, null).status())
                .isEqualTo(404);

        besik.record(FACTS.seen(CLINIC_ASTANA, "inkar", "2026-01-20"));
        besik.awaitViews();

        assertThat(besik.ask("agency", "GET", "/v1/children/" + inkar, null).status())
                .isEqualTo(200);
        assertThat(besik.ask("analyst", "GET", "/v1/children/" + inkar, null).status())
                .isEqualTo(404);
        assertThat(besik.ask("analyst", "GET", "/v1/untracked", null).status()).isEqualTo(403);
        assertThat(besik.ask("analyst", "GET", "/v1/untracked/summary?by=region", null)
                        .status())
                .isEqualTo(200);
        assertThat(besik.ask("agency", "GET", "/v1/untracked", null).status()).isEqualTo(403);
    }

    @Test
    void an_officer_sees_the_children_of_the_own_region_only() {
        String kamila = childOf(besik.record(FACTS.birth("kamila", "2026-01-10", ASTANA)));
        String laura = childOf(besik.record(FACTS.birth("laura", "2026-01-10", ALMATY)));
        besik.awaitViews();
        String officer = besik.monitorOf(ASTANA);

        String list = besik.askWith(officer, "GET", "/v1/untracked?limit=1000&asOf=2026-01-30", null)
                .text();

        assertThat(list).contains(kamila).doesNotContain(laura);
        assertThat(besik.askWith(officer, "GET", "/v1/children/" + kamila, null).status())
                .isEqualTo(200);
        assertThat(besik.askWith(officer, "GET", "/v1/children/" + laura, null).status())
                .isEqualTo(404);
        assertThat(besik.get("monitor", "/v1/untracked?limit=1000&asOf=2026-01-30")
                        .toString())
                .contains(kamila, laura);
    }

    private static String childOf(List<JsonNode> answers) {
        return answers.getFirst().path("childId").asString();
    }

    private static JsonNode child(String id) {
        return besik.get("auditor", "/v1/children/" + id);
    }

    private static List<String> reasons(String child, String asOf) {
        return Untracked.reasons(besik, child, asOf);
    }
}
