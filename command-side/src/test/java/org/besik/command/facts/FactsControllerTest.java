package org.besik.command.facts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class FactsControllerTest {

    static final JsonMapper JSON = new JsonMapper();
    static Door door;
    static HttpClient client;

    @BeforeAll
    static void open() {
        door = new Door();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        client.close();
        door.close();
    }

    @Test
    void a_fact_is_recorded_once_and_answered_the_same_again() throws Exception {
        HttpResponse<String> first = post(contact("once"));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(type(first)).isEqualTo("application/json");
        Map<String, Object> recorded = object(first);
        assertThat(recorded).containsOnlyKeys("ref", "status", "childId", "eventId", "position");
        assertThat(recorded).containsEntry("ref", "once").containsEntry("status", "recorded");

        HttpResponse<String> again = post(contact("once"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(object(again))
                .containsEntry("status", "duplicate")
                .containsEntry("eventId", recorded.get("eventId"))
                .containsEntry("position", recorded.get("position"));

        HttpResponse<String> other = post(contact("once").replace("SEEN", "REMOTE"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(problem(other)).containsEntry("code", "reference-reused");
    }

    @Test
    void a_refused_fact_is_answered_by_a_problem_document() throws Exception {
        HttpResponse<String> response = post(contact("refused").replace("2026-03-04", "2026-12-31"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(type(response)).isEqualTo("application/problem+json");
        assertThat(object(response))
                .containsEntry("ref", "refused")
                .containsEntry("status", "refused")
                .containsEntry("type", "urn:besik:rule:future-date")
                .containsEntry("code", "future-date")
                .containsEntry("field", "occurredOn")
                .containsEntry("childId", null);
        assertThat(problem(response))
                .containsOnlyKeys("type", "code", "title", "status", "detail", "field")
                .containsEntry("status", 422);
    }

    @Test
    void text_that_is_not_json_is_refused_alone_and_as_an_array() throws Exception {
        for (String text : List.of("{", "[" + contact("array-bad") + ",{]", "", "nonsense", "[1,]")) {
            HttpResponse<String> response = post(text);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(object(response)).containsEntry("code", "malformed-json");
        }
        // nothing of it was stored
        assertThat(post(contact("array-bad")).statusCode()).isEqualTo(201);
    }

    @Test
    void an_array_is_answered_in_order() throws Exception {
        HttpResponse<String> response =
                post("[" + contact("a-0") + ",{'fact':'birthday'}," + contact("a-0") + ",7," + contact("a-4") + "]");
        assertThat(response.statusCode()).isEqualTo(200);
        List<Map<String, Object>> answers = array(response);
        assertThat(answers)
                .extracting(answer -> answer.get("status"))
                .containsExactly("recorded", "refused", "duplicate", "refused", "recorded");
        assertThat(answers).extracting(answer -> answer.get("index")).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void an_empty_array_is_answered_by_one() throws Exception {
        HttpResponse<String> response = post("[]");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(array(response)).isEmpty();
    }

    @Test
    void a_thousand_facts_are_taken_and_one_more_is_not() throws Exception {
        var facts = new java.util.ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            facts.add(contact("t-" + i));
        }
        HttpResponse<String> response = post(facts.toString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(array(response)).hasSize(1_000).allMatch(answer -> "recorded".equals(answer.get("status")));

        HttpResponse<String> tooMany =
                post(Collections.nCopies(1_001, contact("never")).toString());
        assertThat(tooMany.statusCode()).isEqualTo(413);
        assertThat(type(tooMany)).isEqualTo("application/problem+json");
        assertThat(post(contact("never")).statusCode()).isEqualTo(201);
    }

    @Test
    void a_body_may_be_packed() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(FactStreamTest.utf8(contact("packed-1") + "\n" + contact("packed-2")));
        }
        HttpResponse<String> response = send(request("/v1/facts")
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
        assertThat(response.body().lines()).hasSize(2).allMatch(line -> line.contains("recorded"));

        HttpResponse<String> broken = send(request("/v1/facts")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("no gzip at all")));
        assertThat(broken.statusCode()).isEqualTo(400);
    }

    @Test
    void other_types_are_not_taken() throws Exception {
        HttpResponse<String> response =
                send(request("/v1/facts").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x")));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(type(response)).isEqualTo("application/problem+json");
    }

    @Test
    void a_conflict_names_the_other_record_only_to_those_who_may_read_it() throws Exception {
        assertThat(problem(post(contact("taken-1"))))
                .containsEntry("code", "iin-taken")
                .doesNotContainKey("other");
        HttpResponse<String> auditor = send(request("/v1/facts")
                .header("Content-Type", "application/json")
                .header("Role", "AUDITOR")
                .POST(BodyPublishers.ofByteArray(FactStreamTest.utf8(contact("taken-1")))));
        assertThat(problem(auditor)).containsEntry("other", Door.SEALED.value());
    }

    @Test
    void when_nothing_can_be_recorded_the_answer_is_503() throws Exception {
        door.decider.unavailableAt = "down";
        try {
            for (String body : List.of(contact("down"), "[" + contact("down") + "]")) {
                HttpResponse<String> response = post(body);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(object(response)).containsEntry("code", "unavailable");
            }
        } finally {
            door.decider.unavailableAt = "";
        }
        assertThat(post(contact("down")).statusCode()).isEqualTo(201);
    }

    @Test
    void what_is_refused_never_stands_in_the_log() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        try {
            String birth = contact("secret-ref")
                    .replace(
                            "'kind':'visit'",
                            "'kind':'visit','person':{'surname':'Sekretova','birthDate':'2024-01-15'}");
            post(birth);
            post(birth.substring(0, birth.length() - 3));
            post("[" + birth + "," + birth + ",Sekretova]");
            post(birth.replace("240115600013", "240115600019"));
            send(request("/v1/facts")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofByteArray(FactStreamTest.utf8(birth + "\n" + birth + "x\n" + birth))));
        } finally {
            root.detachAppender(heard);
        }
        assertThat(heard.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage() + event.getThrowableProxy())
                        .doesNotContain("Sekretova", "2401156", "2024-01-15", "secret-ref"));
    }

    @Test
    void outcomes_are_counted() throws Exception {
        post("{'fact':'birthday'}");
        assertThat(door.meters
                        .get("besik.facts")
                        .tags("fact", "unknown", "outcome", "unknown-fact")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void agencies_are_described_by_administrators() throws Exception {
        String clinic = "{'name':'Clinic 7','service':'HEALTH','region':'KZ-71'}";
        HttpResponse<String> described = put("clinic-7", clinic, "ADMIN");
        assertThat(described.statusCode()).isEqualTo(200);
        assertThat(object(described)).containsEntry("id", "clinic-7").containsEntry("service", "HEALTH");
        HttpResponse<String> all =
                send(request("/v1/agencies").header("Role", "HUB").GET());
        assertThat(all.body()).contains("\"id\":\"clinic-7\"");

        assertThat(put("clinic-7", clinic, "MONITOR").statusCode()).isEqualTo(403);
        assertThat(object(put("clinic-7", clinic.replace("KZ-71", "KZ-99"), "ADMIN")))
                .containsEntry("code", "unknown-region");
        assertThat(object(put("clinic-7", clinic.replace("name", "title"), "ADMIN")))
                .containsEntry("code", "unknown-field");
        assertThat(object(put("clinic-7", clinic.replace("HEALTH", "MAGIC"), "ADMIN")))
                .containsEntry("code", "unknown-value");
    }

    private static HttpResponse<String> put(String id, String body, String role) throws Exception {
        return send(request("/v1/agencies/" + id)
                .header("Content-Type", "application/json")
                .header("Role", role)
                .PUT(BodyPublishers.ofByteArray(FactStreamTest.utf8(body))));
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return send(request("/v1/facts")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(FactStreamTest.utf8(body))));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + door.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("none");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(HttpResponse<String> response) {
        return JSON.readValue(response.body(), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> problem(HttpResponse<String> response) {
        return (Map<String, Object>) object(response).get("problem");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> array(HttpResponse<String> response) {
        return JSON.readValue(response.body(), List.class);
    }

    private static String contact(String ref) {
        return "{'fact':'contact','ref':'" + ref + "','agency':'clinic-1','child':{'iin':'240115600013'},"
                + "'occurredOn':'2026-03-04','data':{'service':'HEALTH','strength':'SEEN','kind':'visit'}}";
    }
}
