package org.besik.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.besik.scenarios.ForkedBesik;
import org.besik.standalone.client.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two command sides and a query side, each a process of its own. Whatever is told to the one side is an answer of the other,
 * and whoever is killed or goes away in between, nothing that was acknowledged is lost and nothing is there twice.
 */
@Timeout(300)
class ClusterTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    /** The child that was answered for each fact. */
    private final Map<Integer, String> recorded = new LinkedHashMap<>();

    @Test
    void facts_on_one_side_are_answers_on_the_other_whoever_is_killed_in_between() throws Exception {
        try (var cluster = new Cluster(data);
                var query = cluster.query();
                var commands = new Pair(cluster)) {
            ForkedBesik onDuty = commands.onDuty();
            ForkedBesik other = commands.other(onDuty);
            record(onDuty, 0, 10);
            awaitAllListed(query);
            assertThat(Cluster.get(query, "/v1/children/" + recorded.get(7))
                            .path("lastContact")
                            .path("agency")
                            .asString())
                    .isEqualTo("clinic-KZ-71-0");
            each_endpoint_is_on_its_side(onDuty, query);
            an_officer_decides_about_a_child_that_the_query_side_knows(onDuty);
            // One decides on what another recorded
            record(other, 0, 10);

            record(onDuty, 10, 20);
            onDuty.kill();
            record(other, 15, 30);
            await().atMost(LONG).until(() -> isOnDuty(other));

            the_database_goes_away_and_returns(cluster, other);

            query.kill();
            record(other, 40, 50);
            try (var again = cluster.query()) {
                awaitAllListed(again);
                await().atMost(LONG).until(() -> Cluster.health(again) == 200);
                again.stop();
            }
            other.stop();
        }
    }

    private void the_database_goes_away_and_returns(Cluster cluster, ForkedBesik command) throws Exception {
        cluster.database().goAway();
        await().atMost(LONG).until(() -> Cluster.health(command) == 503);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Connection.Answer> waiting = threads.submit(() -> Cluster.post(command, Cluster.contact(30)));
            cluster.database().comeBack();
            assertThat(waiting.get().status()).isIn(201, 503);
        }
        await().atMost(LONG).until(() -> Cluster.health(command) == 200);
        // Whoever was not answered sends again; whoever was, gets the same answer
        record(command, 25, 40);
    }

    private static void each_endpoint_is_on_its_side(ForkedBesik command, ForkedBesik query) throws IOException {
        for (String path : List.of("/v1/agencies", "/v1/audit/checkpoint", "/v1/audit/log", "/v1/relay")) {
            assertThat(status(command, "admin", path)).as(path).isEqualTo(200);
            assertThat(status(query, "admin", path)).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/v1/untracked",
                "/v1/untracked/summary?by=region",
                "/v1/contradictions",
                "/v1/feed",
                "/v1/feed/dead-letters")) {
            assertThat(status(query, "admin", path)).as(path).isEqualTo(200);
            assertThat(status(command, "admin", path)).as(path).isEqualTo(404);
        }
        for (ForkedBesik side : List.of(command, query)) {
            assertThat(Cluster.ask(side, "admin", "GET", "/v3/api-docs", null).text())
                    .contains("\"Cluster\"")
                    .doesNotContain("-controller\"");
        }
        assertThat(status(query, "monitor", "/v1/feed")).isEqualTo(403);
        assertThat(status(command, "monitor", "/v1/relay")).isEqualTo(403);
        assertThat(post(command, "admin", "/v1/relay/resend?from=1")).isEqualTo(202);
        assertThat(post(command, "admin", "/v1/relay/resend?from=9999")).isEqualTo(400);
        assertThat(post(query, "admin", "/v1/feed/dead-letters/1/redrive")).isEqualTo(404);
    }

    private void an_officer_decides_about_a_child_that_the_query_side_knows(ForkedBesik command) throws IOException {
        assertThat(post(command, "monitor", "/v1/children/" + recorded.get(0) + "/case"))
                .isEqualTo(201);
        assertThat(post(command, "monitor", "/v1/children/00000000-0000-4000-8000-000000000000/case"))
                .isEqualTo(404);
    }

    private static int status(ForkedBesik side, String role, String path) throws IOException {
        return Cluster.ask(side, role, "GET", path, null).status();
    }

    private static int post(ForkedBesik side, String role, String path) throws IOException {
        return Cluster.ask(side, role, "POST", path, "{}").status();
    }

    private void record(ForkedBesik command, int from, int to) {
        for (int number = from; number < to; number++) {
            int fact = number;
            await().pollInSameThread()
                    .atMost(LONG)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> isRecorded(command, fact));
        }
    }

    private boolean isRecorded(ForkedBesik command, int number) throws IOException {
        Connection.Answer answer = Cluster.post(command, Cluster.contact(number));
        if (answer.status() == 503) {
            return false;
        }
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        String child = Cluster.JSON.readTree(answer.body()).path("childId").asString();
        assertThat(recorded.putIfAbsent(number, child)).isIn(null, child);
        return true;
    }

    private static boolean isOnDuty(ForkedBesik command) throws IOException {
        return Cluster.get(command, "/v1/relay").path("onDuty").asBoolean();
    }

    private void awaitAllListed(ForkedBesik query) {
        assertThat(recorded.values()).doesNotHaveDuplicates();
        await().atMost(LONG).untilAsserted(() -> {
            var untracked = Cluster.get(query, "/v1/untracked?asOf=2026-10-31&limit=1000");
            assertThat(untracked
                            .path("items")
                            .valueStream()
                            .map(item -> item.path("childId").asString()))
                    .containsExactlyInAnyOrderElementsOf(recorded.values());
            assertThat(untracked.path("total").asInt()).isEqualTo(recorded.size());
        });
    }

    /** Two command sides, started together. */
    private static final class Pair implements AutoCloseable {

        private final ForkedBesik north;
        private final ForkedBesik south;

        Pair(Cluster cluster) throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<ForkedBesik> first = threads.submit((Callable<ForkedBesik>) () -> cluster.command("north"));
                Future<ForkedBesik> second = threads.submit((Callable<ForkedBesik>) () -> cluster.command("south"));
                north = first.get();
                south = second.get();
            }
        }

        ForkedBesik onDuty() throws IOException {
            await().atMost(LONG).until(() -> isOnDuty(north) || isOnDuty(south));
            return isOnDuty(north) ? north : south;
        }

        ForkedBesik other(ForkedBesik one) {
            return one == north ? south : north;
        }

        @Override
        public void close() {
            north.close();
            south.close();
        }
    }
}
