package org.besik.scenarios.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.besik.scenarios.Besik;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagesTest {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Almaty"));

    @TempDir
    static Path data;

    static Besik besik;
    static Browsing browsing;
    static String ada;
    static String dead;

    /** Which fact of the nation is the dead child's birth. */
    static final int DEAD = 9;

    @BeforeAll
    static void a_nation_with_a_few_children() {
        besik = Besik.start(data);
        List<JsonNode> answers = besik.record(nation().toArray(String[]::new));
        ada = answers.getFirst().path("childId").asString();
        dead = answers.get(DEAD).path("childId").asString();
        besik.awaitViews();
        for (String step : List.of(
                "/case {\"reason\":\"nobody opens the door\"}", "/case/assignment {\"assignee\":\"monitor\"}")) {
            String[] order = step.split(" ", 2);
            assertThat(besik.ask("monitor", "POST", "/v1/children/" + ada + order[0], order[1])
                            .status())
                    .isEqualTo(201);
        }
        oneWasNeverLostAndOneHadMoved();
        // Refused: an agency's page has something to tell
        besik.ask("agency", "POST", "/v1/facts", seen("ada", "clinic-KZ-71-0", TODAY.plusDays(9)));
        besik.ask("agency", "POST", "/v1/facts", "{\"fact\":\"contact\",\"ref\":\"visit-9\"}");
        besik.awaitViews();
        browsing = Browsing.of(besik.address);
    }

    /** Searches for flagged children that have ended: figures have something to tell. */
    private static void oneWasNeverLostAndOneHadMoved() {
        besik.ask("admin", "POST", "/v1/untracked/sweep", "");
        for (var found : Map.of("KZ-10-0", "LOCATED_SAME_SERVICE", "KZ-75-0", "MOVED_WITHIN_COUNTRY")
                .entrySet()) {
            String child = read("/v1/children?local=registry:" + found.getKey())
                    .path("items")
                    .get(0)
                    .path("id")
                    .asString();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> read("/v1/children/" + child + "/history")
                            .toString()
                            .contains("ChildFlagged"));
            String search = "/v1/children/" + child + "/case";
            besik.ask("monitor", "POST", search, "");
            assertThat(besik.ask("monitor", "POST", search + "/closure", "{\"outcome\":\"" + found.getValue() + "\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    private static JsonNode read(String path) {
        return JsonMapper.shared()
                .readTree(besik.ask("monitor", "GET", path, null).body());
    }

    @AfterAll
    static void close() {
        browsing.close();
        besik.close();
    }

    /** Ada, who never arrived; a newborn; an unanswered handoff; a dead child seen again; silent children everywhere. */
    static List<String> nation() {
        var facts = new ArrayList<String>();
        facts.add(birth("ada", "Оспанова", "Әлия", TODAY.minusYears(7), "KZ-71"));
        facts.add(seen("ada", "clinic-KZ-71-0", TODAY.minusYears(7).plusDays(5)));
        facts.add(fact(
                "enrolment", "ada", "kindergarten-KZ-71-4", TODAY.minusYears(3), """
                {"institution":"kindergarten-KZ-71-4","level":"PRESCHOOL","from":"%s"}""".formatted(TODAY.minusYears(3))));
        facts.add(fact("enrolment-end", "ada", "kindergarten-KZ-71-4", TODAY.minusMonths(5), """
                {"institution":"kindergarten-KZ-71-4","reason":"MOVED"}"""));
        facts.add(seen("ada", "clinic-KZ-71-0", TODAY.minusMonths(5)));
        facts.add(fact("relocation", "ada", "clinic-KZ-71-0", TODAY.minusDays(90), """
                {"from":{"region":"KZ-71","district":"Алматы ауданы"},"to":{"region":"KZ-79"},"expectedBy":"%s"}""".formatted(TODAY.minusDays(80))));
        facts.add(fact("handoff", "ada", "clinic-KZ-71-0", TODAY.minusDays(88), """
                {"to":"clinic-KZ-79-1","service":"HEALTH","reason":"moves"}"""));
        facts.add(birth("ada-again", "Ospanova", "Aliya", TODAY.minusYears(7), "KZ-71"));
        facts.add(birth("newborn", "Ким", "Ева", TODAY.minusDays(20), "KZ-71"));
        facts.add(birth("dead", "Ахметов", "Ерлан", TODAY.minusYears(4), "KZ-35"));
        facts.add(fact("death", "dead", "clinic-KZ-35-0", TODAY.minusMonths(8), "{}"));
        facts.add(seen("dead", "clinic-KZ-35-0", TODAY.minusMonths(6)));
        for (String region : List.of("KZ-10", "KZ-27", "KZ-35", "KZ-61", "KZ-75", "KZ-79", "KZ-62", "KZ-59")) {
            for (int i = 0; i < 2 + region.hashCode() % 5; i++) {
                String child = region + "-" + i;
                facts.add(birth(child, "Сәрсенбаева-Жұмабайқызы", "Айгерім", TODAY.minusYears(2 + i), region));
                facts.add(seen(child, "clinic-" + region + "-0", TODAY.minusMonths(18 + i)));
            }
        }
        return facts;
    }

    static int refs;

    static String fact(String fact, String child, String agency, LocalDate day, String data) {
        return """
                {"fact":"%s","ref":"pages-%d","agency":"%s","child":{"local":{"system":"registry","value":"%s"}},\
                "occurredOn":"%s","data":%s}""".formatted(fact, ++refs, agency, child, day, data);
    }

    static String birth(String child, String surname, String given, LocalDate day, String region) {
        return fact("birth", child, "registry", day, """
                {"person":{"surname":"%s","given":"%s","sex":"F","birthDate":"%s"},"region":"%s"}""".formatted(surname, given, day, region));
    }

    static String seen(String child, String agency, LocalDate day) {
        return fact("contact", child, agency, day, """
                {"service":"HEALTH","strength":"SEEN","kind":"home-visit"}""");
    }

    static Page signedIn(BrowserContext person, String role) {
        Page page = person.newPage();
        page.navigate("/");
        page.locator("#token").fill(besik.token(role));
        page.locator("article button").click();
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    static final Map<String, String> SESSIONS = new HashMap<>();

    /** What a browser keeps of somebody who has signed in. */
    static String session(String role) {
        return SESSIONS.computeIfAbsent(role, one -> {
            try (BrowserContext person = browsing.person("en", Look.PHONE, true)) {
                signedIn(person, one);
                return person.storageState();
            }
        });
    }

    @Test
    void an_officer_signs_in_follows_a_number_and_reads_a_childs_story() {
        try (BrowserContext officer = browsing.person("en", Look.DESK, true)) {
            Page page = signedIn(officer, "monitor");
            assertThat(page.getByRole(
                            AriaRole.HEADING, new Page.GetByRoleOptions().setName("Children nobody has seen")))
                    .isVisible();
            drawn(page);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Astana city: 3"))
                    .click();
            assertThat(page.locator(".count")).containsText("3 children");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Оспанова Әлия"))
                    .click();
            assertThat(page.locator("h1")).hasText("Оспанова Әлия");
            assertThat(page.locator(".alarm")).containsText("Lost in a move");
            assertThat(page.locator(".alarm")).containsText("Handoff not answered");
            assertThat(page.locator("#story .timeline").first()).containsText("Move declared");
            assertThat(page.url()).doesNotContain("%D0");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            page.waitForURL("**/login*");
            page.navigate("/untracked");
            assertThat(page.locator("#token")).isVisible();
        }
    }

    @Test
    void a_wrong_token_is_told_apart_from_no_token() {
        try (BrowserContext stranger = browsing.person("ru", Look.PHONE, true)) {
            Page page = stranger.newPage();
            page.navigate("/untracked");
            assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
            page.locator("#token").fill("nonsense");
            page.locator("article button").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Токен недействителен");
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void the_list_is_narrowed_with_scripts_and_without(boolean withScripts) {
        try (BrowserContext officer = browsing.person("en", Look.DESK, withScripts)) {
            Page page = signedIn(officer, "monitor");
            page.navigate("/untracked");
            page.locator("#region").selectOption("KZ-71");
            if (!withScripts) {
                page.locator(".filters button").click();
            }
            page.waitForURL("**/untracked?*region=KZ-71*");
            assertThat(page.locator(".count")).containsText("3 children");
            page.locator("#reason").selectOption("NEWBORN_UNSEEN");
            if (!withScripts) {
                page.locator(".filters button").click();
            }
            page.waitForURL("**/untracked?*reason=NEWBORN_UNSEEN*");
            assertThat(page.locator(".count")).containsText("1 child");
            assertThat(page.locator("tbody")).containsText("Ким Ева");
            page.locator("#region").selectOption("KZ-11");
            if (!withScripts) {
                page.locator(".filters button").click();
            }
            assertThat(page.locator("#results")).containsText("Nobody here");
        }
    }

    @Test
    void an_agency_sees_the_children_it_reported_on_and_no_list() {
        try (BrowserContext clinic = browsing.person("en", Look.DESK, true)) {
            Page page = signedIn(clinic, "agency");
            assertThat(page.locator("h1")).hasText("You are signed in");
            assertThat(page.navigate("/children/" + ada).status()).isEqualTo(200);
            assertThat(page.navigate("/untracked").status()).isEqualTo(403);
            assertThat(page.locator("h1")).hasText("This is not open to you");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Тізімге қате түскендердің үлесі, '50,0%'",
        "ru, Доля ложных попаданий в список, '50,0 %'",
        "en, Share of false flags, 50.0%"
    })
    void an_analyst_begins_at_the_figures_and_takes_them_along(String language, String title, String rate) {
        try (BrowserContext analyst = browsing.person(language, Look.DESK, true)) {
            Page page = signedIn(analyst, "analyst");
            assertThat(page.url()).endsWith("/statistics");
            Locator figure = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
            assertThat(figure.locator(".figure")).hasText(rate);
            assertThat(figure.locator("canvas")).isVisible();
            figure.locator("summary").click();
            assertThat(figure.locator("tbody tr")).hasCount(2);

            page.locator("#by").selectOption("reason");
            page.locator(".filters button").click();
            page.waitForURL("**/statistics?by=reason*");
            figure.locator("summary").click();
            assertThat(figure.locator("tbody tr")).hasCount(1);

            String file = new String(
                    page.request()
                            .get(
                                    figure.locator(".ways a").last().getAttribute("href"),
                                    RequestOptions.create().setHeader("Accept-Language", language))
                            .body(),
                    UTF_8);
            assertThat(file.lines()).hasSize(3);
            assertThat(file).contains(title, ",0.5,,1,2");
        }
    }

    @Test
    void whoever_signs_in_for_a_page_gets_that_page() {
        try (BrowserContext analyst = browsing.person("en", Look.DESK, true)) {
            Page page = analyst.newPage();
            page.navigate("/?asOf=2026-01-31");
            page.locator("#token").fill(besik.token("analyst"));
            page.locator("article button").click();
            page.waitForURL("**/?asOf=2026-01-31*");
        }
    }

    /** An address that leads nowhere is no dead end. */
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/untracked/export", "/untracked?asOf=yesterday", "/agency"})
    void an_error_page_has_the_menu_of_whoever_is_signed_in(String path) {
        try (BrowserContext officer = browsing.person("en", Look.DESK, session("monitor"))) {
            Page page = officer.newPage();
            page.navigate(path);
            assertThat(page.locator(".pages a")).hasCount(7);
            assertThat(page.locator("#seek")).isVisible();
        }
    }

    @Test
    void the_keyboard_reaches_the_content_first() {
        try (BrowserContext officer = browsing.person("en", Look.DESK, true)) {
            Page page = signedIn(officer, "monitor");
            page.navigate("/");
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void every_page_is_readable_for_everybody(String language) {
        try (BrowserContext person = browsing.person(language, Look.PHONE, session("monitor"))) {
            var complaints = new ArrayList<String>();
            person.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().matches(".*status of 40[04].*")) {
                    complaints.add(message.text());
                }
            });
            person.onWebError(error -> complaints.add(error.error()));
            Page page = person.newPage();
            page.navigate("/");
            drawn(page);
            Look.at(page, "overview", language);
            for (var at : Map.ofEntries(
                            Map.entry("list", "/untracked"),
                            Map.entry("list-empty", "/untracked?region=KZ-11&severity=LOW&ageFrom=3"),
                            Map.entry("moves", "/moves"),
                            Map.entry("handoffs", "/handoffs"),
                            Map.entry("feeds", "/feeds"),
                            Map.entry("cases", "/cases"),
                            Map.entry("cases-empty", "/cases?view=closed"),
                            Map.entry("rules", "/rules"),
                            Map.entry("child", "/children/" + ada),
                            Map.entry("child-dead", "/children/" + dead),
                            Map.entry("trend", "/trend"),
                            Map.entry("statistics", "/statistics"),
                            Map.entry("statistics-empty", "/statistics?from=2015-01-01&to=2015-12-31"),
                            Map.entry("statistics-backwards", "/statistics?from=2026-02-01&to=2026-01-01"),
                            Map.entry("contradictions", "/contradictions"),
                            Map.entry("not-understood", "/untracked?asOf=yesterday"),
                            Map.entry("missing", "/children/00000000-0000-0000-0000-000000000000"))
                    .entrySet()) {
                page.navigate(at.getValue());
                Look.at(page, at.getKey(), language);
            }

            assertThat(complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void an_agencys_pages_and_forms_are_readable_for_everybody(String language) {
        try (BrowserContext person = browsing.person(language, Look.PHONE, session("agency"))) {
            Page page = person.newPage();
            for (var at : Map.of(
                            "welcome", "/",
                            "agency", "/agency",
                            "facts", "/agency/facts",
                            "fact-birth", "/agency/facts/birth",
                            "fact-contact", "/agency/facts/contact?child=" + ada,
                            "handoffs-to-us", "/handoffs?side=to")
                    .entrySet()) {
                page.navigate(at.getValue());
                Look.at(page, at.getKey(), language);
            }
            page.navigate("/agency/facts/death");
            page.locator("[name='child.iin']").fill("111111111111");
            page.locator(".entry button").click();
            assertThat(page.locator(".error")).isVisible();
            Look.at(page, "fact-refused", language);
        }
    }

    /** What narrows the list is folded away on a phone, and there again when the phone is turned or the window widened. */
    @Test
    void a_window_that_is_widened_shows_the_filters_again() {
        try (BrowserContext officer = browsing.person("en", Look.PHONE, session("monitor"))) {
            Page page = officer.newPage();
            page.navigate("/untracked");
            assertThat(page.locator("#region")).isHidden();
            page.setViewportSize(Look.DESK, 1080);
            assertThat(page.locator("#region")).isVisible();
        }
    }

    /** Whoever types another role's address is told that it is not open, or finds nothing. */
    @ParameterizedTest
    @CsvSource({
        "monitor, 200, 200, 200, 403, 200",
        "auditor, 200, 200, 200, 403, 200",
        "admin,   200, 200, 200, 200, 200",
        "analyst, 200, 403, 404, 403, 200",
        "agency,  200, 403, 200, 200, 403",
        "hub,     200, 403, 404, 200, 403"
    })
    void a_role_sees_its_own_pages_only(String role, int overview, int lists, int child, int agency, int statistics) {
        try (BrowserContext person = browsing.person("en", Look.DESK, session(role))) {
            Page page = person.newPage();
            var statuses = new TreeMap<String, Integer>();
            var expected = new TreeMap<String, Integer>();
            expected.put("/", overview);
            for (String list :
                    List.of("/untracked", "/untracked/export?format=csv", "/cases", "/moves", "/contradictions")) {
                expected.put(list, lists);
            }
            expected.put("/children/" + ada, child);
            expected.put("/statistics", statistics);
            expected.put("/statistics/export?indicator=false-flag-rate&format=csv", statistics);
            for (String own : List.of("/agency", "/agency/facts", "/agency/facts/contact")) {
                expected.put(own, agency);
            }
            expected.keySet()
                    .forEach(path -> statuses.put(path, page.request().get(path).status()));
            assertThat(statuses).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"kk, 9", "ru, 48"})
    void other_rules_are_tried_with_a_chart_of_the_effect_and_then_put_in_force(String language, String flag) {
        try (BrowserContext administrator = browsing.person(language, Look.PHONE, session("admin"))) {
            Page page = administrator.newPage();
            page.navigate("/rules");
            page.locator("input[name='lostInTransit.flag']").fill(flag);
            page.locator("input[name='lostInTransit.warn']").fill("1");
            page.locator(".fields button[value='dry-run']").click();
            page.waitForURL(url -> url.contains("run="));
            assertThat(page.locator("#effect canvas")).isVisible();
            assertThat(page.locator("input[name='lostInTransit.flag']")).hasValue(flag);
            Look.at(page, "rules-effect", language);

            page.locator("#rules-reason").fill("They are lost sooner");
            page.locator("button[value='in-force']").click();
            assertThat(page.locator(".good-news")).isVisible();
            assertThat(page.getByText("They are lost sooner").first()).isVisible();
        }
    }

    /** The trend is loaded last, and drawn when somebody scrolls to it. */
    static void drawn(Page page) {
        page.locator("#trend").scrollIntoViewIfNeeded();
        assertThat(page.locator("#trend canvas")).isVisible();
    }

    @Test
    void figures_change_under_the_readers_eyes() {
        try (BrowserContext officer = browsing.person("en", Look.DESK, true)) {
            Page page = signedIn(officer, "monitor");
            assertThat(page.locator("html.live")).isVisible();
            // Marked, not compared: the news may come within the second that is shown
            page.locator(".updated time").evaluate("time => time.dataset.before = 'the news'");
            besik.record(birth("late-" + ++refs, "Сериков", "Алан", TODAY.minusYears(3), "KZ-15"));

            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Aktobe: 1")))
                    .isVisible();
            assertThat(page.locator(".updated time")).hasCount(1);
            assertThat(page.locator(".updated time[data-before]")).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "monitor, /",
        "monitor, /untracked",
        "monitor, /children/",
        "monitor, /cases",
        "monitor, /moves",
        "monitor, /handoffs",
        "monitor, /feeds",
        "monitor, /trend",
        "analyst, /statistics",
        "monitor, /search",
        "monitor, /contradictions",
        "admin, /rules",
        "agency, /agency",
        "agency, /agency/facts",
        "agency, /agency/facts/birth",
        "agency, /handoffs?side=to"
    })
    void the_first_page_is_light_enough_for_a_village_phone(String role, String path) {
        // Nothing is in the cache yet: a browser of its own, already signed in
        try (BrowserContext person = browsing.person("en", Look.PHONE, session(role))) {
            assertLight(person, path.equals("/children/") ? path + ada : path);
        }
    }

    @Test
    void the_door_is_light_as_well() {
        try (BrowserContext stranger = browsing.person("en", Look.PHONE, true)) {
            assertLight(stranger, "/login");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void the_door_is_readable_for_a_stranger(String language) {
        try (BrowserContext stranger = browsing.person(language, Look.PHONE, true)) {
            Page page = stranger.newPage();
            page.navigate("/login");
            Look.at(page, "login", language);
        }
    }

    private static void assertLight(BrowserContext person, String address) {
        Page page = person.newPage();
        var responses = new ArrayList<Response>();
        person.onResponse(responses::add);
        assertThat(page.navigate(address).status()).isEqualTo(200);
        if (page.locator("#trend-card, #trend").count() > 0) {
            drawn(page);
        }
        if (page.locator("[data-chart-of]").count() > 0) {
            page.locator("[data-chart-of]").first().scrollIntoViewIfNeeded();
            assertThat(page.locator("[data-chart-of] canvas").first()).isVisible();
        }
        long weight = List.copyOf(responses).stream()
                .filter(response -> !response.url().endsWith("/live"))
                .mapToLong(response -> response.request().sizes().responseBodySize)
                .sum();
        assertThat(weight).isPositive().isLessThan(300_000);
    }
}
