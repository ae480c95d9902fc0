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

/** Facts that cannot all be true: recorded and shown, or refused in words; never dropped in silence. */
class ContradictoryFactsTest {

    private static final String ASTANA = "KZ-71";
    private static final String ALMATY = "KZ-75";
    private static final String CLINIC = "clinic-KZ-71-0";
    private static final String OTHER_CLINIC = "clinic-KZ-75-0";
    private static final String STRANGER = "clinic-KZ-79-0";
    private static final String IIN = "240115600013";

    @TempDir
    static Path data;

    static Besik besik;
    static final Facts FACTS = new Facts("contradictory");

    @BeforeAll
    static void start() {
        besik = Besik.start(data);
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    private static JsonNode recorded(String fact) {
        return besik.record(fact).getFirst();
    }

    private static String child(JsonNode answer) {
        return answer.path("childId").asString();
    }

    private static String event(JsonNode answer) {
        return answer.path("eventId").asString();
    }

    /** The status and code with which a fact is refused. */
    private static String refused(String fact) {
        Connection.Answer answer = besik.ask("hub", "POST", "/v1/facts", fact);
        JsonNode problem = Besik.JSON.readTree(answer.body()).path("problem");
        return answer.status() + " " + problem.path("code").asString();
    }

    /** What an officer hears who merges or unmerges two records. */
    private static String ordered(String officer, String path, String other) {
        Connection.Answer answer = besik.askWith(
                officer, "POST", "/v1/children/" + path, "{\"other\":\"" + other + "\",\"reason\":\"papers\"}");
        besik.awaitViews();
        return answer.status() + " "
                + Besik.JSON.readTree(answer.body()).path("code").asString();
    }

    private static List<JsonNode> contradictions(String child) {
        return StreamSupport.stream(
                        besik.get("monitor", "/v1/contradictions?limit=1000")
                                .path("items")
                                .spliterator(),
                        false)
                .filter(item -> item.path("childId").asString().equals(child))
                .toList();
    }

    private static List<String> kinds(String child) {
        return contradictions(child).stream()
                .map(item -> item.path("kind").asString())
                .toList();
    }

    private static List<String> events(JsonNode contradiction) {
        return StreamSupport.stream(contradiction.path("events").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static String birth(String local, String given, String born, String iin) {
        return FACTS.fact("birth", "registry", local, born, """
                {"person":{"surname":"Омарова","given":"%s","sex":"F","birthDate":"%s"},"region":"%s","iin":"%s"}""".formatted(given, born, ASTANA, iin));
    }

    @Test
    void a_visit_after_death_is_shown_until_it_is_taken_back_and_lists_nobody() {
        String ada = child(recorded(FACTS.birth("death", "2025-06-01", ASTANA)));
        JsonNode death = recorded(FACTS.death("registry", "death", "2026-02-05"));
        JsonNode visit = recorded(FACTS.seen(CLINIC, "death", "2026-02-20"));

        assertThat(kinds(ada)).containsExactly("CONTACT_AFTER_DEATH");
        assertThat(events(contradictions(ada).getFirst())).containsExactly(event(death), event(visit));
        assertThat(Untracked.reasons(besik, ada, "2026-10-31")).isEmpty();

        recorded(FACTS.fact(
                "contact-retraction",
                CLINIC,
                "death",
                "2026-03-01",
                "{\"retracts\":\"" + event(visit) + "\",\"reason\":\"another child\"}"));
        assertThat(kinds(ada)).isEmpty();
    }

    @Test
    void two_births_of_one_iin_are_one_child_whose_birth_dates_contradict_until_one_is_corrected() {
        String ada = child(recorded(birth("twice-1", "Аружан", "2024-01-15", IIN)));
        JsonNode again = recorded("""
                {"fact":"birth","ref":"twice-again","agency":"registry","child":{"iin":"%s"},"occurredOn":"2024-01-16","data":\
                {"person":{"surname":"Омарова","given":"Аружан","sex":"F","birthDate":"2024-01-16"},"region":"KZ-71"}}""".formatted(IIN));

        assertThat(child(again)).isEqualTo(ada);
        assertThat(kinds(ada)).contains("TWO_BIRTH_DATES");
        assertThat(Untracked.reasons(besik, ada, "2024-01-20")).contains("CONTRADICTION");

        recorded("""
                {"fact":"identity-correction","ref":"twice-corrected","agency":"registry","child":{"iin":"%s"},\
                "occurredOn":"2024-02-01","data":{"corrects":"%s","person":{"birthDate":"2024-01-15"}}}""".formatted(IIN, event(again)));
        assertThat(kinds(ada)).isEmpty();
    }

    @Test
    void an_iin_of_another_registered_child_is_refused_and_leaves_no_trace() {
        recorded(birth("taken-1", "Дана", "2024-03-05", "240305600016"));
        String bota = child(recorded(FACTS.birth("taken-2", "2024-03-06", ASTANA)));
        String claim = FACTS.fact("national-id", "registry", "taken-2", "2024-04-01", "{\"iin\":\"240305600016\"}");

        assertThat(refused(claim)).isEqualTo("409 iin-taken");
        assertThat(kinds(bota)).isEmpty();
        // The reference is free for the corrected fact
        recorded(claim.replace("240305600016", "240306600011"));
        assertThat(besik.get("monitor", "/v1/children/" + bota).path("iin").asString())
                .isEqualTo("240306600011");
    }

    @Test
    void a_child_at_two_schools_in_two_regions_is_shown_after_thirty_days_until_one_lets_it_go() {
        String ada = child(recorded(FACTS.birth("schools", "2017-05-01", ASTANA)));
        recorded(FACTS.enrolment("school-KZ-71-1", "schools", "2025-09-01", "PRIMARY"));
        recorded(FACTS.enrolment("school-KZ-75-1", "schools", "2025-09-10", "PRIMARY"));

        assertThat(kinds(ada)).containsExactly("TWO_ENROLMENTS");
        assertThat(Untracked.reasons(besik, ada, "2025-10-10")).doesNotContain("CONTRADICTION");
        assertThat(Untracked.reasons(besik, ada, "2025-10-11")).contains("CONTRADICTION");

        recorded(FACTS.fact(
                "enrolment-end",
                "school-KZ-71-1",
                "schools",
                "2025-11-01",
                "{\"institution\":\"school-KZ-71-1\",\"reason\":\"MOVED\"}"));
        assertThat(Untracked.reasons(besik, ada, "2025-10-31")).contains("CONTRADICTION");
        assertThat(Untracked.reasons(besik, ada, "2025-11-01")).doesNotContain("CONTRADICTION");
    }

    @Test
    void a_stranger_answers_no_handoff_and_one_who_did_before_that_was_known_is_shown() {
        String ada = child(recorded(FACTS.birth("handoff", "2021-05-01", ASTANA)));
        recorded(FACTS.seen(CLINIC, "handoff", "2026-03-01"));
        String handoff = event(recorded(FACTS.handoff(CLINIC, "handoff", "2026-03-02", OTHER_CLINIC)));

        assertThat(refused(FACTS.acceptance(STRANGER, "handoff", "2026-03-03", handoff)))
                .isEqualTo("403 handoff-not-yours");
        assertThat(Untracked.reasons(besik, ada, "2026-03-12")).containsExactly("HANDOFF_PENDING");
        assertThat(kinds(ada)).isEmpty();

        // On a record that nobody knows to be the same child the answer waits
        String elsewhere = child(recorded(FACTS.seen(STRANGER, "handoff-elsewhere", "2026-03-04")));
        recorded(FACTS.acceptance(STRANGER, "handoff-elsewhere", "2026-03-05", handoff));
        assertThat(kinds(elsewhere)).isEmpty();
        assertThat(ordered(besik.token("monitor"), ada + "/merge", elsewhere)).startsWith("201");
        assertThat(kinds(ada)).containsExactly("HANDOFF_ANSWERED_BY_STRANGER");
        assertThat(Untracked.reasons(besik, ada, "2026-03-12")).contains("CONTRADICTION", "HANDOFF_PENDING");
    }

    @Test
    void a_second_answer_to_a_handoff_is_shown_and_changes_nothing() {
        String ada = child(recorded(FACTS.birth("answers", "2021-05-01", ASTANA)));
        recorded(FACTS.seen(CLINIC, "answers", "2026-03-01"));
        String handoff = event(recorded(FACTS.handoff(CLINIC, "answers", "2026-03-02", OTHER_CLINIC)));
        recorded(FACTS.acceptance(OTHER_CLINIC, "answers", "2026-03-03", handoff));
        recorded(FACTS.fact(
                "handoff-decline",
                OTHER_CLINIC,
                "answers",
                "2026-03-04",
                "{\"handoff\":\"" + handoff + "\",\"reason\":\"no room\"}"));

        assertThat(kinds(ada)).containsExactly("HANDOFF_ANSWERED_TWICE");
        assertThat(Untracked.reasons(besik, ada, "2026-03-20")).containsExactly("CONTRADICTION");
    }

    @Test
    void a_child_is_not_merged_with_itself_under_whatever_id() {
        String seen = child(recorded(FACTS.seen(CLINIC, "itself-1", "2026-02-01")));
        String born = child(recorded(FACTS.birth("itself-2", "2026-01-10", ALMATY)));
        String officer = besik.monitorOf(ASTANA, ALMATY);

        assertThat(ordered(officer, born + "/merge", born)).isEqualTo("422 same-record");
        assertThat(ordered(officer, born + "/merge", seen)).isEqualTo("201 ");
        assertThat(ordered(officer, born + "/merge", seen)).isEqualTo("409 already-merged");
        assertThat(ordered(officer, seen + "/merge", seen)).isEqualTo("422 same-record");
    }

    @Test
    void what_was_never_merged_is_not_unmerged_nor_what_a_number_made_one() {
        String one = child(recorded(FACTS.birth("apart-1", "2024-03-07", ASTANA)));
        String other = child(recorded(FACTS.birth("apart-2", "2026-01-11", ASTANA)));
        String officer = besik.monitorOf(ASTANA);
        assertThat(ordered(officer, one + "/unmerge", other)).isEqualTo("409 not-merged");

        String visited = child(recorded("""
                {"fact":"contact","ref":"apart-visit","agency":"%s","child":{"iin":"240307600017"},"occurredOn":"2026-02-02",\
                "data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""".formatted(CLINIC)));
        recorded(FACTS.fact("national-id", "registry", "apart-1", "2026-03-01", "{\"iin\":\"240307600017\"}"));
        assertThat(besik.get("monitor", "/v1/children/" + visited).path("id").asString())
                .isEqualTo(one);
        assertThat(ordered(officer, one + "/unmerge", visited)).isEqualTo("409 joined-by-identity");
    }

    @Test
    void a_number_that_joins_what_an_officer_told_apart_is_shown_until_somebody_settles_it() {
        String one = child(recorded(FACTS.birth("cousin-1", "2024-03-08", ASTANA)));
        String other = child(recorded(FACTS.seen(CLINIC, "cousin-2", "2026-02-01")));
        Connection.Answer rejected = besik.askWith(
                besik.monitorOf(ASTANA),
                "POST",
                "/v1/children/" + one + "/duplicates/" + other + "/rejection",
                "{\"reason\":\"cousins\"}");
        assertThat(rejected.status()).isEqualTo(201);
        recorded(FACTS.fact("national-id", "registry", "cousin-1", "2026-03-01", "{\"iin\":\"240308600012\"}"));
        assertThat(kinds(one)).isEmpty();
        recorded(FACTS.fact("national-id", CLINIC, "cousin-2", "2026-03-02", "{\"iin\":\"240308600012\"}"));

        assertThat(besik.get("monitor", "/v1/children/" + other).path("id").asString())
                .isEqualTo(one);
        assertThat(kinds(one)).containsExactly("JOINED_DESPITE_REJECTION");
        assertThat(Untracked.reasons(besik, one, "2026-03-02")).contains("CONTRADICTION");
    }
}
