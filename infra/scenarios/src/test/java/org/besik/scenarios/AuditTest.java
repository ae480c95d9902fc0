package org.besik.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.besik.proofs.Checkpoint;
import org.besik.proofs.NoteVerifier;
import org.besik.proofs.ProofCheck;
import org.besik.proofs.SignedNote;
import org.besik.standalone.client.Connection.Answer;
import org.besik.verifier.Verify;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An auditor takes nothing on trust but the verifier key. */
class AuditTest {

    private static final int LINES = 2_000;

    @TempDir
    static Path data;

    private static Besik besik;
    private static NoteVerifier key;

    @TempDir
    Path own;

    @BeforeAll
    static void start() throws Exception {
        besik = Besik.start(data);
        besik.deliver(HubDelivery.lines().subList(0, LINES));
        key = NoteVerifier.parse(Files.readString(data.resolve("checkpoint.vkey")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> checkpoint().size() == besik.head());
    }

    @AfterAll
    static void stop() {
        besik.close();
    }

    private static Answer ask(String path) {
        return besik.ask("auditor", "GET", "/v1/audit/" + path, null);
    }

    private static Checkpoint checkpoint() {
        SignedNote note = SignedNote.parse(ask("checkpoint").text());
        assertThat(key == null || key.verifies(note)).isTrue();
        return Checkpoint.parse(note.text());
    }

    private static JsonNode json(String path) {
        Answer answer = ask(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Besik.JSON.readTree(answer.body());
    }

    private static List<byte[]> hashes(JsonNode proof) {
        var hashes = new ArrayList<byte[]>();
        proof.path("hashes").forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asString())));
        return hashes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "proof/1", "consistency?from=1", "log", "verify"})
    void only_auditors_and_administrators_are_answered(String path) {
        for (String role : List.of("agency", "hub", "monitor", "analyst")) {
            Answer answer = besik.ask(role, "GET", "/v1/audit/" + path, null);
            assertThat(answer.status()).as(role).isEqualTo(403);
            assertThat(answer.text()).contains("\"code\":\"forbidden\"");
        }
        for (String role : List.of("auditor", "admin")) {
            assertThat(besik.ask(role, "GET", "/v1/audit/" + path, null).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_new_fact_is_signed_within_a_moment_and_goes_on_from_before() {
        Checkpoint before = checkpoint();
        besik.record("""
                {"fact":"contact","ref":"audit-1","agency":"clinic-KZ-71-0","child":{"iin":"240115600013"},\
                "occurredOn":"2026-03-04","data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> checkpoint().size() == besik.head());
        Checkpoint after = checkpoint();
        JsonNode proof = json("consistency?from=" + before.size() + "&to=" + after.size());
        assertThat(ProofCheck.isConsistent(before.size(), before.root(), after.size(), after.root(), hashes(proof)))
                .isTrue();
        assertThat(json("consistency?from=" + before.size()).path("checkpoint").asString())
                .startsWith(key.name() + "\n" + after.size() + "\n");
    }

    @Test
    void an_event_is_proven_against_what_was_signed() {
        Checkpoint signed = checkpoint();
        for (long position : new long[] {1, 2, signed.size() / 2, signed.size()}) {
            JsonNode event = Besik.JSON.readTree(
                    ask("log?from=" + position + "&to=" + position).body());
            JsonNode proof = json("proof/" + position + "?size=" + signed.size());
            assertThat(proof.path("leaf").asString())
                    .isEqualTo(event.path("leaf").asString());
            byte[] leaf = Base64.getDecoder().decode(proof.path("leaf").asString());
            assertThat(ProofCheck.isIncluded(position - 1, signed.size(), leaf, hashes(proof), signed.root()))
                    .isTrue();
            SignedNote note = SignedNote.parse(proof.path("checkpoint").asString());
            assertThat(key.verifies(note)).isTrue();
            assertThat(Checkpoint.parse(note.text())).isEqualTo(signed);
        }
        assertThat(ask("proof/7?size=100").body()).hasSizeLessThan(1_024);
        assertThat(ask("consistency?from=100").body()).hasSizeLessThan(1_024);
    }

    @ParameterizedTest
    @CsvSource({
        "proof/0, 404, not-found",
        "proof/999999999, 404, not-found",
        "proof/one, 400, unknown-value",
        "proof/1?size=0, 400, unknown-value",
        "proof/1?size=999999999, 400, unknown-value",
        "proof/9?size=8, 404, not-found",
        "consistency, 400, unknown-value",
        "consistency?from=-1, 400, unknown-value",
        "consistency?from=9&to=8, 400, unknown-value",
        "consistency?from=1&to=999999999, 400, unknown-value",
        "log?from=0, 400, unknown-value",
        "log?from=9&to=8, 400, unknown-value",
        "log?from=x, 400, unknown-value"
    })
    void what_cannot_be_answered_is_a_problem(String path, int status, String code) {
        Answer answer = ask(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.text()).contains("\"type\":\"urn:besik:rule:" + code + "\"");
    }

    @Test
    void the_export_has_every_event_and_nobodys_name() {
        String export = ask("log").text();
        assertThat(export.lines().count()).isEqualTo(besik.head());
        assertThat(export).contains("\"type\":\"registration.BirthRegistered\"").doesNotContain("surname");
        assertThat(ask("log?from=5&to=7")
                        .text()
                        .lines()
                        .map(line -> Besik.JSON.readTree(line).path("position").asInt()))
                .containsExactly(5, 6, 7);
        assertThat(ask("log?from=999999999").text()).isEmpty();
    }

    @Test
    void the_server_checks_itself_and_says_how_far_it_is() {
        Answer answer = ask("verify");
        assertThat(answer.headers().get("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.text()).startsWith("event: progress\ndata: {");
        String verdict = answer.text().substring(answer.text().indexOf("event: verdict\ndata: ") + 21);
        JsonNode read = Besik.JSON.readTree(verdict);
        assertThat(read.path("whole").asBoolean()).as(verdict).isTrue();
        assertThat(read.path("events").asLong()).isEqualTo(besik.head());
        assertThat(read.path("checkpoints").asInt()).isPositive();
        assertThat(read.path("findings")).isEmpty();
    }

    @Test
    void what_was_taken_home_is_checked_without_the_server() throws Exception {
        Path note = Files.write(own.resolve("kept.txt"), ask("checkpoint").body());
        Path export = Files.write(own.resolve("log.ndjson"), ask("log").body());
        String[] home = {"export", export.toString(), "--vkey", key.encoded(), "--checkpoint", note.toString()};
        assertThat(verify(home)).isZero();
        // While the server runs, too
        assertThat(verify("log", data.toString(), "--vkey", key.encoded(), "--checkpoint", note.toString()))
                .isZero();

        String text = Files.readString(export, StandardCharsets.UTF_8);
        Files.writeString(export, text.replaceFirst("\"SEEN\"", "\"REMOTE\""));
        assertThat(verify(home)).isEqualTo(1);
    }

    private static int verify(String... arguments) {
        return Verify.commandLine().execute(arguments);
    }

    @Test
    void the_interface_is_described() {
        JsonNode api = Besik.JSON.readTree(
                besik.ask("auditor", "GET", "/v3/api-docs", null).body());
        for (String path : List.of("checkpoint", "proof~1{position}", "consistency", "log", "verify")) {
            JsonNode operation = api.at("/paths/~1v1~1audit~1" + path + "/get");
            assertThat(operation.path("summary").asString()).as(path).isNotEmpty();
            assertThat(operation.at("/responses/403").isMissingNode()).as(path).isFalse();
        }
        assertThat(api.at("/paths/~1v1~1audit~1log/get/responses/200/content/application~1x-ndjson")
                        .isMissingNode())
                .isFalse();
    }
}
