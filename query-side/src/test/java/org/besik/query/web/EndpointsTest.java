package org.besik.query.web;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.besik.events.caller.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(classes = QueryPages.class, properties = QueryPages.OWN_LIST)
class EndpointsTest {

    static final String ADA = QueryPages.ADA.value();
    static final String BOLAT = QueryPages.BOLAT.value();

    @Autowired
    WebApplicationContext context;

    MockMvc http;

    @BeforeEach
    void open() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
    }

    ResultActions ask(Caller caller, String path, Object... variables) throws Exception {
        return http.perform(get(path, variables).requestAttr(QueryPages.CALLER, caller));
    }

    @Test
    void a_child_is_answered_whole() throws Exception {
        ask(QueryPages.ASTANA_OFFICER, "/v1/children/{id}", ADA)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(ADA))
                .andExpect(jsonPath("$.formerIds[0]").value(QueryPages.ADAS_OTHER_RECORD.value()))
                .andExpect(jsonPath("$.registered").value(true))
                .andExpect(jsonPath("$.open").value(true))
                .andExpect(jsonPath("$.person.surname").value("Оспанова"))
                .andExpect(jsonPath("$.person.birthDate").value("2019-04-01"))
                .andExpect(jsonPath("$.iin").value("190401600016"))
                .andExpect(jsonPath("$.localIds[0].system").value("registry"))
                .andExpect(jsonPath("$.region").value("KZ-71"))
                .andExpect(jsonPath("$.lastContact.occurredOn").value("2024-02-01"))
                .andExpect(jsonPath("$.lastContact.strength").value("SEEN"))
                .andExpect(jsonPath("$.enrolments[0].level").value("PRESCHOOL"))
                .andExpect(jsonPath("$.handoffs[0].state").value("OFFERED"))
                .andExpect(jsonPath("$.relocations[0].to").value("KZ-75"))
                .andExpect(jsonPath("$.reasons[*].reason", hasItem("LOST_IN_TRANSIT")))
                .andExpect(jsonPath("$.reasons[0].ruleVersion").isNotEmpty());
    }

    @Test
    void a_former_id_answers_with_the_survivor() throws Exception {
        ask(QueryPages.ASTANA_OFFICER, "/v1/children/{id}", QueryPages.ADAS_OTHER_RECORD)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(ADA));
    }

    @Test
    void what_is_not_yours_is_not_found_as_a_problem() throws Exception {
        ask(QueryPages.ASTANA_OFFICER, "/v1/children/{id}", BOLAT)
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("not-found"))
                .andExpect(jsonPath("$.status").value(404));
        ask(QueryPages.ANALYST, "/v1/children/{id}", ADA).andExpect(status().isNotFound());
        ask(QueryPages.HUB, "/v1/children/{id}/history", ADA).andExpect(status().isNotFound());
    }

    @Test
    void history_follows_both_time_axes() throws Exception {
        ask(QueryPages.AUDITOR, "/v1/children/{id}/history", ADA)
                .andExpect(jsonPath("$.events", hasSize(6)))
                .andExpect(jsonPath("$.events[0].type").value("registration.BirthRegistered"))
                .andExpect(jsonPath("$.events[0].occurredOn").value("2019-04-02"))
                .andExpect(jsonPath("$.events[0].recordedAt").value("2019-04-02T00:00:01Z"))
                .andExpect(jsonPath("$.events[0].agency").value("registry"))
                .andExpect(jsonPath("$.events[0].ref").value("r1"))
                .andExpect(jsonPath("$.events[0].position").value(1))
                .andExpect(jsonPath("$.events[0].childId").value(ADA))
                .andExpect(jsonPath("$.events[0].data.childId").doesNotExist())
                .andExpect(jsonPath("$.events[0].data.iin").value("190401600016"))
                .andExpect(jsonPath("$.events[0].data.person.given").value("Әлия"))
                .andExpect(jsonPath("$.state.relocations", hasSize(1)));
        ask(QueryPages.AUDITOR, "/v1/children/{id}/history?occurredUpTo=2024-02-01", ADA)
                .andExpect(jsonPath("$.events", hasSize(4)))
                .andExpect(jsonPath("$.state.relocations", hasSize(0)))
                .andExpect(jsonPath("$.state.asOf").value("2024-02-01"));
        ask(QueryPages.AUDITOR, "/v1/children/{id}/history?recordedUpTo=2019-04-05T00:00:00Z", ADA)
                .andExpect(jsonPath("$.events", hasSize(1)))
                .andExpect(jsonPath("$.state.lastContact", nullValue()));
        ask(QueryPages.AUDITOR, "/v1/children/{id}/history?recordedUpTo=2019-04-05", ADA)
                .andExpect(jsonPath("$.events", hasSize(2)));
        ask(QueryPages.AUDITOR, "/v1/children/{id}/history?recordedUpTo=2001-01-01", ADA)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.events", hasSize(0)))
                .andExpect(jsonPath("$.state", nullValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iin=190401600016",
                "local=registry:B-1",
                "birthDate=2019-04-01",
                "name=алия",
                "name=Әлия",
                "name=ОСПАНОВА ӘЛИ",
                "name=әли оспанова",
                "name=оспанова&birthDate=2019-04-01",
                "iin=190401600016&name=Оспанова"
            })
    void a_child_is_found_by_what_is_known_of_it(String query) throws Exception {
        ask(QueryPages.NATION_OFFICER, "/v1/children?" + query)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].id").value(ADA))
                .andExpect(jsonPath("$.items[0].person.given").value("Әлия"))
                .andExpect(jsonPath("$.cursor", nullValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=алия&birthDate=2019-04-02",
                "local=registry:B-9",
                "local=other:B-1",
                "name=лия",
                "iin=190401600016&local=registry:B-2"
            })
    void what_does_not_fit_finds_nobody(String query) throws Exception {
        ask(QueryPages.NATION_OFFICER, "/v1/children?" + query)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items", hasSize(0)));
    }

    @Test
    void a_search_finds_only_what_the_caller_may_read() throws Exception {
        ask(QueryPages.NATION_OFFICER, "/v1/children?name=оспан")
                .andExpect(jsonPath("$.items[*].id", containsInAnyOrder(ADA, BOLAT)));
        ask(QueryPages.ASTANA_OFFICER, "/v1/children?name=оспан").andExpect(jsonPath("$.items", hasSize(1)));
        ask(QueryPages.OTHER_CLINIC, "/v1/children?name=оспан")
                .andExpect(jsonPath("$.items[*].id", containsInAnyOrder(BOLAT)));
        ask(QueryPages.NATION_OFFICER, "/v1/children?name=тайна").andExpect(jsonPath("$.items", hasSize(0)));
        ask(QueryPages.AUDITOR, "/v1/children?name=тайна").andExpect(jsonPath("$.items", hasSize(1)));
        ask(QueryPages.ANALYST, "/v1/children?name=оспан").andExpect(status().isForbidden());
    }

    @Test
    void a_search_goes_on_where_it_stopped_and_its_cursor_says_nothing_of_the_child() throws Exception {
        var first = ask(QueryPages.AUDITOR, "/v1/children?name=оспан&limit=1")
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String cursor = com.jayway.jsonpath.JsonPath.read(first, "$.cursor");
        String found = com.jayway.jsonpath.JsonPath.read(first, "$.items[0].id");
        ask(QueryPages.AUDITOR, "/v1/children?name=оспан&limit=1&cursor={cursor}", cursor)
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].id", not(found)));
        org.assertj.core.api.Assertions.assertThat(new String(
                        java.util.Base64.getUrlDecoder().decode(cursor), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("оспан");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/children",
                "/v1/children?iin=190401600017",
                "/v1/children?name=a",
                "/v1/children?birthDate=yesterday",
                "/v1/children?local=B-1",
                "/v1/children?name=оспан&limit=0",
                "/v1/children?name=оспан&limit=many",
                "/v1/children?name=оспан&cursor=nonsense",
                "/v1/children/00000000-0000-0000-0000-000000000000/history?recordedUpTo=soon",
                "/v1/contradictions?region=KZ-00",
                "/v1/contradictions?cursor=nonsense",
                "/v1/contradictions?limit=1001"
            })
    void what_cannot_be_understood_is_a_problem(String path) throws Exception {
        ask(QueryPages.AUDITOR, path)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code", oneOf("unknown-value", "bad-date")))
                .andExpect(jsonPath("$.type", startsWith("urn:besik:rule:")))
                .andExpect(jsonPath("$.field").isNotEmpty());
    }

    @Test
    void contradictions_of_closed_records_are_listed_and_sealed_ones_only_to_auditors() throws Exception {
        ask(QueryPages.ASTANA_OFFICER, "/v1/contradictions")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].childId").value(QueryPages.DEAD.value()))
                .andExpect(jsonPath("$.items[0].kind").value("CONTACT_AFTER_DEATH"))
                .andExpect(jsonPath("$.items[0].since").value("2025-04-01"))
                .andExpect(jsonPath("$.items[0].open").value(false))
                .andExpect(jsonPath("$.items[0].region").value("KZ-71"))
                .andExpect(jsonPath("$.items[0].events", hasSize(2)));
        ask(QueryPages.AUDITOR, "/v1/contradictions").andExpect(jsonPath("$.items", hasSize(2)));
        ask(QueryPages.AUDITOR, "/v1/contradictions?region=KZ-75").andExpect(jsonPath("$.items", hasSize(0)));
        ask(QueryPages.ANALYST, "/v1/contradictions").andExpect(status().isForbidden());
        ask(QueryPages.ASTANA_OFFICER, "/v1/contradictions?region=KZ-75").andExpect(status().isForbidden());
    }

    @Test
    void contradictions_are_paged_newest_first() throws Exception {
        var first = ask(QueryPages.AUDITOR, "/v1/contradictions?limit=1")
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].since").value("2026-04-01"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String cursor = com.jayway.jsonpath.JsonPath.read(first, "$.cursor");
        ask(QueryPages.AUDITOR, "/v1/contradictions?limit=1&cursor={cursor}", cursor)
                .andExpect(jsonPath("$.items[0].since").value("2025-04-01"));
    }
}
