package org.besik.command.tracing.opencase;

import static org.besik.command.deciding.DecisionFixture.ADA;

import org.besik.command.deciding.DecisionFixture;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenCaseSliceTest {

    static final String CASE = "11111111-0000-4000-8000-000000000000";
    static final EventId E_1 = new EventId(CASE);
    static final EventId E_2 = new EventId("22222222-0000-4000-8000-000000000000");
    static final EventId E_3 = new EventId("33333333-0000-4000-8000-000000000000");

    final DecisionFixture fixture = new DecisionFixture();

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void a_case_is_named_after_its_opening() {
        fixture.when(AgencyId.BESIK, new OpenCase("nobody opens the door"))
                .records(id -> new CaseOpened(ADA, id.value(), new Note("nobody opens the door")));
    }

    @Test
    void a_child_has_one_open_case_at_a_time() {
        fixture.given(AgencyId.BESIK, "1", E_1, new CaseOpened(ADA, CASE, null))
                .when(AgencyId.BESIK, new OpenCase(null))
                .refuses(Rule.CASE_OPEN);
    }

    @Test
    void a_new_case_may_follow_a_closed_one() {
        fixture.given(AgencyId.BESIK, "1", E_1, new CaseOpened(ADA, CASE, null))
                .given(AgencyId.BESIK, "2", E_2, new CaseClosed(ADA, CASE, TraceOutcome.RECORD_ERROR))
                .when(AgencyId.BESIK, new OpenCase(null))
                .records(id -> new CaseOpened(ADA, id.value(), null));
    }

    @Test
    void but_not_a_reopened_one() {
        fixture.given(AgencyId.BESIK, "1", E_1, new CaseOpened(ADA, CASE, null))
                .given(AgencyId.BESIK, "2", E_2, new CaseClosed(ADA, CASE, TraceOutcome.RECORD_ERROR))
                .given(AgencyId.BESIK, "3", E_3, new CaseReopened(ADA, CASE, new Note("gone again")))
                .when(AgencyId.BESIK, new OpenCase(null))
                .refuses(Rule.CASE_OPEN);
    }
}
