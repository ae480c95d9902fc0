package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.besik.command.eventlog.EventLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A hub's deliveries, with repeats and malformed lines, as they came; the same again changes nothing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HubDeliveryTest {

    /** Counted beside Besik: different (agency, ref); lines sent again word for word; lines whose ref begins with bad-. */
    private static final int FACTS = 6_412;

    private static final int SENT_AGAIN = 219;
    private static final int MALFORMED = 30;

    /** Six lines of each kind: what is wrong with them, and how a precise answer may call it. */
    private static final Map<String, List<String>> WRONG = Map.of(
            "\"fact\": \"birthday\"", List.of("unknown-fact"),
            "\"iin\": \"123456789012\"", List.of("iin-check-digit"),
            "\"occurredOn\": \"2031-01-01\"", List.of("future-date"),
            "\"data\": {\"service\": \"MAGIC\"}", List.of("unknown-value", "missing-field"),
            "\"data\": \"nothing\"", List.of("wrong-type"));

    private static final String UNTRACKED = "/v1/untracked?asOf=2026-10-31&limit=1000";

    @TempDir
    static Path data;

    static Besik besik;
    static List<String> lines;
    static List<JsonNode> answers;
    static JsonNode untracked;
    static long head;

    @BeforeAll
    static void deliver() throws IOException {
        lines = HubDelivery.lines();
        besik = Besik.start(data);
        answers = besik.deliver(lines);
        untracked = besik.get("admin", UNTRACKED);
        head = besik.head();
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    @Test
    @Order(1)
    void every_line_has_its_answer_in_order() {
        assertThat(answers).hasSize(FACTS + SENT_AGAIN + MALFORMED).hasSameSizeAs(lines);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).path("line").asInt()).isEqualTo(i + 1);
            assertThat(answers.get(i).path("ref").asString())
                    .isEqualTo(Besik.JSON.readTree(lines.get(i)).path("ref").asString());
        }
        assertThat(byStatus(answers))
                .isEqualTo(Map.of("recorded", FACTS, "duplicate", SENT_AGAIN, "refused", MALFORMED));
    }

    @Test
    @Order(2)
    void every_refusal_names_its_rule_and_no_person() {
        for (int i = 0; i < answers.size(); i++) {
            String line = lines.get(i);
            JsonNode answer = answers.get(i);
            if (line.contains("\"ref\": \"bad-")) {
                List<String> codes = WRONG.entrySet().stream()
                        .filter(wrong -> line.contains(wrong.getKey()))
                        .flatMap(wrong -> wrong.getValue().stream())
                        .toList();
                JsonNode problem = answer.path("problem");
                assertThat(codes).as(line).contains(problem.path("code").asString());
                assertThat(problem.path("status").asInt()).isBetween(400, 422);
                assertThat(problem.path("title").asString()).isNotBlank();
                assertThat(problem.toString()).doesNotContain("123456789012");
            } else {
                assertThat(answer.has("problem") && !answer.path("problem").isNull())
                        .as(answer.toString())
                        .isFalse();
            }
        }
    }

    @Test
    @Order(3)
    void what_is_recorded_has_an_id_and_a_place_of_its_own() {
        List<JsonNode> recorded = with("recorded");
        assertThat(recorded.stream()
                        .map(answer -> answer.path("eventId").asString())
                        .distinct())
                .hasSize(FACTS);
        assertThat(recorded.stream()
                        .map(answer -> answer.path("position").asLong())
                        .distinct())
                .hasSize(FACTS);
        assertThat(recorded).allSatisfy(answer -> {
            assertThat(answer.path("childId").asString()).isNotBlank();
            assertThat(answer.path("position").asLong()).isBetween(1L, head);
        });
    }

    @Test
    @Order(4)
    void a_repeat_within_the_delivery_is_answered_as_the_first_time() {
        Map<String, JsonNode> first =
                with("recorded").stream().collect(Collectors.toMap(a -> agencyAndRef(a), Function.identity()));
        assertThat(with("duplicate"))
                .hasSize(SENT_AGAIN)
                .allSatisfy(again -> assertThat(sameFact(again)).isEqualTo(sameFact(first.get(agencyAndRef(again)))));
    }

    @Test
    @Order(5)
    void untracked_children_are_listed_with_their_reasons() {
        assertThat(untracked.path("asOf").asString()).isEqualTo("2026-10-31");
        assertThat(untracked.path("total").asInt())
                .isPositive()
                .isEqualTo(untracked.path("items").size());
        assertThat(untracked.path("items")).allSatisfy(child -> {
            assertThat(child.path("childId").asString()).isNotBlank();
            assertThat(child.path("reasons")).isNotEmpty().allSatisfy(reason -> {
                assertThat(reason.path("reason").asString()).isNotBlank();
                assertThat(reason.path("dueOn").asString()).isLessThanOrEqualTo("2026-10-31");
            });
        });
    }

    @Test
    @Order(6)
    void the_same_delivery_again_changes_nothing() {
        List<JsonNode> again = besik.deliver(lines);

        assertThat(byStatus(again)).isEqualTo(Map.of("duplicate", FACTS + SENT_AGAIN, "refused", MALFORMED));
        for (int i = 0; i < lines.size(); i++) {
            assertThat(sameFact(again.get(i))).isEqualTo(sameFact(answers.get(i)));
        }
        assertThat(besik.head()).isEqualTo(head);
        assertThat(besik.get("admin", UNTRACKED)).isEqualTo(untracked);
    }

    @Test
    @Order(7)
    void after_a_restart_everything_is_as_it_was() {
        besik.close();
        besik = Besik.start(data);

        // What came due meanwhile is flagged at the start; nothing else may have been added
        assertThat(besik.head()).isGreaterThanOrEqualTo(head);
        assertThat(besik.part(EventLog.class).read(head, Integer.MAX_VALUE))
                .allMatch(event -> event.type().equals("tracing.ChildFlagged"));
        assertThat(besik.get("admin", UNTRACKED)).isEqualTo(untracked);
        List<JsonNode> again = besik.deliver(lines.subList(0, 500));
        for (int i = 0; i < again.size(); i++) {
            assertThat(sameFact(again.get(i))).isEqualTo(sameFact(answers.get(i)));
        }
        assertThat(byStatus(again)).doesNotContainKey("recorded");
    }

    private static List<JsonNode> with(String status) {
        return answers.stream()
                .filter(answer -> answer.path("status").asString().equals(status))
                .toList();
    }

    private static Map<String, Integer> byStatus(List<JsonNode> answers) {
        return answers.stream()
                .collect(Collectors.toMap(answer -> answer.path("status").asString(), answer -> 1, Integer::sum));
    }

    private static String agencyAndRef(JsonNode answer) {
        return Besik.JSON
                        .readTree(lines.get(answer.path("line").asInt() - 1))
                        .path("agency")
                        .asString()
                + " " + answer.path("ref").asString();
    }

    /** What a duplicate shares with the original answer. */
    private static List<String> sameFact(JsonNode answer) {
        return List.of(
                answer.path("childId").asString(""),
                answer.path("eventId").asString(""),
                answer.path("position").asString(""));
    }
}
