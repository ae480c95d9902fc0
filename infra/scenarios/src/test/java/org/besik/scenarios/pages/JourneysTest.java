package org.besik.scenarios.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.besik.scenarios.Besik;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do from the first click to the last: each journey has a child of its own. */
class JourneysTest {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Almaty"));

    @TempDir
    static Path data;

    static Besik besik;
    static Browsing browsing;

    @BeforeAll
    static void children() {
        besik = Besik.start(data);
        browsing = Browsing.of(besik.address);
    }

    @AfterAll
    static void close() {
        browsing.close();
        besik.close();
    }

    static int refs;

    static String fact(String fact, String child, String agency, LocalDate day, String data) {
        return """
                {"fact":"%s","ref":"journey-%d","agency":"%s","child":{"local":{"system":"registry","value":"%s"}},\
                "occurredOn":"%s","data":%s}""".formatted(fact, ++refs, agency, child, day, data);
    }

    static String birth(String child, String surname, String given, LocalDate day, String region) {
        return fact("birth", child, "registry", day, """
                {"person":{"surname":"%s","given":"%s","sex":"F","birthDate":"%s"},"region":"%s",\
                "mother":{"name":"Оспанова Гүлмира"}}""".formatted(surname, given, day, region));
    }

    static String record(String... facts) {
        String child = besik.record(facts).getFirst().path("childId").asString();
        besik.awaitViews();
        return child;
    }

    static Page signedIn(BrowserContext person, String token) {
        Page page = person.newPage();
        page.navigate("/");
        page.locator("#token").fill(token);
        page.locator("article button").click();
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    static void open(Page page, String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(summary))
                .first()
                .click();
    }

    static String officer(String name, String... regions) {
        return besik.signed(Map.of("sub", name, "roles", List.of("MONITOR"), "regions", List.of(regions)));
    }

    @Test
    void an_officer_compares_two_records_joins_them_parts_them_and_says_that_they_are_two() {
        LocalDate born = TODAY.minusYears(4);
        String one = record(birth("twice-1", "Сейтқали", "Нұрай", born, "KZ-71"));
        record(birth("twice-2", "Seitkali", "Nurai", born, "KZ-71"));
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = signedIn(officer, besik.token("monitor"));
            page.navigate("/children/" + one);
            Locator pair = page.locator("#duplicates");
            assertThat(pair.locator("tr", new Locator.LocatorOptions().setHasText("Given name")))
                    .containsText("Nurai");
            assertThat(pair.locator("tr", new Locator.LocatorOptions().setHasText("Birth date")))
                    .containsText("the same");

            open(page, "They are one child");
            pair.getByLabel("Why").first().fill("both birth certificates seen");
            button(page, "Join the records").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("are one child now");
            assertThat(pair).containsText("both birth certificates seen");

            open(page, "They are two after all");
            pair.getByLabel("Why").first().fill("the second is her cousin");
            button(page, "Part the records").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("its own facts again");

            open(page, "They are two children");
            pair.getByLabel("Why").last().fill("cousins");
            button(page, "Keep them apart").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("not suggested again");
            assertThat(page.locator("#duplicates")).isHidden();
        }
    }

    @Test
    void who_may_not_decide_about_a_child_is_shown_the_comparison_and_no_buttons() {
        LocalDate born = TODAY.minusYears(5);
        String one = record(birth("auditor-1", "Ибраев", "Дамир", born, "KZ-71"));
        record(birth("auditor-2", "Ибраев", "Дамир", born, "KZ-71"));
        try (BrowserContext auditor = browsing.person("en", 1280, true)) {
            Page page = signedIn(auditor, besik.token("auditor"));
            page.navigate("/children/" + one);
            assertThat(page.locator("#duplicates .compare").first()).isVisible();
            assertThat(page.locator("article form[method=post]")).hasCount(0);
        }
    }

    @Test
    void a_search_goes_from_one_officer_to_the_other_and_ends() {
        String child = record(birth("lost", "Мұратова", "Аружан", TODAY.minusYears(3), "KZ-15"));
        try (BrowserContext first = browsing.person("en", 1280, true);
                BrowserContext second = browsing.person("en", 1280, true)) {
            Page ainur = signedIn(first, officer("ainur", "KZ-15"));
            ainur.navigate("/untracked?region=KZ-15");
            link(ainur, "Мұратова Аружан").click();
            ainur.getByLabel("Why").first().fill("no vaccination for a year");
            button(ainur, "Begin a search").click();
            assertThat(ainur.getByRole(AriaRole.STATUS)).containsText("The search has begun");
            button(ainur, "Take it myself").click();

            ainur.navigate("/untracked?region=KZ-15&assignee=none");
            assertThat(ainur.locator("#results")).containsText("Nobody here");
            ainur.navigate("/untracked?assignee=me");
            assertThat(ainur.locator(".count")).containsText("1 child");
            assertThat(ainur.locator("tbody")).containsText("Мұратова Аружан");
            link(ainur, "Searches").click();
            assertThat(ainur.locator("tbody")).containsText("Мұратова Аружан");
            link(ainur, "Мұратова Аружан").click();
            open(ainur, "I looked for the child");
            ainur.getByLabel("How").fill("home visit");
            ainur.getByLabel("What came of it").fill("the neighbours say they moved");
            button(ainur, "Record").first().click();
            assertThat(ainur.locator("#search .timeline")).containsText("the neighbours say they moved");
            assertThat(ainur.locator("#search .when").last()).containsText(Pattern.compile("\\d\\d:\\d\\d · ainur"));

            open(ainur, "Write a note");
            ainur.getByLabel("What whoever goes on should know").fill("the grandmother calls back on Monday");
            button(ainur, "Record").first().click();
            assertThat(ainur.getByRole(AriaRole.STATUS)).containsText("The note is kept");
            assertThat(ainur.locator("#search .timeline")).containsText("the grandmother calls back on Monday");

            open(ainur, "Pass it up");
            ainur.locator("#escalate-reason").fill("another region must look");
            button(ainur, "Pass it up").click();
            assertThat(ainur.locator("#search")).containsText("in the region");
            open(ainur, "Hand over to a colleague");
            ainur.getByLabel("Account of the colleague").fill("berik");
            button(ainur, "Hand over").click();
            assertThat(ainur.locator("#search")).containsText("with berik");
            ainur.navigate("/cases");
            assertThat(ainur.locator("article")).containsText("No searches here");

            ainur.navigate("/untracked?assignee=me");
            assertThat(ainur.locator("#results")).containsText("Nobody here");
            ainur.navigate("/untracked?region=KZ-15");
            link(ainur, "berik").click();
            assertThat(ainur.locator("tbody tr")).hasCount(1);
            assertThat(ainur.locator(".tags").first()).containsText("berik");

            ainur.locator("#assignee").selectOption("berik");
            ainur.waitForURL("**/untracked?*assignee=berik*");
            assertThat(ainur.locator("tbody tr")).hasCount(1);
            assertThat(ainur.locator("#colleagues option")).hasCount(1);

            Page berik = signedIn(second, officer("berik", "KZ-15"));
            berik.navigate("/cases");
            link(berik, "Мұратова Аружан").click();
            open(berik, "The child is found");
            berik.getByLabel("Outcome").first().selectOption("MOVED_WITHIN_COUNTRY");
            button(berik, "Record").last().click();
            assertThat(berik.getByRole(AriaRole.STATUS)).containsText("the child is found");
            open(berik, "End the search");
            button(berik, "End it").click();
            assertThat(berik.getByRole(AriaRole.STATUS)).containsText("The search has ended");
            berik.navigate("/cases?view=closed");
            assertThat(berik.locator("tbody")).containsText("moved within the country");
            berik.navigate("/children/" + child);
            open(berik, "Search again");
            berik.locator("#reopen-reason").fill("seen elsewhere");
            button(berik, "Search again").click();
            assertThat(berik.getByRole(AriaRole.STATUS)).containsText("The search goes on");
        }
    }

    /** By what the forms say to machines: the words differ by language. */
    private static void step(Page page, String step, String field, String value) {
        Locator form = page.locator("#search form:has(input[value='" + step + "'])");
        page.locator("#search details:has(input[value='" + step + "']) summary").click();
        form.locator(field).fill(value);
        form.locator("button").click();
    }

    @ParameterizedTest
    @CsvSource({"kk, өңірде, ел деңгейінде", "ru, в регионе, на уровне страны", "en, in the region, in the nation"})
    void a_search_goes_up_to_the_nation_and_on_to_a_colleague_in_every_language(
            String language, String region, String nation) {
        String lost = record(birth("up-" + language, "Жоғары", "Дана", TODAY.minusYears(3), "KZ-33"));
        String other = record(birth("too-" + language, "Екінші", "Аян", TODAY.minusYears(5), "KZ-33"));
        try (BrowserContext person = browsing.person(language, 1280, true);
                BrowserContext colleague = browsing.person(language, 1280, true)) {
            Page page = signedIn(person, officer("gulnar-" + language, "KZ-33"));
            for (String child : List.of(lost, other)) {
                page.navigate("/children/" + child);
                page.locator("#case-reason").fill("ізделуде");
                page.locator("#search form:has(input[value='opening']) button").click();
                page.locator("#search form:has(input[value='assignment'])")
                        .first()
                        .locator("button")
                        .click();
                assertThat(page.locator("#search .log")).containsText("gulnar-" + language);
            }
            page.navigate("/cases");
            assertThat(page.locator("tbody tr")).hasCount(2);

            page.navigate("/children/" + lost);
            step(page, "escalation", "#escalate-reason", "көрші облыс");
            assertThat(page.locator("#search .log p").first()).containsText(region);
            step(page, "escalation", "#escalate-reason", "ел бойынша");
            assertThat(page.locator("#search .log p").first()).containsText(nation);
            assertThat(page.locator("#search input[value='escalation']")).hasCount(0);
            assertThat(page.locator("#search .timeline")).containsText("көрші облыс");
            step(page, "assignment", "#assignee", "serik-" + language);
            assertThat(page.locator("#search .log")).containsText("serik-" + language);

            page.navigate("/cases");
            assertThat(page.locator("tbody tr")).hasCount(1);
            Page serik = signedIn(colleague, officer("serik-" + language, "KZ-33"));
            serik.navigate("/cases");
            assertThat(serik.locator("tbody tr")).hasCount(1);
            assertThat(serik.locator("tbody")).containsText(nation);
        }
    }

    /** The region of a child decides; the address of its page is no way round that. */
    @Test
    void an_officer_of_another_region_finds_neither_the_child_nor_its_search() {
        String child = record(birth("elsewhere", "Қасым", "Дана", TODAY.minusYears(3), "KZ-23"));
        try (BrowserContext stranger = browsing.person("en", 1280, true)) {
            Page page = signedIn(stranger, officer("stranger", "KZ-15"));
            org.assertj.core.api.Assertions.assertThat(
                            page.navigate("/children/" + child).status())
                    .isEqualTo(404);
            page.navigate("/cases?view=open");
            assertThat(page.locator("article")).not().containsText("Дана");
        }
    }

    @Test
    void the_receiver_accepts_one_handoff_and_declines_another() {
        var facts = new ArrayList<String>();
        for (String child : List.of("offered-1", "offered-2")) {
            facts.add(birth(child, "Жан", child, TODAY.minusYears(2), "KZ-71"));
            facts.add(fact("handoff", child, "clinic-KZ-75-9", TODAY.minusDays(3), """
                    {"to":"clinic-KZ-71-0","service":"HEALTH","dueBy":"%s"}""".formatted(TODAY.minusDays(1))));
        }
        record(facts.toArray(String[]::new));
        try (BrowserContext clinic = browsing.person("en", 1280, true)) {
            Page page = signedIn(clinic, besik.token("agency"));
            page.navigate("/handoffs?side=to");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.locator("tbody tr").first()).containsText("1 day late");
            button(page, "Accept").first().click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("now yours to look after");
            assertThat(page.locator("tbody tr")).hasCount(1);
            open(page, "Decline");
            page.getByLabel("Why").fill("lives elsewhere");
            button(page, "Send the refusal").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The sender has to act");
            assertThat(page.locator("tbody tr")).containsText("declined on");
            assertThat(button(page, "Accept")).hasCount(0);
        }
    }

    @Test
    void an_agency_sends_a_file_reads_what_was_refused_and_reports_a_fact_on_a_form(@TempDir Path files)
            throws IOException {
        Path visits = Files.writeString(files.resolve("visits.csv"), """
                fact,ref,occurredOn,child.local.system,child.local.value,data.service,data.strength,data.kind
                contact,visit-1,2026-03-04,clinic,A-1,HEALTH,SEEN,visit
                contact,visit-2,2199-03-04,clinic,A-1,HEALTH,SEEN,visit
                """);
        try (BrowserContext clinic = browsing.person("en", 1280, true)) {
            Page page = signedIn(clinic, besik.token("agency"));
            link(page, "My agency").first().click();
            page.locator("#file").setInputFiles(visits);
            button(page, "Send").click();
            page.waitForURL("**/agency/batches/*");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The file was taken");
            assertThat(page.locator("#file h2")).hasText("Done");
            page.reload();
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody tr")).containsText("The date is in the future");
            assertThat(page.locator("tbody tr th")).hasText("3");

            link(page, "My agency").first().click();
            assertThat(page.locator("#files")).containsText("visits.csv");
            link(page, "Report one fact").click();
            link(page, "Somebody saw or heard of a child").click();
            page.locator("[id='child.iin']").fill("123456789012");
            page.getByLabel("Service").selectOption("HEALTH");
            page.getByLabel("How").selectOption("SEEN");
            page.getByLabel("Kind").fill("home visit");
            button(page, "Record").click();
            assertThat(page.locator("[id='error-child.iin']")).containsText("check digit");
            assertThat(page.getByLabel("Kind")).hasValue("home visit");
            page.locator("[id='child.iin']").fill("190401600016");
            button(page, "Record").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Recorded");
            link(page, "The child it is about").click();
            assertThat(page.locator("#story")).containsText("home visit");
        }
    }

    @Test
    void without_scripts_a_file_is_sent_all_the_same(@TempDir Path files) throws IOException {
        Path notes = Files.writeString(files.resolve("notes.txt"), "dear colleagues");
        try (BrowserContext clinic = browsing.person("en", 1280, false)) {
            Page page = signedIn(clinic, besik.token("agency"));
            page.navigate("/agency");
            page.locator("#file").setInputFiles(notes);
            button(page, "Send").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("must be CSV or NDJSON");
        }
    }

    @Test
    void a_page_of_the_list_does_not_move_under_its_reader_and_the_next_one_begins_where_it_ended() {
        var facts = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            facts.add(birth("many-" + i, "Көп", "Бала" + i, TODAY.minusYears(3).plusDays(i), "KZ-39"));
        }
        record(facts.toArray(String[]::new));
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = signedIn(officer, besik.token("monitor"));
            page.navigate("/untracked?region=KZ-39&sort=-daysOverdue");
            assertThat(page.locator("tbody tr")).hasCount(50);
            assertThat(page.locator("html.live")).isVisible();
            List<String> first = page.locator("tbody th a").allTextContents();

            // One comes to the very top, one of the second page leaves
            record(
                    birth("older", "Жаңа", "Бала", TODAY.minusYears(10), "KZ-39"),
                    fact("death", "many-55", "registry", TODAY, "{}"));
            assertThat(page.locator("[data-news]")).isVisible();
            org.assertj.core.api.Assertions.assertThat(
                            page.locator("tbody th a").allTextContents())
                    .isEqualTo(first);
            link(page, "Next page").click();
            assertThat(page.locator("tbody tr")).hasCount(9);
            org.assertj.core.api.Assertions.assertThat(
                            page.locator("tbody th a").allTextContents())
                    .doesNotContainAnyElementsOf(first)
                    .doesNotContain("Жаңа Бала", "Көп Бала55");
            link(page, "First page").click();
            assertThat(page.locator("tbody tr").first()).containsText("Жаңа Бала");
        }
    }

    @Test
    void a_region_gets_a_band_of_its_own_and_gives_it_back() {
        try (BrowserContext administrator = browsing.person("en", 1280, true)) {
            Page page = signedIn(administrator, besik.token("admin"));
            page.navigate("/rules?region=KZ-62");
            button(page, "Add a band before these").click();
            page.getByLabel("Band 1: age from").fill("16");
            page.getByLabel("Band 1: to under, in years").fill("17");
            page.getByLabel("Band 1: level").selectOption("SECONDARY");
            page.getByLabel("Band 1: warns after").fill("9");
            page.getByLabel("Band 1: lists after").fill("4");
            page.locator("#rules-reason").fill("they go to work in the fields");
            button(page, "Put in force").click();
            assertThat(page.locator("[id='error-silent.0.warn']")).containsText("before it warns");
            page.getByLabel("Band 1: lists after").fill("40");
            page.locator("#rules-reason").fill("they go to work in the fields");
            button(page, "Try first").click();
            assertThat(page.locator("#effect")).containsText("What it would do to today's list");
            assertThat(page.getByLabel("Band 1: lists after")).hasValue("40");
            page.locator("#rules-reason").fill("they go to work in the fields");
            button(page, "Put in force").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("put in force");
            Locator exceptions = page.locator("tr", new Page.LocatorOptions().setHasText("Ulytau"));
            assertThat(exceptions.first()).containsText("Silence");

            page.getByLabel("Silence: take back: as in the nation").check();
            page.locator("#rules-reason").fill("the harvest is over");
            button(page, "Put in force").click();
            assertThat(page.getByText("the harvest is over").first()).isVisible();
            assertThat(page.locator("article")).containsText("None: the nation’s rules hold everywhere");
        }
    }

    @Test
    void a_view_is_kept_under_a_name_for_whoever_kept_it() {
        try (BrowserContext office = browsing.person("en", 1280, true)) {
            Page page = signedIn(office, officer("keeper", "KZ-71"));
            page.navigate("/untracked?severity=HIGH&ageTo=5");
            open(page, "Keep this view");
            page.locator("#view-name").fill("Small and urgent");
            button(page, "Keep").click();
            page.navigate("/untracked");
            link(page, "Small and urgent").click();
            page.waitForURL("**/untracked?ageTo=5&severity=HIGH");
            assertThat(page.locator("[data-views] a[aria-current]")).hasText("Small and urgent");

            button(page, "Sign out").click();
            Page next = signedIn(office, officer("next-shift", "KZ-71"));
            next.navigate("/untracked");
            assertThat(next.locator("[data-views]")).isVisible();
            assertThat(link(next, "Small and urgent")).hasCount(0);
        }
    }

    @Test
    void the_way_from_the_list_to_a_search_needs_no_mouse() {
        record(birth("keys", "Пернетақта", "Бала", TODAY.minusYears(3), "KZ-47"));
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = signedIn(officer, officer("keys", "KZ-47"));
            page.navigate("/untracked");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Пернетақта Бала");
            Locator begin = button(page, "Begin a search");
            for (int tabs = 0; tabs < 60 && !(boolean) begin.evaluate("e => e === document.activeElement"); tabs++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The search has begun");
        }
    }
}
