package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** News comes late and in any order; the answers do not depend on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyOrderTest {

    private static final List<String> DAYS =
            List.of("2020-02-10", "2021-06-01", "2024-01-15", "2026-02-01", "2026-04-30", "2026-10-31");

    @TempDir
    static Path data;

    Besik besik;
    List<List<String>> inOrder;

    @BeforeAll
    void deliver_in_the_order_in_which_it_happened() {
        besik = Besik.start(data);
        inOrder = answersAfter("in-order", life("in-order"));
    }

    @AfterAll
    void stop() {
        besik.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void any_order_of_arrival_gives_the_same_answers(long seed) {
        String child = "shuffled-" + seed;
        var facts = new ArrayList<>(life(child));
        Collections.shuffle(facts, new Random(seed));

        assertThat(answersAfter(child, facts)).isEqualTo(inOrder);
    }

    /** A child whose family moves twice, is handed on, goes to school, and is not seen for a while. */
    private static List<String> life(String child) {
        var facts = new Facts(child);
        return List.of(
                facts.birth(child, "2019-12-20", "KZ-71"),
                facts.seen("clinic-KZ-71-0", child, "2020-01-05"),
                facts.seen("clinic-KZ-71-0", child, "2020-08-05"),
                facts.relocation("clinic-KZ-71-0", child, "2021-04-01", "KZ-71", "KZ-75"),
                facts.arrival("clinic-KZ-75-0", child, "2021-06-20", "KZ-75"),
                facts.seen("clinic-KZ-75-0", child, "2023-06-20"),
                facts.relocation("clinic-KZ-75-0", child, "2023-12-01", "KZ-75", "KZ-10"),
                facts.fact("relocation-cancellation", "clinic-KZ-75-0", child, "2024-01-20", "{}"),
                facts.handoff("clinic-KZ-75-0", child, "2024-03-02", "social-KZ-75"),
                facts.acceptance("social-KZ-75", child, "2024-03-05", "clinic-KZ-75-0-" + child + "-9"),
                facts.enrolment("school-KZ-75-1", child, "2026-01-12", "PRESCHOOL"),
                facts.attendance("school-KZ-75-1", child, "2026-01-31", "2026-01", 12, 2),
                facts.attendance("school-KZ-75-1", child, "2026-02-28", "2026-02", 0, 19));
    }

    private List<List<String>> answersAfter(String child, List<String> facts) {
        String id = besik.record(facts.toArray(String[]::new))
                .getLast()
                .path("childId")
                .asString();
        JsonNode record = besik.get("auditor", "/v1/children/" + id);
        var answers = new ArrayList<List<String>>();
        answers.add(List.of(
                record.path("registered").asString(),
                record.path("open").asString(),
                record.path("region").asString(),
                record.path("lastContact").path("occurredOn").asString(),
                record.path("lastContact").path("agency").asString()));
        answers.add(StreamSupport.stream(
                        besik.get("auditor", "/v1/children/" + record.path("id").asString() + "/history")
                                .path("events")
                                .spliterator(),
                        false)
                .map(event -> event.path("occurredOn").asString() + " "
                        + event.path("ref").asString().replace(child, "CHILD"))
                .filter(event -> !event.endsWith(" "))
                .distinct()
                .toList());
        for (String day : DAYS) {
            answers.add(Untracked.reasons(besik, record.path("id").asString(), day));
        }
        return answers;
    }
}
