package org.besik.scenarios.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.scenarios.Besik;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is looked for is found by those who may read it, and nothing that was typed stands in an address or a log. */
class SearchTest {

    static final LocalDate BORN = PagesTest.TODAY.minusYears(8).withDayOfMonth(3);
    static final String IIN = "190401600016";

    @TempDir
    static Path folder;

    static Besik besik;
    static Browsing browsing;
    static String ada;

    @BeforeAll
    static void children() {
        besik = Besik.start(
                folder.resolve("data"),
                Map.of(
                        "server.tomcat.accesslog.enabled", "true",
                        "server.tomcat.accesslog.buffered", "false",
                        "server.tomcat.accesslog.directory",
                                folder.resolve("access").toString(),
                        "server.tomcat.accesslog.pattern", "%r %s %{Referer}i"));
        var facts = new ArrayList<String>();
        facts.add(PagesTest.birth("sought", "Әбдіхалықова", "Үміт", BORN, "KZ-71"));
        facts.add(PagesTest.fact("national-id", "sought", "registry", BORN.plusDays(9), "{\"iin\":\"" + IIN + "\"}"));
        facts.add(PagesTest.fact(
                "guardian", "sought", "social-KZ-71", BORN.plusDays(30), """
                {"name":"Тұрсынова Бәтима","relation":"әжесі","from":"%s"}""".formatted(BORN.plusDays(30))));
        for (int i = 0; i < 45; i++) {
            facts.add(PagesTest.birth("common-" + i, "Көпқызы", "Дана" + i, BORN.plusDays(i), "KZ-75"));
        }
        ada = besik.record(facts.toArray(String[]::new))
                .getFirst()
                .path("childId")
                .asString();
        besik.awaitViews();
        browsing = Browsing.of(besik.address);
    }

    @AfterAll
    static void close() {
        browsing.close();
        besik.close();
    }

    static void seek(Page page, String typed) {
        page.keyboard().press("/");
        assertThat(page.locator("#seek")).isFocused();
        page.locator("#seek").fill(typed);
        page.locator("body").evaluate("body => body.dataset.before = 'the answer'");
        page.keyboard().press("Enter");
        assertThat(page.locator("body[data-before]")).hasCount(0);
        page.waitForLoadState();
    }

    @Test
    void a_child_is_found_by_name_in_another_script_by_number_and_by_birth_date() {
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = JourneysTest.signedIn(officer, besik.token("monitor"));
            seek(page, "abdikhal umit");
            assertThat(page.locator("#found tbody tr")).hasCount(1);
            assertThat(page.locator("#found")).containsText("Әбдіхалықова Үміт");
            assertThat(page.locator("#found")).containsText("Astana");
            assertThat(page.locator("#found .chips")).containsText("Silence");
            page.locator("#found tbody a").click();
            assertThat(page.locator("h1")).hasText("Әбдіхалықова Үміт");
            page.goBack();
            assertThat(page.locator("#found tbody tr")).hasCount(1);
            assertThat(page.locator("#seek")).hasValue("abdikhal umit");

            seek(page, IIN.substring(0, 6) + " " + IIN.substring(6));
            page.waitForURL("**/children/" + ada);
            seek(page, "%02d.%02d.%d".formatted(BORN.getDayOfMonth(), BORN.getMonthValue(), BORN.getYear()));
            assertThat(page.locator("#found tbody tr")).hasCount(2);
            seek(page, "Көп " + BORN);
            assertThat(page.locator("#found tbody tr")).hasCount(1);
            seek(page, "registry:sought");
            page.waitForURL("**/children/" + ada);
        }
    }

    @Test
    void a_name_that_no_child_has_is_looked_for_among_mothers_and_guardians() {
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = JourneysTest.signedIn(officer, besik.token("monitor"));
            seek(page, "tursynova batima");
            assertThat(page.locator("#found")).containsText("Found by the name of the mother or a guardian");
            assertThat(page.locator("#found tbody")).containsText("Әбдіхалықова Үміт");
            JourneysTest.link(page, "Look for it as the child’s own name").click();
            assertThat(page.locator("#found")).containsText("Nobody");
            JourneysTest.link(page, "Look for it as the name of the mother or a guardian")
                    .click();
            assertThat(page.locator("#found tbody tr")).hasCount(1);
        }
    }

    @Test
    void too_many_are_told_and_come_page_by_page_and_nobody_has_words_of_its_own() {
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = JourneysTest.signedIn(officer, besik.token("monitor"));
            seek(page, "Көпқызы");
            assertThat(page.locator("#found .notice")).containsText("Add the birth date");
            assertThat(page.locator("#found tbody tr")).hasCount(20);
            page.locator("#found .paging .button").click();
            assertThat(page.locator("#found tbody tr")).hasCount(20);
            page.locator("#found .paging .button").click();
            assertThat(page.locator("#found tbody tr")).hasCount(5);
            assertThat(page.locator("#found .paging .button")).hasCount(0);

            seek(page, "Ешкім");
            assertThat(page.locator("#found")).containsText("Nobody found");
            seek(page, "190401600017");
            assertThat(page.locator("#seek-wrong")).containsText("no such IIN");
            seek(page, "31.02.2018");
            assertThat(page.locator("#seek-wrong")).containsText("no such day");
            seek(page, "Ә");
            assertThat(page.locator("#seek-wrong")).containsText("two letters");
        }
    }

    @Test
    void an_officer_of_another_region_and_a_strange_agency_find_nobody_and_an_analyst_has_no_box() {
        String stranger = besik.signed(Map.of("sub", "s", "roles", List.of("MONITOR"), "regions", List.of("KZ-15")));
        for (String token : List.of(stranger, besik.token("agency"))) {
            try (BrowserContext person = browsing.person("en", 1280, true)) {
                Page page = JourneysTest.signedIn(person, token);
                for (String typed : List.of("Әбдіхалықова", IIN, "registry:sought", BORN.toString())) {
                    seek(page, typed);
                    assertThat(page.locator("#found")).containsText("Nobody found");
                }
            }
        }
        try (BrowserContext analyst = browsing.person("en", 1280, true)) {
            Page page = JourneysTest.signedIn(analyst, besik.token("analyst"));
            assertThat(page.locator("#seek")).hasCount(0);
            assertThat(page.navigate("/search").status()).isEqualTo(403);
            assertThat(page.navigate("/search/00000000-0000-0000-0000-000000000000")
                            .status())
                    .isEqualTo(403);
        }
    }

    /** A form of somebody else's page does not search in an officer's name, and one session's search is not another's. */
    @Test
    void a_search_needs_its_own_form_and_its_own_session() {
        try (BrowserContext officer = browsing.person("en", 1280, true);
                BrowserContext colleague = browsing.person("en", 1280, true)) {
            Page page = JourneysTest.signedIn(officer, besik.token("monitor"));
            var forged = page.request()
                    .post(
                            "/search",
                            RequestOptions.create()
                                    .setMaxRedirects(0)
                                    .setForm(com.microsoft.playwright.options.FormData.create()
                                            .set("q", "Үміт")));
            assertThat(forged.headers().get("location")).endsWith("/login");
            seek(page, "Үміт");
            Page other = JourneysTest.signedIn(colleague, besik.token("monitor"));
            other.navigate(page.url());
            assertThat(other.locator("#seek-wrong")).containsText("Type it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void it_is_readable_for_everybody(String language) {
        try (BrowserContext officer = browsing.person(language, Look.PHONE, true)) {
            Page page = JourneysTest.signedIn(officer, besik.token("monitor"));
            page.navigate("/search");
            Look.at(page, "search", language);
            for (var one : Map.of("found", "Үміт", "many", "Көпқызы", "none", "Ешкім", "wrong", "31.02.2018")
                    .entrySet()) {
                seek(page, one.getValue());
                Look.at(page, "search-" + one.getKey(), language);
            }
        }
    }

    @Test
    void without_scripts_it_finds_all_the_same_and_no_log_tells_who_was_sought() throws IOException {
        try (BrowserContext officer = browsing.person("ru", 360, false)) {
            Page page = JourneysTest.signedIn(officer, besik.token("monitor"));
            for (String typed : List.of("Әбдіхалықова", "Үміт " + BORN, IIN)) {
                page.locator("#seek").fill(typed);
                page.locator(".seek button").click();
                page.waitForLoadState();
                assertThat(page.url())
                        .doesNotContain("%D")
                        .doesNotContain(BORN.toString())
                        .doesNotContain(IIN);
                page.locator(".languages a[lang=kk]").click();
            }
        }
        var log = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("access"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                log.append(Files.readString(file));
            }
        }
        assertThat(log.toString())
                .contains("POST /search ", "GET /search/")
                .doesNotContain(IIN, BORN.toString(), "Әбдіхал", "%D3%98", "%D2%AE", "q=");
    }
}
