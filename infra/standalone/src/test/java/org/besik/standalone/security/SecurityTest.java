package org.besik.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.besiktest.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {

    static final String CONTACT = """
            {"fact":"contact","ref":"v-1","child":{"iin":"240115600013"},"occurredOn":"2026-03-04","data":{"service":"HEALTH","strength":"SEEN","kind":"visit"}}""";

    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void open() {
        house = new House(data);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void without_a_token_nobody_comes_in() throws Exception {
        HttpResponse<String> response = house.post("/v1/facts", null, CONTACT, "Content-Type", "application/json");
        assertTokenProblem(response);
        assertTokenProblem(house.get("/v1/whoami", null));
        assertTokenProblem(house.get("/v1/nothing-here", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbled",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwicm9sZXMiOlsiQURNSU4iXX0.",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"
            })
    void a_token_of_nobody_s_is_not_taken(String token) throws Exception {
        assertTokenProblem(house.get("/v1/whoami", token));
    }

    @Test
    void a_token_of_another_issuer_is_not_taken(@TempDir Path elsewhere) throws Exception {
        var other =
                DevelopmentIssuer.open(elsewhere, Clock.fixed(Instant.parse("2026-11-22T06:00:00Z"), ZoneOffset.UTC));
        assertTokenProblem(house.get("/v1/whoami", other.tokens().get("admin")));
    }

    @Test
    void a_token_is_taken_until_it_expires_also_when_it_was_seen_before() throws Exception {
        String token = house.signed(Map.of("sub", "brief", "roles", List.of("MONITOR")), Duration.ofSeconds(30));
        assertThat(house.get("/v1/whoami", token).statusCode()).isEqualTo(200);
        house.advance(Duration.ofSeconds(29));
        assertThat(house.get("/v1/whoami", token).statusCode()).isEqualTo(200);
        house.advance(Duration.ofSeconds(1));
        assertTokenProblem(house.get("/v1/whoami", token));
        assertTokenProblem(house.get("/v1/whoami", token));
    }

    @Test
    void every_role_has_a_token_that_says_what_it_may() throws Exception {
        assertThat(house.get("/v1/whoami", house.token("agency")).body())
                .contains("clinic-KZ-71-0", "HEALTH", "KZ-71", "AGENCY");
        assertThat(house.get("/v1/whoami", house.token("hub")).body()).contains("HUB", "facts:relay", "[KZ]");
        for (String role : List.of("monitor", "auditor", "analyst", "admin")) {
            assertThat(house.get("/v1/whoami", house.token(role)).body())
                    .contains(role.toUpperCase(java.util.Locale.ROOT), "[KZ]");
        }
    }

    @Test
    void facts_come_in_with_a_token_and_without_a_session() throws Exception {
        HttpResponse<String> response =
                house.post("/v1/facts", house.token("agency"), CONTACT, "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        HttpResponse<String> officer =
                house.post("/v1/facts", house.token("monitor"), CONTACT, "Content-Type", "application/json");
        assertThat(officer.statusCode()).isEqualTo(403);
        assertThat(officer.body()).contains("not-relay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/children/nobody/case", "/v1/untracked/rules", "/v1/agencies"})
    void a_body_that_says_it_is_a_web_form_is_turned_away_before_its_members_are_lost(String door) throws Exception {
        HttpResponse<String> response = house.post(
                door,
                house.token("admin"),
                "{\"reason\": \"nobody opens\"}",
                "Content-Type",
                "application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("unsupported-media-type", "application/json");
    }

    @Test
    void agencies_are_for_hubs_and_administrators() throws Exception {
        assertThat(house.get("/v1/agencies", house.token("hub")).statusCode()).isEqualTo(200);
        HttpResponse<String> agency = house.get("/v1/agencies", house.token("agency"));
        assertThat(agency.statusCode()).isEqualTo(403);
        assertThat(agency.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void files_of_the_issuer_are_its_owner_s_alone() throws IOException {
        for (String role : List.of("agency", "hub", "monitor", "auditor", "analyst", "admin")) {
            Path file = data.resolve("tokens/" + role + ".jwt");
            assertThat(Files.readString(file).strip()).isEqualTo(house.token(role));
            assertOwnersAlone(file);
        }
        assertOwnersAlone(data.resolve("issuer/key.pkcs8"));
    }

    @Test
    void tokens_stay_the_same_until_they_near_their_end(@TempDir Path folder) {
        var issued = Instant.parse("2026-01-01T00:00:00Z");
        Map<String, String> first = tokens(folder, issued);
        assertThat(tokens(folder, issued.plus(Duration.ofDays(300)))).isEqualTo(first);
        Map<String, String> renewed = tokens(folder, issued.plus(Duration.ofDays(310)));
        assertThat(renewed.keySet()).isEqualTo(first.keySet());
        assertThat(renewed.values()).doesNotContainAnyElementsOf(first.values());
    }

    @Test
    void pages_ask_for_a_sign_in() throws Exception {
        HttpResponse<String> response = house.get("/", null);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        HttpResponse<String> part = house.get("/", null, "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).hasValue("/login");
        assertThat(house.get("/assets/free.css", null).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_opens_a_session_that_ends_with_it() throws Exception {
        String token = house.signed(Map.of("sub", "officer", "roles", List.of("MONITOR")), Duration.ofMinutes(10));
        HttpResponse<String> signedIn = signIn(token);
        assertThat(signedIn.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).doesNotContain("login"));
        String header = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HttpOnly", "SameSite=Lax");
        String cookie = cookie(signedIn);

        HttpResponse<String> home = house.get("/", null, "Cookie", cookie);
        assertThat(home.body()).isEqualTo("home of officer");
        assertThat(home.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        // a session is no token: the interface does not take it
        assertThat(house.get("/v1/whoami", null, "Cookie", cookie).statusCode()).isEqualTo(401);

        house.advance(Duration.ofMinutes(11));
        assertThat(house.get("/", null, "Cookie", cookie).statusCode()).isEqualTo(302);
    }

    @Test
    void a_wrong_token_is_sent_back_to_the_form() throws Exception {
        HttpResponse<String> response = signIn("nonsense");
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
    }

    @Test
    void forms_of_other_sites_change_nothing() throws Exception {
        HttpResponse<String> response = house.post(
                "/login", null, "token=" + house.token("admin"), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        String cookie = response.headers().firstValue("Set-Cookie").orElse("");
        assertThat(house.get("/", null, "Cookie", cookie).statusCode()).isEqualTo(302);
    }

    @Test
    void whoever_signs_out_is_out() throws Exception {
        String cookie = cookie(signIn(house.token("monitor")));
        String csrf = house.get("/login", null, "Cookie", cookie).body();
        house.post(
                "/logout",
                null,
                "_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8),
                "Cookie",
                cookie,
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(house.get("/", null, "Cookie", cookie).statusCode()).isEqualTo(302);
    }

    @Test
    void health_needs_no_token() throws Exception {
        assertThat(house.get("/actuator/health", null).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> signIn(String token) throws Exception {
        HttpResponse<String> form = house.get("/login", null);
        return house.post(
                "/login",
                null,
                "token=" + token + "&_csrf=" + URLEncoder.encode(form.body(), StandardCharsets.UTF_8),
                "Cookie",
                cookie(form),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static String cookie(HttpResponse<String> response) {
        String header = response.headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private static Map<String, String> tokens(Path folder, Instant now) {
        return DevelopmentIssuer.open(folder, Clock.fixed(now, ZoneOffset.UTC)).tokens();
    }

    private static void assertOwnersAlone(Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static void assertTokenProblem(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertThat(response.body()).contains("\"code\":\"token\"", "urn:besik:rule:token");
    }
}
