package org.besik.query.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.custody.RecordSealed;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ChildFlagged;
import org.besik.events.tracing.ChildLocated;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.besik.events.tracing.TraceOutcome;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.besik.query.childrecord.FoldedViews;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.TraceCase.State;
import org.besik.query.viewstore.Query.Condition.After;
import org.besik.query.viewstore.sqlite.Explain;
import org.junit.jupiter.api.Test;

class CaseListTest {

    static final After SOMEWHERE = new After(List.of(20_000L), "child/case");
    static final Caller NATION = caller("aigul", Role.MONITOR, "KZ");

    static Caller caller(String subject, Role role, String region) {
        return new Caller(subject, null, Set.of(), Set.of(region), Set.of(role), Set.of());
    }

    static ChildId id(int number) {
        return new ChildId(new UUID(0, number).toString());
    }

    static Facts child(int number, String region) {
        return Facts.of(id(number)).from("registry", region).born("2020-01-0" + (1 + number % 9));
    }

    static RecordFacts withCase(int number, String region, String assignee) {
        Facts facts = child(number, region)
                .add("2026-05-0" + (1 + number % 9), new CaseOpened(id(number), "c" + number, null));
        if (assignee != null) {
            facts.add("2026-05-10", new CaseAssigned(id(number), "c" + number, assignee));
        }
        return facts.record();
    }

    static CaseList over(RecordFacts... records) {
        return new CaseList(new FoldedViews(List.of(records), List.of(new CaseProjection())));
    }

    static List<String> cases(CaseList list, Caller caller, String assignee, String region, State... states) {
        return list
                .page(
                        caller,
                        Optional.ofNullable(assignee),
                        Optional.ofNullable(region),
                        states.length == 0 ? Set.of() : EnumSet.copyOf(List.of(states)),
                        50,
                        null)
                .items()
                .stream()
                .map(CaseItem::caseId)
                .toList();
    }

    @Test
    void every_list_is_a_range_of_an_index() {
        Explain.assertServedByIndex(CaseList.of(List.of("child", "other")));
        for (Optional<String> whose : List.of(Optional.<String>empty(), Optional.of("saule"))) {
            for (List<String> regions : List.of(List.<String>of(), List.of("KZ-71"), List.of("KZ-71", "KZ-75"))) {
                Explain.assertServedByIndex(
                        CaseList.query(whose, regions, Set.of(), null),
                        CaseList.query(whose, regions, Set.of(State.OPEN), SOMEWHERE));
            }
        }
    }

    @Test
    void the_one_opened_last_comes_first_and_filters_are_joined() {
        CaseList list = over(
                withCase(1, "KZ-71", null),
                withCase(2, "KZ-71", "saule"),
                withCase(3, "KZ-75", "saule"),
                child(4, "KZ-71").record());

        assertThat(cases(list, NATION, null, null)).containsExactly("c3", "c2", "c1");
        assertThat(cases(list, NATION, "saule", null)).containsExactly("c3", "c2");
        assertThat(cases(list, NATION, "saule", "KZ-71")).containsExactly("c2");
        assertThat(cases(list, NATION, null, null, State.OPEN)).containsExactly("c1");
        assertThat(cases(list, caller("saule", Role.MONITOR, "KZ-75"), "me", null))
                .containsExactly("c3");
    }

    @Test
    void colleagues_are_who_else_answers_for_searches_of_a_region_the_busiest_first() {
        CaseList list = over(
                withCase(1, "KZ-71", "berik"),
                withCase(2, "KZ-71", "saule"),
                withCase(3, "KZ-71", "saule"),
                withCase(4, "KZ-71", "aigul"),
                withCase(5, "KZ-71", null),
                withCase(6, "KZ-75", "dana"));

        assertThat(list.colleagues(NATION, Optional.of("KZ-71"))).containsExactly("saule", "berik");
        assertThat(list.colleagues(NATION, Optional.empty())).containsExactly("saule", "berik", "dana");
        assertThat(list.colleagues(caller("saule", Role.MONITOR, "KZ-75"), Optional.empty()))
                .containsExactly("dana");
        assertThatThrownBy(() -> list.colleagues(caller("m", Role.MONITOR, "KZ-75"), Optional.of("KZ-71")))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void an_officer_sees_the_cases_of_the_own_regions_only() {
        CaseList list = over(withCase(1, "KZ-71", null), withCase(2, "KZ-75", null));

        assertThat(cases(list, caller("m", Role.MONITOR, "KZ-71"), null, null)).containsExactly("c1");
        assertThatThrownBy(() -> cases(list, caller("m", Role.MONITOR, "KZ-71"), null, "KZ-75"))
                .isInstanceOf(NotAllowed.class);
        for (Role role : List.of(Role.AGENCY, Role.ANALYST, Role.HUB)) {
            assertThatThrownBy(() -> cases(list, caller("x", role, "KZ"), null, null))
                    .isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void a_sealed_child_s_case_is_for_auditors_and_administrators() {
        CaseList list = over(child(1, "KZ-71")
                .add("2026-05-01", new CaseOpened(id(1), "c1", null))
                .add("2026-05-02", new RecordSealed(id(1), "witness"))
                .record());

        assertThat(cases(list, NATION, null, null)).isEmpty();
        assertThat(cases(list, caller("a", Role.ADMIN, "KZ"), null, null)).containsExactly("c1");
    }

    @Test
    void every_page_goes_on_where_the_last_one_ended() {
        var records = new RecordFacts[23];
        for (int i = 0; i < records.length; i++) {
            records[i] = withCase(i, i % 2 == 0 ? "KZ-71" : "KZ-75", i % 3 == 0 ? "saule" : null);
        }
        CaseList list = over(records);
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            CaseList.Page page = list.page(NATION, Optional.empty(), Optional.empty(), Set.of(), 5, cursor);
            page.items().forEach(item -> seen.add(item.caseId()));
            cursor = page.cursor();
        } while (cursor != null);

        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
        assertThatThrownBy(() -> list.page(NATION, Optional.empty(), Optional.empty(), Set.of(), 5, "nonsense"))
                .isInstanceOf(BadQuestion.class);
    }

    @Test
    void a_case_tells_from_when_the_child_was_flagged_and_what_came_of_it() {
        RecordFacts record = child(1, "KZ-71")
                .add("2026-04-20", flagged("UNREGISTERED", "2026-04-20"))
                .add("2026-04-02", flagged("SILENT", "2026-04-01"))
                .add("2026-05-01", new CaseOpened(id(1), "c1", null))
                .add("2026-05-02", new TraceAttempted(id(1), "c1", new Note("visit"), new Note("nobody there")))
                .add("2026-05-04", new ChildLocated(id(1), "c1", TraceOutcome.MOVED_WITHIN_COUNTRY))
                .add("2026-05-05", new CaseClosed(id(1), "c1", TraceOutcome.MOVED_WITHIN_COUNTRY))
                .record();

        CaseItem item = over(record)
                .page(NATION, Optional.empty(), Optional.empty(), Set.of(), 5, null)
                .items()
                .getFirst();

        assertThat(item.flaggedOn()).isEqualTo("2026-04-01");
        assertThat(item.reasons()).containsExactly("SILENT", "UNREGISTERED");
        assertThat(item.attempts()).isEqualTo(1);
        assertThat(item.locatedOn()).isEqualTo("2026-05-04");
        assertThat(item.closedOn()).isEqualTo("2026-05-05");
        assertThat(item.outcome()).isEqualTo("MOVED_WITHIN_COUNTRY");
        assertThat(item.state()).isEqualTo("CLOSED");
    }

    @Test
    void a_reopened_case_is_what_it_was_before_the_child_was_found() {
        RecordFacts record = child(1, "KZ-71")
                .add("2026-05-01", new CaseOpened(id(1), "c1", null))
                .add("2026-05-01", new CaseAssigned(id(1), "c1", "saule"))
                .add("2026-05-04", new CaseClosed(id(1), "c1", TraceOutcome.NOT_LOCATED))
                .add("2026-05-09", new CaseReopened(id(1), "c1", new Note("seen")))
                .record();

        assertThat(cases(over(record), NATION, null, null, State.ASSIGNED)).containsExactly("c1");
    }

    static ChildFlagged flagged(String reason, String dueOn) {
        var due = LocalDate.parse(dueOn);
        return new ChildFlagged(id(1), reason, due.minusDays(30), due, "1");
    }
}
