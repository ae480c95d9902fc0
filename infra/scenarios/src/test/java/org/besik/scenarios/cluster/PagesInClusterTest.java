package org.besik.scenarios.cluster;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.besik.scenarios.ForkedBesik;
import org.besik.scenarios.pages.Browsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages stand on the query side, what people do there is decided on the command side, in another process: in their own
 * name, with their own rights, and the next page shows it.
 */
@Timeout(300)
class PagesInClusterTest {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Almaty"));

    @TempDir
    Path data;

    @Test
    void people_work_on_the_query_sides_pages_as_on_one_machine() throws Exception {
        try (var cluster = new Cluster(data);
                var sides = cluster.both();
                var browsing = Browsing.of(sides.query().address)) {
            String child = born(sides.command());
            an_officer_begins_a_search_and_the_log_names_the_officer(browsing, sides, child);
            an_agency_answers_a_handoff_sends_a_file_and_reports_a_fact(browsing, sides);
            an_administrator_puts_rules_in_force(browsing, sides);
            nobody_does_more_than_on_one_machine(browsing, sides, child);
            while_the_command_side_is_away_the_page_says_so(browsing, sides, child);
        }
    }

    private static String born(ForkedBesik command) throws IOException {
        String facts = """
                [{"fact":"birth","ref":"b-1","agency":"registry","child":{"local":{"system":"registry","value":"N-1"}},\
                "occurredOn":"%1$s","data":{"person":{"surname":"Мұратова","given":"Аружан","sex":"F","birthDate":"%1$s"},\
                "region":"KZ-71"}},
                {"fact":"handoff","ref":"h-1","agency":"clinic-KZ-75-9","child":{"local":{"system":"registry","value":"N-1"}},\
                "occurredOn":"%2$s","data":{"to":"clinic-KZ-71-0","service":"HEALTH"}}]""".formatted(TODAY.minusYears(3), TODAY.minusDays(3));
        var answer = Cluster.ask(command, "hub", "POST", "/v1/facts", facts);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Cluster.JSON.readTree(answer.body()).path(0).path("childId").asString();
    }

    private static Page signedIn(BrowserContext person, ForkedBesik query, String role) throws IOException {
        Page page = person.newPage();
        page.navigate("/login");
        page.locator("#token").fill(query.token(role));
        page.locator("article button").click();
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static void an_officer_begins_a_search_and_the_log_names_the_officer(
            Browsing browsing, Cluster.Both sides, String child) throws IOException {
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = signedIn(officer, sides.query(), "monitor");
            page.navigate("/children/" + child);
            page.getByLabel("Why").first().fill("no vaccination");
            press(page, "Begin a search");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The search has begun");
            assertThat(page.locator("#search")).containsText("no vaccination");
            press(page, "Take it myself");
            assertThat(page.locator("#search")).containsText("with monitor");
        }
        var log = Cluster.ask(sides.command(), "auditor", "GET", "/v1/audit/log", null);
        assertThat(new String(log.body(), UTF_8)
                        .lines()
                        .filter(line -> line.contains("tracing.CaseOpened"))
                        .toList())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"monitor\"", "\"MONITOR\""));
    }

    private static void an_agency_answers_a_handoff_sends_a_file_and_reports_a_fact(
            Browsing browsing, Cluster.Both sides) throws IOException {
        try (BrowserContext clinic = browsing.person("en", 1280, true)) {
            Page page = signedIn(clinic, sides.query(), "agency");
            page.navigate("/handoffs?side=to");
            press(page, "Accept");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("now yours to look after");
            page.navigate("/agency");
            page.locator("#file")
                    .setInputFiles(new FilePayload("қабылдау \"наурыз\".csv", "text/csv", """
                    fact,ref,occurredOn,child.local.system,child.local.value,data.service,data.strength,data.kind
                    contact,visit-1,2026-03-04,registry,N-1,HEALTH,SEEN,visit
                    contact,visit-2,2199-03-04,registry,N-1,HEALTH,SEEN,visit
                    """.getBytes(UTF_8)));
            press(page, "Send");
            page.waitForURL("**/agency/batches/*");
            assertThat(page.locator("#file h2")).hasText("Done");
            page.reload();
            assertThat(page.locator("tbody tr")).containsText("The date is in the future");
            var table = page.request().get(page.url() + "/refusals");
            assertThat(table.headers().get("content-type")).startsWith("text/csv");
            assertThat(table.text()).contains("visit-2");
            page.navigate("/agency");
            assertThat(page.locator("#files")).containsText("наурыз");
            assertThat(page.locator(".notice")).containsText("Each machine counts what it received itself");
            page.navigate("/agency/facts/death");
            page.locator("[name='child.iin']").fill("111111111111");
            page.locator(".entry button").click();
            assertThat(page.locator("[id='error-child.iin']")).containsText("check digit");
        }
    }

    private static void an_administrator_puts_rules_in_force(Browsing browsing, Cluster.Both sides) throws IOException {
        try (BrowserContext administrator = browsing.person("en", 1280, true)) {
            Page page = signedIn(administrator, sides.query(), "admin");
            page.navigate("/rules");
            page.locator("input[name='handoffPending.flag']").fill("7");
            page.locator(".fields button[value='dry-run']").click();
            assertThat(page.locator("#effect canvas")).isVisible();
            page.locator("#rules-reason").fill("handoffs wait too long");
            press(page, "Put in force");
            assertThat(page.getByText("handoffs wait too long").first()).isVisible();
        }
    }

    private static void nobody_does_more_than_on_one_machine(Browsing browsing, Cluster.Both sides, String child)
            throws IOException {
        try (BrowserContext person = browsing.person("en", 1280, true)) {
            Page page = signedIn(person, sides.query(), "auditor");
            page.navigate("/children/" + child);
            assertThat(page.locator("article form[method=post]")).hasCount(0);
            String token = page.locator("input[name=_csrf]").first().inputValue();
            FormData order = FormData.create().set("step", "opening").set("key", "k-1");
            for (boolean withToken : List.of(false, true)) {
                var answer = page.request()
                        .post(
                                "/children/" + child + "/case",
                                RequestOptions.create().setForm(withToken ? order.set("_csrf", token) : order));
                assertThat(answer.text()).contains(withToken ? "Your role does not allow this" : "id=\"token\"");
            }
        }
    }

    private static void while_the_command_side_is_away_the_page_says_so(
            Browsing browsing, Cluster.Both sides, String child) throws Exception {
        try (BrowserContext officer = browsing.person("en", 1280, true)) {
            Page page = signedIn(officer, sides.query(), "monitor");
            page.navigate("/children/" + child);
            sides.command().kill();
            page.locator("summary", new Page.LocatorOptions().setHasText("Pass it up"))
                    .click();
            page.locator("#escalate-reason").fill("another region must look");
            press(page, "Pass it up");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing can be recorded just now");
        }
    }
}
