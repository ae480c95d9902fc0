package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.childrecord.FoldedViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(classes = QueryPages.class, properties = QueryPages.OWN_LIST)
class PagesTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    QueryPages.Feed feed;

    @Autowired
    QueryPages.Sent doors;

    MockMvc pages;

    @BeforeEach
    void open() {
        pages = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @AfterEach
    void catch_up() {
        feed.head = FoldedViews.POSITION;
        doors.answer = 201;
        doors.field = null;
        doors.answers.clear();
    }

    MockHttpServletResponse as(Caller caller, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return pages.perform(request.requestAttr(QueryPages.CALLER, caller))
                .andReturn()
                .getResponse();
    }

    String page(Caller caller, String path) throws Exception {
        var response = as(caller, get(path).header("Accept-Language", "en"));
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    static String child(Object id) {
        return "/children/" + id;
    }

    @Test
    void the_overview_shows_totals_and_leads_to_every_list() throws Exception {
        String html = page(QueryPages.NATION_OFFICER, "/");

        assertThat(html)
                .contains("1,235", "41.2%", "3,000")
                .contains("href=\"/untracked\"")
                .contains("href=\"/untracked?region=KZ-71\"")
                .contains("href=\"/untracked?reason=LOST_IN_TRANSIT\"")
                .contains("href=\"/untracked?ageFrom=6&amp;ageTo=9\"")
                .contains("href=\"/untracked?newSince=2026-10-31\"")
                .contains("href=\"/moves\"", "href=\"/handoffs\"", "href=\"/feeds\"")
                .contains("class=\"c4 r1 q4\"");
        String table = html.substring(html.indexOf("<caption>Children by the region"));
        assertThat(table.indexOf("Astana city")).isLessThan(table.indexOf("Almaty city"));
    }

    @Test
    void the_overview_says_whether_it_gets_better() throws Exception {
        assertThat(page(QueryPages.NATION_OFFICER, "/"))
                .contains("class=\"worse\">+35<")
                .contains("hx-get=\"/\"")
                .contains("08:00:00");
        assertThat(page(QueryPages.NATION_OFFICER, "/?asOf=2026-01-31")).doesNotContain("hx-get=\"/\"");
        assertThat(page(QueryPages.ANALYST, "/trend")).contains("data-value=\"1200\"", "/?asOf=2026-10-31");
    }

    @Test
    void on_another_day_every_link_keeps_the_day() throws Exception {
        assertThat(page(QueryPages.NATION_OFFICER, "/?asOf=2026-01-31"))
                .contains("As on Jan 31, 2026")
                .contains("href=\"/untracked?region=KZ-71&amp;asOf=2026-01-31\"");
    }

    @Test
    void without_records_the_overview_says_so() throws Exception {
        assertThat(page(QueryPages.NATION_OFFICER, "/?asOf=1999-01-01")).contains("No records yet");
    }

    @Test
    void an_analyst_sees_figures_that_lead_to_no_list() throws Exception {
        assertThat(page(QueryPages.ANALYST, "/")).contains("1,235").doesNotContain("/untracked");
    }

    @Test
    void an_agency_is_welcomed_and_sees_no_figures() throws Exception {
        assertThat(page(QueryPages.ADAS_CLINIC, "/"))
                .contains("You are signed in")
                .doesNotContain("1,235");
    }

    @Test
    void figures_that_lag_behind_say_so() throws Exception {
        feed.head = FoldedViews.POSITION + 1_234;

        assertThat(page(QueryPages.NATION_OFFICER, "/")).contains("1,234 recorded facts are not in them yet");
    }

    @Test
    void the_list_names_children_only_to_those_who_may_read_them() throws Exception {
        String html = page(QueryPages.ASTANA_OFFICER, "/untracked");

        assertThat(html)
                .contains("Оспанова Әлия", "Lost in a move", "874 days", "Critical")
                .contains(child(QueryPages.BOLAT))
                .doesNotContain("Болат");
        assertThat(page(QueryPages.NATION_OFFICER, "/untracked")).contains("Оспанов Болат");
    }

    @Test
    void the_list_tells_which_agencies_are_silent_themselves() throws Exception {
        assertThat(page(QueryPages.NATION_OFFICER, "/untracked"))
                .contains(
                        "These agencies have not told of the child yet, or told nothing for days or weeks: other-clinic");
    }

    @Test
    void a_monitor_is_offered_its_own_regions() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/untracked"))
                .contains("value=\"KZ-71\"")
                .doesNotContain("value=\"KZ-75\"");
        assertThat(page(QueryPages.AUDITOR, "/untracked")).contains("value=\"KZ-75\"", "value=\"unknown\"");
    }

    @Test
    void the_next_page_keeps_the_filters() throws Exception {
        assertThat(page(QueryPages.AUDITOR, "/untracked?region=KZ-71&reason=SILENT&asOf=2026-10-01"))
                .contains("href=\"/untracked?region=KZ-71&amp;reason=SILENT&amp;asOf=2026-10-01&amp;cursor=next-one\"")
                .doesNotContain("First page");
        assertThat(page(QueryPages.AUDITOR, "/untracked?cursor=next-one"))
                .contains("First page")
                .doesNotContain("Next page");
    }

    @Test
    void an_empty_list_says_what_to_do() throws Exception {
        assertThat(page(QueryPages.AUDITOR, "/untracked?region=KZ-79")).contains("Widen the region or the reason");
    }

    @Test
    void htmx_gets_the_results_alone() throws Exception {
        var response = as(QueryPages.AUDITOR, get("/untracked").header("HX-Request", "true"));
        var restored = as(
                QueryPages.AUDITOR,
                get("/untracked").header("HX-Request", "true").header("HX-History-Restore-Request", "true"));

        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .startsWith("<section id=\"results\"")
                .contains("Оспанова Әлия")
                .doesNotContain("<html");
        assertThat(response.getHeader("Vary")).contains("HX-Request");
        assertThat(restored.getContentAsString(StandardCharsets.UTF_8)).contains("<html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/untracked?reason=NONSENSE",
                "/untracked?region=KZ-00",
                "/untracked?asOf=soon",
                "/untracked?ageFrom=x",
                "/untracked?ageTo=19",
                "/untracked?category=RICH",
                "/untracked?severity=AWFUL",
                "/untracked?sort=name",
                "/untracked?newSince=soon",
                "/untracked/export?format=pdf",
                "/handoffs?side=ours",
                "/moves?direction=up",
                "/moves?cursor=x",
                "/?asOf=soon"
            })
    void what_cannot_be_understood_is_said_on_a_page(String path) throws Exception {
        var response = as(QueryPages.AUDITOR, get(path).header("Accept-Language", "en"));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("This address cannot be understood");
    }

    @Test
    void filters_are_chips_that_can_be_taken_off_one_by_one() throws Exception {
        String html = page(
                QueryPages.AUDITOR,
                "/untracked?region=KZ-71&district=Almaly&severity=HIGH&ageFrom=3&sort=ageMonths&category=ORPHAN");

        assertThat(html)
                .contains("<b>Astana city</b>", "<b>Almaly</b>", "<b>High</b>", "<b>3</b>", "<b>orphan</b>")
                .contains("href=\"/untracked?ageFrom=3&amp;category=ORPHAN&amp;severity=HIGH&amp;sort=ageMonths\"")
                .contains("href=\"/untracked?sort=ageMonths\"");
    }

    @Test
    void the_list_comes_as_a_file() throws Exception {
        var csv = as(
                QueryPages.ASTANA_OFFICER, get("/untracked/export?format=csv").header("Accept-Language", "en"));

        assertThat(csv.getContentType()).startsWith("text/csv");
        assertThat(csv.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"besik-2026-10-31.csv\"");
        assertThat(csv.getContentAsString(StandardCharsets.UTF_8))
                .startsWith("\uFEFFChild,Record,Age in months,")
                .contains("Оспанова Әлия," + QueryPages.ADA + ",90,Lost in a move,2024-05-10,2024-06-09,874,Critical")
                .contains("\r\n\"\"," + QueryPages.BOLAT + ",9,")
                .doesNotContain("Болат");
        var xlsx = as(QueryPages.ASTANA_OFFICER, get("/untracked/export?format=xlsx"));
        assertThat(xlsx.getContentAsByteArray()).startsWith('P', 'K');
    }

    @Test
    void a_file_is_as_closed_as_its_list() throws Exception {
        assertThat(as(QueryPages.ANALYST, get("/untracked/export?format=csv")).getStatus())
                .isEqualTo(403);
        assertThat(as(QueryPages.ASTANA_OFFICER, get("/untracked/export?format=csv&region=KZ-75"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void contradictions_of_closed_records_stand_on_a_page_of_their_own() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/contradictions"))
                .contains("Ахметов Ерлан", "Contact after the death", "#contradictions")
                .doesNotContain("Тайна", QueryPages.SEALED.value());
        assertThat(page(QueryPages.AUDITOR, "/contradictions")).contains("Тайна Мира");
        assertThat(page(QueryPages.caller(Role.MONITOR, "KZ-75", null), "/contradictions"))
                .contains("Nothing excludes anything");
        assertThat(as(QueryPages.ANALYST, get("/contradictions")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ADAS_CLINIC, get("/contradictions")).getStatus())
                .isEqualTo(403);
        assertThat(page(QueryPages.NATION_OFFICER, "/")).contains("href=\"/contradictions\"");
    }

    @Test
    void moves_name_a_child_only_to_the_region_it_lives_in() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/moves")).contains("Оспанова Әлия", "Almaty city", "913 days");
        var almaty = QueryPages.caller(Role.MONITOR, "KZ-75", null);
        assertThat(page(almaty, "/moves")).contains("Nobody is on the way");
        assertThat(page(almaty, "/moves?direction=coming"))
                .contains("Opens to the region the child lives in", "Astana city")
                .doesNotContain("Оспанова")
                .doesNotContain(QueryPages.ADA.value());
        assertThat(as(QueryPages.ADAS_CLINIC, get("/moves")).getStatus()).isEqualTo(403);
        assertThat(page(QueryPages.ASTANA_OFFICER, "/moves?asOf=2024-04-30")).contains("Nobody is on the way");
    }

    @Test
    void a_handoff_is_answered_by_its_receiver_and_by_nobody_else() throws Exception {
        var receiver = QueryPages.caller(Role.AGENCY, "KZ-71", "social-71");
        String html = page(receiver, "/handoffs");
        assertThat(html).contains("Opens once you accept", "Accept").doesNotContain("Оспанова");
        String address = html.replaceAll("(?s).*action=\"(/handoffs/[^\"]+)\".*", "$1");
        assertThat(page(QueryPages.ASTANA_OFFICER, "/handoffs"))
                .contains("Оспанова Әлия", "social-71")
                .doesNotContain("Accept<");
        assertThat(page(QueryPages.ADAS_CLINIC, "/handoffs?side=from")).contains("social-71");

        var answer =
                post(address).param("key", "k-1").param("answer", "decline").param("reason", "no room");
        assertThat(as(receiver, answer).getRedirectedUrl()).isEqualTo("/handoffs?side=to");
        assertThat(doors.bodies.getLast())
                .hasToString(
                        "{\"fact\":\"handoff-decline\",\"ref\":\"k-1\",\"occurredOn\":\"2026-10-31\",\"child\":{\"id\":\""
                                + QueryPages.ADA + "\"},\"data\":{\"handoff\":\""
                                + address.substring("/handoffs/".length())
                                + "\",\"reason\":\"no room\"}}");

        int sent = doors.bodies.size();
        var stranger = QueryPages.caller(Role.AGENCY, "KZ-71", "other-clinic");
        assertThat(as(stranger, post(address).param("key", "k").param("answer", "accept"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(as(QueryPages.ASTANA_OFFICER, post(address).param("key", "k").param("answer", "accept"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(as(QueryPages.ANALYST, get("/handoffs")).getStatus()).isEqualTo(403);
        assertThat(doors.bodies).hasSize(sent);
    }

    @Test
    void a_search_is_begun_on_the_childs_page_by_those_who_may_and_goes_through_the_door() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA))).contains("Begin a search");
        assertThat(page(QueryPages.AUDITOR, child(QueryPages.ADA))).doesNotContain("Begin a search");
        assertThat(page(QueryPages.ADAS_CLINIC, child(QueryPages.ADA))).doesNotContain("Begin a search");

        var begin = post(child(QueryPages.ADA) + "/case")
                .param("step", "opening")
                .param("key", "k-1")
                .param("reason", "nobody at home")
                .param("assignee", "not a member of this step");
        assertThat(as(QueryPages.ASTANA_OFFICER, begin).getRedirectedUrl()).isEqualTo(child(QueryPages.ADA));
        assertThat(doors.paths.getLast()).isEqualTo("/v1" + child(QueryPages.ADA) + "/case");
        assertThat(doors.bodies.getLast()).hasToString("{\"ref\":\"k-1\",\"reason\":\"nobody at home\"}");
        assertThat(as(QueryPages.ASTANA_OFFICER, post("/children/no-id/case").param("step", "opening"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(as(
                                QueryPages.ASTANA_OFFICER,
                                post(child(QueryPages.ADA) + "/case").param("step", "bribe"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void marked_children_are_given_to_one_officer() throws Exception {
        var give = post("/untracked/assign")
                .param("child", QueryPages.ADA.value(), QueryPages.BOLAT.value())
                .param("assignee", "aigerim")
                .param("key", "k")
                .param("back", "?region=KZ-71");
        int before = doors.paths.size();
        assertThat(as(QueryPages.NATION_OFFICER, give).getRedirectedUrl()).isEqualTo("/untracked?region=KZ-71");
        assertThat(doors.paths.subList(before, doors.paths.size()))
                .containsExactly(
                        "/v1" + child(QueryPages.ADA) + "/case",
                        "/v1" + child(QueryPages.ADA) + "/case/assignment",
                        "/v1" + child(QueryPages.BOLAT) + "/case",
                        "/v1" + child(QueryPages.BOLAT) + "/case/assignment");
        assertThat(as(
                                QueryPages.NATION_OFFICER,
                                post("/untracked/assign")
                                        .param("assignee", "aigerim")
                                        .param("key", "k")
                                        .param("back", "https://example.org"))
                        .getRedirectedUrl())
                .isEqualTo("/untracked");
    }

    @Test
    void searches_are_listed_for_officers_only() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/cases")).contains("No searches here");
        assertThat(page(QueryPages.ASTANA_OFFICER, "/cases?view=closed")).contains("No searches here");
        assertThat(as(QueryPages.ADAS_CLINIC, get("/cases")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ASTANA_OFFICER, get("/cases?view=all")).getStatus())
                .isEqualTo(400);
    }

    @Test
    void silent_agencies_are_shown_to_those_who_see_figures() throws Exception {
        assertThat(page(QueryPages.ANALYST, "/feeds")).contains("All agencies report");
        assertThat(as(QueryPages.ADAS_CLINIC, get("/feeds")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ADAS_CLINIC, get("/trend")).getStatus()).isEqualTo(403);
    }

    @Test
    void lists_are_closed_to_analysts_agencies_and_other_regions() throws Exception {
        assertThat(as(QueryPages.ANALYST, get("/untracked")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ADAS_CLINIC, get("/untracked")).getStatus()).isEqualTo(403);
        assertThat(as(QueryPages.ASTANA_OFFICER, get("/untracked?region=KZ-75")).getStatus())
                .isEqualTo(403);
    }

    @Test
    void a_childs_page_tells_who_it_is_what_is_overdue_and_the_whole_story() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA)))
                .contains("<h1>Оспанова Әлия</h1>", "7 years", "born Apr 1, 2019", "girl", "Astana city")
                .contains("Lost in a move", "Counted from May 10, 2024 · due on Jun 9, 2024")
                .contains("rules, version ")
                .contains("190401600016", "B-1")
                .contains("kindergarten", "Kindergarten")
                .contains("social-71", "Handoff not answered")
                .contains("Move declared", "Birth", "Contact")
                .contains("datetime=\"2024-05-01\"");
    }

    @Test
    void the_story_can_be_narrowed_to_one_services_words() throws Exception {
        String all = page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA));
        assertThat(all).contains(child(QueryPages.ADA) + "?service=EDUCATION#story", "learnt the same day");

        String schools = page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA) + "?service=EDUCATION");
        assertThat(schools.substring(schools.indexOf("class=\"timeline\"")))
                .contains("Enrolled")
                .doesNotContain("Move declared");
        assertThat(as(QueryPages.ASTANA_OFFICER, get(child(QueryPages.ADA) + "?service=BRIBERY"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void the_life_is_drawn_with_its_gaps_and_says_the_same_as_a_table() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA)))
                .contains("class=\"gap\"", "class=\"held\"", "class=\"listed\"")
                .contains("a gap: nobody has the child")
                .containsPattern("clinic → social-71</span>");
    }

    @Test
    void whether_two_records_are_one_child_goes_through_the_door() throws Exception {
        String other = QueryPages.BOLAT.value();
        var merge = post(child(QueryPages.ADA) + "/duplicates")
                .param("step", "merge")
                .param("other", other)
                .param("reason", " both papers seen ")
                .param("key", "k-1");
        assertThat(as(QueryPages.NATION_OFFICER, merge).getRedirectedUrl()).isEqualTo(child(QueryPages.ADA));
        assertThat(doors.paths.getLast()).isEqualTo("/v1" + child(QueryPages.ADA) + "/merge");
        assertThat(doors.bodies.getLast().toString())
                .isEqualTo("{\"ref\":\"k-1\",\"reason\":\"both papers seen\",\"other\":\"" + other + "\"}");

        var reject = post(child(QueryPages.ADA) + "/duplicates")
                .param("step", "rejection")
                .param("other", other)
                .param("reason", "twins")
                .param("key", "k-2");
        as(QueryPages.NATION_OFFICER, reject);
        assertThat(doors.paths.getLast())
                .isEqualTo("/v1" + child(QueryPages.ADA) + "/duplicates/" + other + "/rejection");
        assertThat(doors.bodies.getLast().has("other")).isFalse();

        assertThat(as(
                                QueryPages.NATION_OFFICER,
                                post(child(QueryPages.ADA) + "/duplicates")
                                        .param("step", "erase")
                                        .param("other", other)
                                        .param("reason", "x")
                                        .param("key", "k-3"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void what_the_system_joined_an_officer_may_part() throws Exception {
        String rejection = "name=\"step\" value=\"rejection\"><input type=\"hidden\" name=\"other\" value=\""
                + QueryPages.NEWBORNS_OTHER_RECORD + "\"";
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.NEWBORN)))
                .contains("Joined by the system on Oct 13, 2026", "They are two children")
                .contains(rejection);
        assertThat(page(QueryPages.AUDITOR, child(QueryPages.NEWBORN)))
                .contains("Joined by the system on Oct 13, 2026")
                .doesNotContain("They are two children");
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.NEWBORN) + "?occurredUpTo=2026-10-20"))
                .doesNotContain(rejection);
    }

    @ParameterizedTest
    @CsvSource({
        "en, The system, found when the day turned",
        "ru, Система, выявлено при смене дня",
        "kk, Жүйе, күн ауысқанда анықталды"
    })
    void a_flag_is_no_officers_word(String language, String side, String how) throws Exception {
        String html = as(
                        QueryPages.ASTANA_OFFICER,
                        get(child(QueryPages.NEWBORN)).header("Accept-Language", language))
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(html)
                .contains("<span class=\"service\">" + side + "</span> <span>" + how + "</span>")
                .contains("service=BESIK")
                .doesNotContain("sweep", "service=OFFICERS");
    }

    @Test
    void the_age_of_a_newborn_is_said_in_days() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/untracked?reason=NEWBORN_UNSEEN"))
                .contains("<small>19 days</small>")
                .doesNotContain("under 1 month");
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.NEWBORN))).contains("<span>19 days</span>");
        assertThat(page(QueryPages.ASTANA_OFFICER, "/untracked")).contains("<small>9 months</small>");
        assertThat(page(QueryPages.ASTANA_OFFICER, "/untracked/export?format=csv&reason=NEWBORN_UNSEEN"))
                .contains(QueryPages.NEWBORN + ",0,");
    }

    @Test
    void a_printed_page_of_the_list_says_that_it_is_not_all_of_it() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, "/untracked"))
                .contains("<p class=\"printed\">2 of them are on this sheet");
        assertThat(page(QueryPages.ASTANA_OFFICER, "/untracked?reason=NEWBORN_UNSEEN"))
                .doesNotContain("are on this sheet");
    }

    @Test
    void an_agency_sees_what_it_delivered_and_what_was_refused_by_line() throws Exception {
        doors.answers.put("/v1/deliveries", """
                {"sender":"clinic","days":{"2026-10-30":{"recorded":1200,"duplicate":3,"refused":1}},
                 "refusals":[{"at":"2026-10-30T05:00:00Z","delivery":"d","line":17,"ref":"visit-9","fact":"contact",
                 "code":"future-date","field":"occurredOn"}]}""");
        doors.answers.put("/v1/batches", """
                {"items":[{"id":"%s","name":"october.csv","state":"RUNNING","receivedAt":"2026-10-31T02:00:00Z","lines":200,
                 "accepted":50,"duplicate":0,"refused":2,"remaining":148,"linesPerSecond":10.0}]}""".formatted(QueryPages.FILE));

        assertThat(page(QueryPages.ADAS_CLINIC, "/agency"))
                .contains("Oct 30, 2026", "1,200", "visit-9", ">17<", "The date is in the future", "occurredOn")
                .contains("october.csv", "Being recorded", "hx-trigger=\"every 2s\"");

        doors.answers.put("/v1/batches", "{\"items\":[]}");
        assertThat(page(QueryPages.ADAS_CLINIC, "/agency")).doesNotContain("every 2s");
    }

    @Test
    void an_agency_sees_of_which_days_it_told_hardly_anything() throws Exception {
        assertThat(page(QueryPages.QUIET_CLINIC, "/agency"))
                .contains("From Mar 10, 2026 to Apr 15, 2026 hardly anything was reported");
        assertThat(page(QueryPages.ADAS_CLINIC, "/agency")).doesNotContain("hardly anything");
    }

    @Test
    void a_file_goes_through_the_door_and_its_refusals_come_back() throws Exception {
        var upload = multipart("/agency/batches").file("file", "fact,ref".getBytes(StandardCharsets.UTF_8));
        assertThat(as(QueryPages.ADAS_CLINIC, upload).getRedirectedUrl())
                .isEqualTo("/agency/batches/" + QueryPages.FILE);
        assertThat(doors.paths.getLast()).startsWith("/v1/batches ");

        doors.answers.put("/v1/batches/" + QueryPages.FILE, """
                {"id":"x","name":"october.csv","state":"DONE","receivedAt":"2026-10-31T02:00:00Z","lines":2,"accepted":1,
                 "duplicate":0,"refused":1,"remaining":0,"linesPerSecond":1.0}""");
        doors.answers.put("/v1/batches/" + QueryPages.FILE + "/refusals", """
                {"items":[{"line":3,"ref":"visit-9","problem":{"code":"missing-field","field":"data.service"}}]}""");
        assertThat(page(QueryPages.ADAS_CLINIC, "/agency/batches/" + QueryPages.FILE))
                .contains("october.csv", "Done", "A required field is missing", "data.service")
                .doesNotContain("every 2s");
        assertThat(as(QueryPages.ADAS_CLINIC, get("/agency/batches/" + QueryPages.FILE + "/refusals"))
                        .getContentAsString())
                .isEqualTo("line,ref");
        assertThat(as(QueryPages.ADAS_CLINIC, get("/agency/batches/no-id")).getStatus())
                .isEqualTo(404);
    }

    @Test
    void the_agencys_pages_are_for_those_who_deliver() throws Exception {
        for (String path :
                List.of("/agency", "/agency/facts", "/agency/facts/death", "/agency/batches/" + QueryPages.FILE)) {
            for (Caller nobody : List.of(QueryPages.ASTANA_OFFICER, QueryPages.AUDITOR, QueryPages.ANALYST)) {
                assertThat(as(nobody, get(path)).getStatus()).as(path).isEqualTo(403);
            }
        }
        assertThat(as(QueryPages.ADAS_CLINIC, get("/agency?agency=other-clinic"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(page(QueryPages.ADMIN, "/agency?agency=other-clinic")).contains("<h1>other-clinic</h1>");
        assertThat(page(QueryPages.HUB, "/agency?agency=other-clinic")).contains("<h1>other-clinic</h1>");
    }

    @Test
    void a_form_becomes_a_fact_with_every_value_in_its_place() throws Exception {
        assertThat(page(QueryPages.ADAS_CLINIC, "/agency/facts/birth"))
                .contains("name=\"data.person.surname\"", "value=\"KZ-71\"", "type=\"date\"")
                .doesNotContain("name=\"child.iin\"");
        assertThat(page(QueryPages.ADAS_CLINIC, "/agency/facts/death")).contains("name=\"child.iin\"");
        assertThat(page(QueryPages.ADAS_CLINIC, "/agency/facts/death?child=" + QueryPages.ADA))
                .contains("value=\"" + QueryPages.ADA + "\"")
                .doesNotContain("name=\"child.iin\"");
        as(
                QueryPages.ADAS_CLINIC,
                post("/agency/facts/birth")
                        .param("ref", "page-1")
                        .param("occurredOn", "2026-10-30")
                        .param("data.person.surname", " Оспан ")
                        .param("data.person.birthDate", "2026-10-29")
                        .param("data.rural", "false")
                        .param("data.iin", ""));
        assertThat(doors.paths.getLast()).isEqualTo("/v1/facts");
        assertThat(doors.bodies.getLast().toString())
                .isEqualTo("{\"fact\":\"birth\",\"ref\":\"page-1\",\"occurredOn\":\"2026-10-30\","
                        + "\"data\":{\"person\":{\"surname\":\"Оспан\",\"birthDate\":\"2026-10-29\"},\"rural\":false},"
                        + "\"child\":{\"person\":{\"surname\":\"Оспан\",\"birthDate\":\"2026-10-29\"}}}");

        as(
                QueryPages.ADAS_CLINIC,
                post("/agency/facts/attendance")
                        .param("ref", "page-2")
                        .param("occurredOn", "2026-10-30")
                        .param("child.local.system", "registry")
                        .param("child.local.value", "B-1")
                        .param("child.person.surname", "left over")
                        .param("data.month", "2026-10")
                        .param("data.daysPresent", "12"));
        assertThat(doors.bodies.getLast().path("data").toString())
                .isEqualTo("{\"month\":\"2026-10\",\"daysPresent\":12}");
        assertThat(doors.bodies.getLast().path("child").toString())
                .isEqualTo("{\"local\":{\"system\":\"registry\",\"value\":\"B-1\"}}");

        as(
                QueryPages.ADAS_CLINIC,
                post("/agency/facts/death")
                        .param("ref", "page-3")
                        .param("occurredOn", "2026-10-30")
                        .param("child.id", QueryPages.ADA.value()));
        assertThat(doors.bodies.getLast().has("data")).isFalse();
        assertThat(doors.bodies.getLast().path("child").toString()).isEqualTo("{\"id\":\"" + QueryPages.ADA + "\"}");
    }

    @Test
    void a_refused_fact_is_shown_again_with_the_reason_at_its_field() throws Exception {
        doors.answer = 422;
        doors.field = "data.person.birthDate";
        var response = as(
                QueryPages.ADAS_CLINIC,
                post("/agency/facts/birth")
                        .header("Accept-Language", "en")
                        .param("ref", "page-4")
                        .param("data.person.surname", "Оспан"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .contains("value=\"Оспан\"", "value=\"page-4\"", "aria-invalid=\"true\"")
                .contains("id=\"error-data.person.birthDate\">The handoff is not yours to answer.");
        assertThat(as(QueryPages.ADAS_CLINIC, get("/agency/facts/bribe")).getStatus())
                .isEqualTo(404);
    }

    @Test
    void a_former_id_opens_the_same_page() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADAS_OTHER_RECORD)))
                .contains("<h1>Оспанова Әлия</h1>", QueryPages.ADAS_OTHER_RECORD.value());
    }

    @Test
    void an_earlier_day_shows_what_was_known_then() throws Exception {
        String html = page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA) + "?occurredUpTo=2024-02-15");

        assertThat(html).contains("This is what had happened by Feb 15, 2024").doesNotContain("Move declared");
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.ADA) + "?recordedUpTo=2019-01-01"))
                .contains("Nothing was known yet")
                .doesNotContain("Оспанова");
    }

    @Test
    void contradictions_stand_on_the_page_of_a_closed_record() throws Exception {
        assertThat(page(QueryPages.ASTANA_OFFICER, child(QueryPages.DEAD)))
                .contains("Record closed", "Contact after the death", "Settle it");
        assertThat(page(QueryPages.AUDITOR, child(QueryPages.DEAD))).doesNotContain("Settle it");
    }

    @Test
    void a_contradiction_is_settled_through_the_door() throws Exception {
        String later = "CONTACT_AFTER_DEATH:6f1f1d0e-5a57-4f0c-9b0e-0b8f5c8f2f11";
        var settle = post(child(QueryPages.DEAD) + "/contradictions")
                .param("contradiction", later)
                .param("reason", "another child was meant")
                .param("key", "k-1");
        assertThat(as(QueryPages.ASTANA_OFFICER, settle).getRedirectedUrl()).isEqualTo(child(QueryPages.DEAD));
        assertThat(doors.paths.getLast()).isEqualTo("/v1/contradictions/" + later + "/resolution");
        assertThat(as(
                                QueryPages.ASTANA_OFFICER,
                                post(child(QueryPages.DEAD) + "/contradictions")
                                        .param("contradiction", "../facts")
                                        .param("reason", "x")
                                        .param("key", "k-2"))
                        .getStatus())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/children/no-id-at-all", "/children/00000000-0000-0000-0000-000000000000"})
    void a_child_that_does_not_exist_is_not_found(String path) throws Exception {
        assertThat(as(QueryPages.ADMIN, get(path)).getStatus()).isEqualTo(404);
    }

    @Test
    void a_child_that_is_not_yours_reads_like_one_that_does_not_exist() throws Exception {
        var foreign = as(QueryPages.ASTANA_OFFICER, get(child(QueryPages.BOLAT)));
        var missing = as(QueryPages.ASTANA_OFFICER, get(child(QueryPages.id("nobody"))));
        var sealed = as(QueryPages.ASTANA_OFFICER, get(child(QueryPages.SEALED)));

        assertThat(foreign.getStatus()).isEqualTo(404);
        assertThat(sealed.getStatus()).isEqualTo(404);
        assertThat(withoutLinks(foreign)).isEqualTo(withoutLinks(missing)).isEqualTo(withoutLinks(sealed));
        assertThat(as(QueryPages.ADAS_CLINIC, get(child(QueryPages.ADA))).getStatus())
                .isEqualTo(200);
        assertThat(as(QueryPages.OTHER_CLINIC, get(child(QueryPages.ADA))).getStatus())
                .isEqualTo(404);
    }

    static String withoutLinks(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8).replaceAll("href=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Children nobody has seen",
        "ru, 'Дети, которых никто не видел'",
        "kk, Ешкім көрмеген балалар",
        "fr, Ешкім көрмеген балалар"
    })
    void the_browser_wishes_for_a_language(String language, String title) throws Exception {
        var response = as(QueryPages.AUDITOR, get("/").header("Accept-Language", language));

        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .contains("<h1>" + title + "</h1>")
                .contains("<html lang=\"" + (language.equals("fr") ? "kk" : language) + "\"");
    }

    @Test
    void a_chosen_language_is_kept() throws Exception {
        var chosen = as(QueryPages.AUDITOR, get("/?lang=ru&asOf=2026-01-31").header("Accept-Language", "en"));
        var cookie = chosen.getCookie("besik-language");

        assertThat(chosen.getContentAsString(StandardCharsets.UTF_8))
                .contains("Дети, которых никто не видел")
                .contains("href=\"/?asOf=2026-01-31&amp;lang=kk\"");
        assertThat(cookie).isNotNull();
        var later = as(QueryPages.AUDITOR, get("/").cookie(new Cookie(cookie.getName(), cookie.getValue())));
        assertThat(later.getContentAsString(StandardCharsets.UTF_8)).contains("Дети, которых никто не видел");
    }

    @Test
    void a_language_that_is_not_spoken_changes_nothing() throws Exception {
        var response = as(QueryPages.AUDITOR, get("/?lang=fr").header("Accept-Language", "en"));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getCookie("besik-language")).isNull();
    }

    @Test
    void signing_in_needs_no_caller_and_says_when_it_failed() throws Exception {
        var first = pages.perform(get("/login").header("Accept-Language", "en"))
                .andReturn()
                .getResponse();
        var again = pages.perform(get("/login?error").header("Accept-Language", "en"))
                .andReturn()
                .getResponse();

        assertThat(first.getContentAsString(StandardCharsets.UTF_8))
                .contains("name=\"token\"", "for=\"token\"")
                .doesNotContain("role=\"alert\"");
        assertThat(again.getContentAsString(StandardCharsets.UTF_8)).contains("This token is not valid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/besik.css",
                "/assets/besik.js",
                "/assets/besik.svg",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/webjars/echarts/echarts.simple.min.js"
            })
    void everything_a_page_loads_is_served_from_here(String path) throws Exception {
        assertThat(pages.perform(get(path)).andReturn().getResponse().getStatus())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "404, There is nothing here",
        "403, This is not open to you",
        "500, Something went wrong on our side",
        "418, Something went wrong on our side"
    })
    void a_browser_gets_a_page_where_no_page_answered(int status, String title) throws Exception {
        var response = pages.perform(get("/error")
                        .header("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .requestAttr("jakarta.servlet.error.status_code", status))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("<h1>" + title + "</h1>");
    }
}
