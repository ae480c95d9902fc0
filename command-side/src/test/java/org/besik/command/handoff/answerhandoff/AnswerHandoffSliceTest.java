package org.besik.command.handoff.answerhandoff;

import static org.besik.command.deciding.DecisionFixture.ADA;

import java.util.List;
import org.besik.command.deciding.DecisionFixture;
import org.besik.command.deciding.Order;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Service;
import org.besik.events.handoff.HandoffAccepted;
import org.besik.events.handoff.HandoffCancelled;
import org.besik.events.handoff.HandoffCompleted;
import org.besik.events.handoff.HandoffDeclined;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.tracing.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerHandoffSliceTest {

    static final AgencyId NORTH = new AgencyId("clinic-north");
    static final AgencyId SOUTH = new AgencyId("social-south");
    static final AgencyId EAST = new AgencyId("clinic-east");
    static final EventId H_1 = new EventId("11111111-0000-4000-8000-000000000000");
    static final EventId H_2 = new EventId("22222222-0000-4000-8000-000000000000");
    static final String BY_ID = H_1.value();

    final DecisionFixture fixture = new DecisionFixture();

    @AfterEach
    void stop() {
        fixture.stop();
    }

    static HandoffInitiated offered(EventId id, AgencyId to) {
        return new HandoffInitiated(ADA, new HandoffId(id.value()), to, Service.SOCIAL, null, null);
    }

    DecisionFixture givenAnOffer() {
        return fixture.given(NORTH, "offer", H_1, offered(H_1, SOUTH));
    }

    @Test
    void the_receiver_accepts() {
        givenAnOffer().when(SOUTH, new AcceptHandoff(BY_ID, null)).records(new HandoffAccepted(ADA, BY_ID, null));
    }

    @Test
    void by_reference_too() {
        givenAnOffer().when(SOUTH, new AcceptHandoff("offer", null)).records(new HandoffAccepted(ADA, "offer", null));
    }

    @Test
    void the_sender_does_not_accept() {
        givenAnOffer().when(NORTH, new AcceptHandoff(BY_ID, null)).refuses(Rule.HANDOFF_NOT_YOURS);
    }

    @Test
    void the_sender_does_not_accept_by_reference() {
        givenAnOffer().when(NORTH, new AcceptHandoff("offer", null)).refuses(Rule.HANDOFF_NOT_YOURS);
    }

    @Test
    void a_stranger_does_not_accept() {
        givenAnOffer().when(EAST, new AcceptHandoff(BY_ID, null)).refuses(Rule.HANDOFF_NOT_YOURS);
    }

    @Test
    void the_receiver_declines() {
        givenAnOffer()
                .when(SOUTH, new DeclineHandoff(BY_ID, "full"))
                .records(new HandoffDeclined(ADA, BY_ID, new Note("full")));
    }

    @Test
    void the_sender_does_not_decline() {
        givenAnOffer().when(NORTH, new DeclineHandoff(BY_ID, null)).refuses(Rule.HANDOFF_NOT_YOURS);
    }

    @Test
    void the_receiver_completes() {
        givenAnOffer().when(SOUTH, new CompleteHandoff(BY_ID, null)).records(new HandoffCompleted(ADA, BY_ID, null));
    }

    @Test
    void the_sender_does_not_complete() {
        givenAnOffer().when(NORTH, new CompleteHandoff(BY_ID, null)).refuses(Rule.HANDOFF_NOT_YOURS);
    }

    @Test
    void the_sender_cancels() {
        givenAnOffer().when(NORTH, new CancelHandoff(BY_ID, null)).records(new HandoffCancelled(ADA, BY_ID, null));
    }

    @Test
    void the_receiver_cancels() {
        givenAnOffer().when(SOUTH, new CancelHandoff(BY_ID, null)).records(new HandoffCancelled(ADA, BY_ID, null));
    }

    @Test
    void a_stranger_does_not_cancel() {
        givenAnOffer().when(EAST, new CancelHandoff(BY_ID, null)).refuses(Rule.HANDOFF_NOT_YOURS);
    }

    @Test
    void a_second_answer_is_recorded() {
        givenAnOffer()
                .given(SOUTH, "yes", H_2, new HandoffAccepted(ADA, BY_ID, null))
                .when(SOUTH, new DeclineHandoff(BY_ID, null))
                .records(new HandoffDeclined(ADA, BY_ID, null));
    }

    @Test
    void an_answer_before_its_handoff_waits() {
        fixture.when(SOUTH, new AcceptHandoff("offer", null)).records(new HandoffAccepted(ADA, "offer", null));
    }

    @Test
    void the_reference_of_a_handoff_between_others_names_nothing() {
        givenAnOffer().when(EAST, new AcceptHandoff("offer", null)).records(new HandoffAccepted(ADA, "offer", null));
    }

    @Test
    void a_reference_that_names_several_handoffs_is_ambiguous() {
        for (Order order : List.of(new AcceptHandoff("offer", null), new CancelHandoff("offer", null))) {
            new DecisionFixture()
                    .given(NORTH, "offer", H_1, offered(H_1, SOUTH))
                    .given(EAST, "offer", H_2, offered(H_2, SOUTH))
                    .when(SOUTH, order)
                    .refuses(Rule.HANDOFF_AMBIGUOUS);
        }
    }

    @Test
    void the_id_is_not_ambiguous() {
        givenAnOffer()
                .given(EAST, "offer", H_2, offered(H_2, SOUTH))
                .when(SOUTH, new AcceptHandoff(H_2.value(), null))
                .records(new HandoffAccepted(ADA, H_2.value(), null));
    }

    @Test
    void the_id_comes_before_a_reference_of_the_same_spelling() {
        givenAnOffer()
                .given(SOUTH, BY_ID, H_2, offered(H_2, EAST))
                .when(SOUTH, new AcceptHandoff(BY_ID, null))
                .records(new HandoffAccepted(ADA, BY_ID, null));
    }
}
