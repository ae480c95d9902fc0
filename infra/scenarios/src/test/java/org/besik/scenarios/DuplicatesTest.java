package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two records that may be one child: what an officer sees of them, decides, and takes back. */
class DuplicatesTest {

    private static final String ASTANA = "KZ-71";
    private static final String ALMATY = "KZ-75";
    private static final String CLINIC = "clinic-KZ-71-0";

    @TempDir
    static Path data;

    static Besik besik;
    static final Facts FACTS = new Facts("duplicates");

    @BeforeAll
    static void start() {
        besik = Besik.start(data);
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    static String recorded(String fact) {
        String id = besik.record(fact).getFirst().path("childId").asString();
        besik.awaitViews();
        return id;
    }

    static Connection.Answer post(String token, String path, String body) {
        Connection.Answer answer = besik.askWith(token, "POST", "/v1/children/" + path, body);
        besik.awaitViews();
        return answer;
    }

    static String code(Connection.Answer answer) {
        return answer.status() + " "
                + Besik.JSON.readTree(answer.body()).path("code").asString();
    }

    static String of(String other) {
        return "{\"other\":\"" + other + "\",\"reason\":\"seen both papers\"}";
    }

    static JsonNode file(String id) {
        return besik.get("monitor", "/v1/children/" + id);
    }

    static int contacts(String id) {
        return (int) StreamSupport.stream(
                        besik.get("monitor", "/v1/children/" + id + "/history")
                                .path("events")
                                .spliterator(),
                        false)
                .filter(event -> event.path("type").asString().equals("contact.ContactRecorded"))
                .count();
    }

    @Test
    void two_records_become_one_child_and_two_again_without_loss() {
        String seen = recorded(FACTS.seen(CLINIC, "unknown-1", "2026-02-01"));
        String born = recorded(FACTS.birth("born-1", "2026-01-10", ASTANA));
        String officer = besik.monitorOf(ASTANA);

        Connection.Answer merged = post(officer, seen + "/merge", of(born));
        assertThat(merged.status()).as(merged.text()).isEqualTo(201);
        assertThat(Besik.JSON.readTree(merged.body()).path("childId").asString())
                .isEqualTo(born);
        assertThat(file(seen).path("id").asString()).isEqualTo(born);
        assertThat(file(born).path("formerIds").get(0).asString()).isEqualTo(seen);
        assertThat(file(born).path("lastContact").path("occurredOn").asString()).isEqualTo("2026-02-01");
        // Sent again by either number, it is the same child
        assertThat(recorded(FACTS.seen(CLINIC, "unknown-1", "2026-03-01"))).isEqualTo(born);
        assertThat(contacts(seen)).isEqualTo(2);

        assertThat(post(officer, born + "/unmerge", of(seen)).status()).isEqualTo(201);
        assertThat(file(seen).path("id").asString()).isEqualTo(seen);
        assertThat(file(born).path("formerIds").size()).isZero();
        assertThat(file(born).path("lastContact").isNull()).isTrue();
        assertThat(contacts(seen)).isEqualTo(2);
        assertThat(recorded(FACTS.seen(CLINIC, "unknown-1", "2026-04-01"))).isEqualTo(seen);
    }

    @Test
    void what_makes_no_sense_has_a_name() {
        String one = recorded(FACTS.birth("one-2", "2026-01-11", ASTANA));
        String two = recorded(FACTS.birth("two-2", "2026-01-12", ASTANA));
        String officer = besik.monitorOf(ASTANA);

        assertThat(code(post(officer, one + "/merge", of(one)))).isEqualTo("422 same-record");
        assertThat(code(post(officer, one + "/merge", "{\"reason\":\"x\"}"))).isEqualTo("400 missing-field");
        assertThat(code(post(officer, one + "/merge", "{\"other\":\"" + two + "\"}")))
                .isEqualTo("400 missing-field");
        assertThat(code(post(officer, one + "/unmerge", of(two)))).isEqualTo("409 not-merged");
        assertThat(code(post(officer, one + "/merge", of("nobody")))).isEqualTo("404 not-found");
        assertThat(post(officer, one + "/merge", of(two)).status()).isEqualTo(201);
        assertThat(code(post(officer, two + "/merge", of(one)))).isEqualTo("409 already-merged");
        assertThat(code(post(officer, one + "/duplicates/" + two + "/rejection", "{\"reason\":\"x\"}")))
                .isEqualTo("409 already-merged");
    }

    @Test
    void an_officer_decides_only_where_both_children_are_theirs() {
        String here = recorded(FACTS.birth("here-3", "2026-01-13", ASTANA));
        String there = recorded(FACTS.birth("there-3", "2026-01-14", ALMATY));

        assertThat(code(post(besik.monitorOf(ASTANA), here + "/merge", of(there))))
                .isEqualTo("404 not-found");
        assertThat(code(post(besik.monitorOf(ASTANA), there + "/merge", of(here))))
                .isEqualTo("404 not-found");
        assertThat(code(post(besik.token("auditor"), here + "/merge", of(there))))
                .isEqualTo("403 forbidden");
        assertThat(code(post(besik.token("agency"), here + "/merge", of(there))))
                .isEqualTo("403 forbidden");
        assertThat(post(besik.monitorOf(ASTANA, ALMATY), here + "/merge", of(there))
                        .status())
                .isEqualTo(201);
    }

    static List<String> suggested(String token, String id) {
        JsonNode answer = Besik.JSON.readTree(besik.askWith(token, "GET", "/v1/children/" + id + "/duplicates", null)
                .body());
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .map(item -> item.path("other").path("id").asString())
                .toList();
    }

    @Test
    void a_child_written_in_another_alphabet_is_suggested_explained_rejected_and_never_suggested_again() {
        String one = recorded(FACTS.birth("four-1", "Жұлдыз", "2026-01-20", ASTANA));
        String other = recorded(FACTS.birth("four-2", "Zhuldyz", "2026-01-20", ASTANA));
        String twin = recorded(FACTS.birth("four-3", "Мадина", "2026-01-20", ASTANA));
        String officer = besik.monitorOf(ASTANA);

        assertThat(suggested(officer, one)).containsExactly(other);
        assertThat(suggested(officer, other)).containsExactly(one);
        assertThat(suggested(officer, twin)).isEmpty();
        assertThat(suggested(besik.monitorOf(ALMATY), one)).isEmpty();
        JsonNode pair = besik.get("monitor", "/v1/children/" + one + "/duplicates")
                .path("items")
                .get(0);
        assertThat(pair.path("score").asDouble()).isBetween(0.9, 1.0);
        assertThat(StreamSupport.stream(pair.path("explanation").spliterator(), false)
                        .map(field -> field.path("field").asString() + " "
                                + field.path("level").asString()))
                .contains("GIVEN EXACT", "BIRTH_DATE EXACT", "MOTHER MISSING");
        assertThat(Untracked.reasons(besik, one, "2026-01-25").toString()).contains("POSSIBLE_DUPLICATE");

        // A merge lifts the flag, an unmerge brings it back, a rejection ends it
        assertThat(post(officer, one + "/merge", of(other)).status()).isEqualTo(201);
        assertThat(suggested(officer, one)).isEmpty();
        assertThat(Untracked.reasons(besik, one, "2026-01-25").toString()).doesNotContain("POSSIBLE_DUPLICATE");
        assertThat(post(officer, one + "/unmerge", of(other)).status()).isEqualTo(201);
        assertThat(suggested(officer, one)).containsExactly(other);
        assertThat(post(officer, other + "/duplicates/" + one + "/rejection", "{\"reason\":\"cousins\"}")
                        .status())
                .isEqualTo(201);
        assertThat(suggested(officer, one)).isEmpty();
        assertThat(suggested(officer, other)).isEmpty();
    }

    /** A visit of a child whom the clinic knows by its names, sex and birth date alone. */
    static String visit(String agency, String given, String day) {
        return """
                {"fact":"contact","ref":"%s %s","agency":"%s","child":{"person":{"surname":"Ахметова","given":"%s",\
                "sex":"F","birthDate":"%s"}},"occurredOn":"%s","data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(given, agency, agency, given, day, day);
    }

    @Test
    void who_is_named_by_its_person_is_the_registered_child_whatever_comes_first() {
        String seen = recorded(visit(CLINIC, "Айзере", "2026-01-21"));
        String born = recorded(FACTS.birth("five-1", "Айзере", "2026-01-21", ASTANA));
        assertThat(file(seen).path("id").asString()).isEqualTo(born);
        assertThat(contacts(born)).isEqualTo(1);

        String bornFirst = recorded(FACTS.birth("five-2", "Кәусар", "2026-01-22", ASTANA));
        assertThat(recorded(visit(CLINIC, "Кәусар", "2026-01-22"))).isEqualTo(bornFirst);
    }

    @Test
    void who_may_be_a_namesake_stays_apart_until_an_officer_looks() {
        String born = recorded(FACTS.birth("six-1", "Балауса", "2026-01-23", ASTANA));
        String elsewhere = recorded(visit("clinic-KZ-75-0", "Балауса", "2026-01-23"));

        assertThat(elsewhere).isNotEqualTo(born);
        assertThat(file(elsewhere).path("registered").asBoolean()).isFalse();
        assertThat(suggested(besik.token("monitor"), born)).containsExactly(elsewhere);
        assertThat(Untracked.reasons(besik, elsewhere, "2026-01-25").toString()).contains("POSSIBLE_DUPLICATE");
    }

    @Test
    void a_second_child_of_that_name_takes_the_first_ones_visits_out_of_its_file_again() {
        String born = recorded(FACTS.birth("seven-1", "Меруерт", "2026-01-24", ASTANA));
        assertThat(recorded(visit(CLINIC, "Меруерт", "2026-01-24"))).isEqualTo(born);

        String namesake = recorded(FACTS.birth("seven-2", "Меруерт", "2026-01-24", ASTANA));
        assertThat(contacts(born)).isZero();
        assertThat(contacts(namesake)).isZero();
    }

    @Test
    void whom_an_officer_rejected_no_later_fact_joins_not_even_after_a_restart() {
        String born = recorded(FACTS.birth("eight-1", "Ақмарал", "2026-01-25", ASTANA));
        String elsewhere = recorded(visit("clinic-KZ-75-0", "Ақмарал", "2026-01-25"));
        Connection.Answer rejected = post(
                besik.monitorOf(ASTANA, ALMATY),
                born + "/duplicates/" + elsewhere + "/rejection",
                "{\"reason\":\"cousins\"}");
        assertThat(rejected.status()).as(rejected.text()).isEqualTo(201);

        besik.close();
        besik = Besik.start(data);
        recorded(FACTS.arrival("clinic-KZ-75-0", "eight-1", "2026-03-01", ALMATY));
        assertThat(file(elsewhere).path("id").asString()).isEqualTo(elsewhere);
        assertThat(contacts(elsewhere)).isEqualTo(1);
        assertThat(suggested(besik.token("monitor"), born)).isEmpty();
    }

    @Test
    void a_rejection_takes_out_of_a_childs_file_what_the_person_put_there() {
        String born = recorded(FACTS.birth("nine-1", "Сымбат", "2026-01-26", ASTANA));
        String seen = recorded(visit(CLINIC, "Сымбат", "2026-01-26"));
        assertThat(seen).isEqualTo(born);
        String visited = file(born).path("formerIds").get(0).asString();

        assertThat(post(
                                besik.monitorOf(ASTANA),
                                born + "/duplicates/" + visited + "/rejection",
                                "{\"reason\":\"cousins\"}")
                        .status())
                .isEqualTo(201);
        assertThat(contacts(born)).isZero();
        assertThat(contacts(visited)).isEqualTo(1);
        assertThat(suggested(besik.token("monitor"), born)).isEmpty();
    }
}
