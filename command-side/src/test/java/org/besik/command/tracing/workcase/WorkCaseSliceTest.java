package org.besik.command.tracing.workcase;

import static org.besik.command.deciding.DecisionFixture.ADA;

import java.util.List;
import org.besik.command.deciding.DecisionFixture;
import org.besik.command.deciding.Order;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.EventId;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseNoted;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ChildLocated;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.besik.events.tracing.TraceOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkCaseSliceTest {

    static final AgencyId BESIK = AgencyId.BESIK;
    static final String CASE = "11111111-0000-4000-8000-000000000000";
    static final String OTHER = "22222222-0000-4000-8000-000000000000";
    static final CaseOpened OPENED = new CaseOpened(ADA, CASE, null);
    static final CaseOpened OTHER_OPENED = new CaseOpened(ADA, OTHER, null);
    static final CaseClosed CLOSED = new CaseClosed(ADA, CASE, TraceOutcome.NOT_LOCATED);

    final DecisionFixture fixture = new DecisionFixture();

    @AfterEach
    void stop() {
        fixture.stop();
    }

    DecisionFixture given(ChildEvent... events) {
        for (int i = 0; i < events.length; i++) {
            fixture.given(BESIK, "r" + i, new EventId("99999999-0000-4000-8000-00000000000" + i), events[i]);
        }
        return fixture;
    }

    static List<Order> onAnOpenCase() {
        return List.of(
                new AssignCase(null, "saule"),
                new AttemptTrace(null, "visit", null),
                new NoteCase(null, "the grandmother calls back"),
                new LocateChild(null, TraceOutcome.LOCATED_SAME_SERVICE),
                new EscalateCase(null, null, "no trace"),
                new CloseCase(null, TraceOutcome.NOT_LOCATED));
    }

    @ParameterizedTest
    @MethodSource("onAnOpenCase")
    void nothing_is_done_about_a_case_that_was_never_opened(Order order) {
        fixture.when(BESIK, order).refuses(Rule.NO_OPEN_CASE);
    }

    @ParameterizedTest
    @MethodSource("onAnOpenCase")
    void nor_about_a_closed_one(Order order) {
        given(OPENED, CLOSED).when(BESIK, order).refuses(Rule.NO_OPEN_CASE);
    }

    @ParameterizedTest
    @MethodSource("onAnOpenCase")
    void a_child_with_two_open_cases_is_asked_which(Order order) {
        given(OPENED, OTHER_OPENED).when(BESIK, order).refuses(Rule.CASE_AMBIGUOUS);
    }

    @Test
    void the_named_one_of_two_open_cases_is_meant() {
        given(OPENED, OTHER_OPENED)
                .when(BESIK, new AssignCase(CASE, "saule"))
                .records(new CaseAssigned(ADA, CASE, "saule"));
    }

    @Test
    void a_case_of_somebody_else_is_none() {
        given(OPENED).when(BESIK, new AssignCase(OTHER, "saule")).refuses(Rule.NO_OPEN_CASE);
    }

    @Test
    void a_case_is_handed_over_to_a_colleague() {
        given(OPENED, new CaseAssigned(ADA, CASE, "saule"))
                .when(BESIK, new AssignCase(null, "timur"))
                .records(new CaseAssigned(ADA, CASE, "timur"));
    }

    @Test
    void but_not_to_who_has_it() {
        given(OPENED, new CaseAssigned(ADA, CASE, "saule"))
                .when(BESIK, new AssignCase(null, "saule"))
                .refuses(Rule.CASE_ASSIGNED);
    }

    @Test
    void somebody_looked_for_the_child() {
        given(OPENED)
                .when(BESIK, new AttemptTrace(null, "home visit", "nobody there"))
                .records(new TraceAttempted(ADA, CASE, new Note("home visit"), new Note("nobody there")));
    }

    @Test
    void an_officer_writes_a_note_for_whoever_goes_on() {
        given(OPENED)
                .when(BESIK, new NoteCase(null, "the grandmother calls back"))
                .records(new CaseNoted(ADA, CASE, new Note("the grandmother calls back")));
    }

    @ParameterizedTest
    @EnumSource(value = TraceOutcome.class, names = "NOT_LOCATED", mode = EnumSource.Mode.EXCLUDE)
    void a_child_is_located_somehow(TraceOutcome outcome) {
        given(OPENED).when(BESIK, new LocateChild(null, outcome)).records(new ChildLocated(ADA, CASE, outcome));
    }

    @Test
    void who_was_not_found_was_not_located() {
        given(OPENED)
                .when(BESIK, new LocateChild(null, TraceOutcome.NOT_LOCATED))
                .refuses(Rule.UNKNOWN_VALUE);
    }

    @Test
    void a_child_is_located_once() {
        given(OPENED, new ChildLocated(ADA, CASE, TraceOutcome.DIED))
                .when(BESIK, new LocateChild(null, TraceOutcome.LEFT_COUNTRY))
                .refuses(Rule.CASE_LOCATED);
    }

    @Test
    void and_again_after_the_case_was_reopened() {
        given(
                        OPENED,
                        new ChildLocated(ADA, CASE, TraceOutcome.DIED),
                        new CaseClosed(ADA, CASE, TraceOutcome.DIED),
                        new CaseReopened(ADA, CASE, new Note("alive")))
                .when(BESIK, new LocateChild(null, TraceOutcome.MOVED_WITHIN_COUNTRY))
                .records(new ChildLocated(ADA, CASE, TraceOutcome.MOVED_WITHIN_COUNTRY));
    }

    @Test
    void a_case_is_closed_with_what_was_found() {
        given(OPENED, new ChildLocated(ADA, CASE, TraceOutcome.RECORD_ERROR))
                .when(BESIK, new CloseCase(null, null))
                .records(new CaseClosed(ADA, CASE, TraceOutcome.RECORD_ERROR));
    }

    @Test
    void closing_may_correct_what_was_found() {
        given(OPENED, new ChildLocated(ADA, CASE, TraceOutcome.RECORD_ERROR))
                .when(BESIK, new CloseCase(null, TraceOutcome.DUPLICATE))
                .records(new CaseClosed(ADA, CASE, TraceOutcome.DUPLICATE));
    }

    @Test
    void a_case_does_not_end_without_an_outcome() {
        given(OPENED).when(BESIK, new CloseCase(null, null)).refuses(Rule.MISSING_FIELD);
    }

    @Test
    void a_case_goes_up_level_by_level() {
        given(OPENED)
                .when(BESIK, new EscalateCase(null, null, "no trace"))
                .records(new CaseEscalated(ADA, CASE, CaseLevel.REGION, new Note("no trace")));
    }

    @Test
    void or_to_the_top_at_once_but_never_down_nor_further() {
        given(OPENED, new CaseEscalated(ADA, CASE, CaseLevel.NATION, new Note("abroad?")))
                .when(BESIK, new EscalateCase(null, CaseLevel.REGION, "back"))
                .refuses(Rule.CASE_ESCALATED);
    }

    @Test
    void there_is_nothing_above_the_nation() {
        given(OPENED, new CaseEscalated(ADA, CASE, CaseLevel.NATION, new Note("abroad?")))
                .when(BESIK, new EscalateCase(null, null, "further"))
                .refuses(Rule.CASE_ESCALATED);
    }

    @Test
    void the_case_that_was_closed_is_reopened() {
        given(OPENED, CLOSED)
                .when(BESIK, new ReopenCase(null, "seen at the market"))
                .records(new CaseReopened(ADA, CASE, new Note("seen at the market")));
    }

    @Test
    void what_is_open_is_not_reopened() {
        given(OPENED).when(BESIK, new ReopenCase(null, "again")).refuses(Rule.CASE_OPEN);
    }

    @Test
    void what_was_never_closed_is_not_reopened() {
        fixture.when(BESIK, new ReopenCase(null, "again")).refuses(Rule.NO_CLOSED_CASE);
    }

    @Test
    void nothing_is_reopened_beside_an_open_case() {
        given(OPENED, CLOSED, OTHER_OPENED)
                .when(BESIK, new ReopenCase(CASE, "again"))
                .refuses(Rule.CASE_OPEN);
    }
}
