package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** The process is killed while the views are derived anew by other rules. */
class RulesCrashTest {

    private static final int KILLS = 3;
    private static final String RULES = "/v1/untracked/rules";

    private static String rules(LocalDate from, int flag) {
        return """
                {"from": "%s", "reason": "They are lost sooner than that",
                 "thresholds": {"notInEducation": {"warn": 1, "flag": %d, "unit": "SCHOOL_DAYS"}}}""".formatted(from, flag);
    }

    @Test
    void views_that_were_cut_short_are_derived_again_and_say_what_views_built_from_the_log_say(@TempDir Path data)
            throws Exception {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Almaty"));
        String list = "/v1/untracked?limit=1000&asOf=" + today.plusDays(3);
        try (Besik besik = Besik.start(data)) {
            besik.deliver(HubDelivery.lines());
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var besik = ForkedBesik.start(data)) {
                besik.ask("admin", "POST", RULES, rules(today, kill + 1));
                awaitDeriving(besik);
                besik.kill();
            }
        }
        JsonNode after;
        try (Besik besik = Besik.start(data)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            derived(besik.get("admin", RULES)).path("upToDate").asBoolean());
            assertThat(besik.get("admin", RULES).path("versions")).hasSize(1 + KILLS);
            after = besik.get("admin", list);
        }
        FileSystemUtils.deleteRecursively(data.resolve("views"));
        try (Besik besik = Besik.start(data)) {
            assertThat(besik.get("admin", list)).isEqualTo(after);
        }
        assertThat(after.path("total").asInt()).isPositive();
        assertThat(ruleVersions(after)).containsExactly("%d-%d".formatted(today.getYear(), 1 + KILLS));
    }

    /** Until other views are being made, or until they were quicker than the question. */
    private static void awaitDeriving(ForkedBesik besik) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    JsonNode derived = derived(rules(besik));
                    return derived.path("upToDate").asBoolean() || derived.has("deriving");
                });
    }

    private static JsonNode rules(ForkedBesik besik) throws IOException {
        return Besik.JSON.readTree(besik.ask("admin", "GET", RULES, null).body());
    }

    private static JsonNode derived(JsonNode rules) {
        return rules.path("derived");
    }

    private static List<String> ruleVersions(JsonNode list) {
        return list.path("items")
                .valueStream()
                .flatMap(item -> item.path("reasons").valueStream())
                .map(reason -> reason.path("ruleVersion").asString())
                .distinct()
                .toList();
    }
}
