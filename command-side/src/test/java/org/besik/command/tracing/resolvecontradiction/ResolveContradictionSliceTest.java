package org.besik.command.tracing.resolvecontradiction;

import static org.besik.command.deciding.DecisionFixture.ADA;

import org.besik.command.deciding.DecisionFixture;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolveContradictionSliceTest {

    static final String TWO_SEXES = "TWO_SEXES:22222222-0000-4000-8000-000000000000";
    static final EventId E_1 = new EventId("11111111-0000-4000-8000-000000000000");

    final DecisionFixture fixture = new DecisionFixture();

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void an_officer_settles_a_contradiction() {
        fixture.when(AgencyId.BESIK, new ResolveContradiction(TWO_SEXES, "the registry erred"))
                .records(id -> new ContradictionResolved(ADA, TWO_SEXES, new Note("the registry erred")));
    }

    @Test
    void it_is_settled_once() {
        fixture.given(
                        AgencyId.BESIK,
                        "1",
                        E_1,
                        new ContradictionResolved(ADA, TWO_SEXES, new Note("the registry erred")))
                .when(AgencyId.BESIK, new ResolveContradiction(TWO_SEXES, "it did"))
                .refuses(Rule.CONTRADICTION_RESOLVED);
    }

    @Test
    void another_one_of_the_same_child_is_another_matter() {
        fixture.given(
                        AgencyId.BESIK,
                        "1",
                        E_1,
                        new ContradictionResolved(ADA, TWO_SEXES, new Note("the registry erred")))
                .when(AgencyId.BESIK, new ResolveContradiction("TWO_IINS:x", "both papers seen"))
                .records(id -> new ContradictionResolved(ADA, "TWO_IINS:x", new Note("both papers seen")));
    }
}
