package org.besik.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.besik.scenarios.ForkedBesik;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rules are put in force on the command side; every query side hears of them over the feed and lists by them. */
@Timeout(300)
class RulesInClusterTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int CHILDREN = 60;
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Almaty"));
    private static final String RULES = "/v1/untracked/rules";

    @TempDir
    Path data;

    @Test
    void other_rules_reach_every_query_side_even_one_that_was_away_or_killed() throws Exception {
        try (var cluster = new Cluster(data);
                var command = cluster.command("command");
                var north = cluster.queryOf("north", command)) {
            List<String> children = unseenFor(8, command);
            await().atMost(LONG).until(() -> knows(north, children.getLast()));
            assertThat(listed(north)).isEmpty();

            assertThat(Cluster.ask(north, "admin", "POST", RULES, sooner(7)).status())
                    .isEqualTo(405);
            assertThat(Cluster.ask(command, "admin", "POST", RULES, sooner(7)).status())
                    .isEqualTo(201);
            awaitListedBy(north, "%d-2".formatted(TODAY.getYear()), children);

            Cluster.ask(command, "admin", "POST", RULES, sooner(6));
            north.kill();
            // One is new and hears of both at once; the other comes back to what it was doing
            try (var south = cluster.queryOf("south", command);
                    var again = cluster.queryOf("north", command)) {
                awaitListedBy(south, "%d-3".formatted(TODAY.getYear()), children);
                awaitListedBy(again, "%d-3".formatted(TODAY.getYear()), children);
                assertThat(Cluster.get(south, "/v1/untracked?limit=1000&asOf=" + TODAY))
                        .isEqualTo(Cluster.get(again, "/v1/untracked?limit=1000&asOf=" + TODAY));
            }
        }
    }

    private static String sooner(int flag) {
        return """
                {"from": "%s", "reason": "They are lost sooner than that",
                 "thresholds": {"newbornUnseen": {"warn": 3, "flag": %d, "unit": "DAYS"}}}""".formatted(TODAY, flag);
    }

    private static void awaitListedBy(ForkedBesik query, String version, List<String> children) {
        await().atMost(LONG).untilAsserted(() -> {
            JsonNode rules = Cluster.get(query, RULES);
            assertThat(rules.path("inForce").asString()).isEqualTo(version);
            assertThat(rules.path("derived").path("upToDate").asBoolean()).isTrue();
            assertThat(listed(query)).containsExactlyInAnyOrderElementsOf(children);
        });
    }

    private static List<String> listed(ForkedBesik query) throws IOException {
        return Cluster.get(query, "/v1/untracked?limit=1000&asOf=" + TODAY)
                .path("items")
                .valueStream()
                .map(item -> item.path("childId").asString())
                .toList();
    }

    private static boolean knows(ForkedBesik query, String child) throws IOException {
        return Cluster.ask(query, "admin", "GET", "/v1/children/" + child, null).status() == 200;
    }

    /** Newborns whom nobody has seen for some days. */
    private static List<String> unseenFor(int days, ForkedBesik command) throws IOException {
        LocalDate born = TODAY.minusDays(days);
        String facts = IntStream.range(0, CHILDREN)
                .mapToObj(i -> """
                        {"fact":"birth","ref":"b-%d","agency":"registry","child":{"local":{"system":"registry","value":"N-%d"}},\
                        "occurredOn":"%s","data":{"person":{"surname":"S%d","given":"G%d","sex":"F","birthDate":"%s"},\
                        "region":"KZ-71"}}""".formatted(i, i, born, i, i, born))
                .collect(Collectors.joining(",", "[", "]"));
        var children = new ArrayList<String>();
        Cluster.JSON
                .readTree(
                        Cluster.ask(command, "hub", "POST", "/v1/facts", facts).body())
                .forEach(answer -> children.add(answer.path("childId").asString()));
        return children;
    }
}
