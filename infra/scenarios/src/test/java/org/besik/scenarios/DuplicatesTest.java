package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}
