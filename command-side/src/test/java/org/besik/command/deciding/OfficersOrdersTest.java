package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.refusal.Rule;
import org.besik.command.tracing.opencase.OpenCase;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.LocalId;
import org.besik.events.Officer;
import org.besik.events.Place;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.Strength;
import org.besik.events.tracing.CaseOpened;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an officer decides goes through the one decider, and is no agency's report. */
class OfficersOrdersTest {

    static final Officer SAULE = new Officer("saule", "MONITOR");
    static final Officer TIMUR = new Officer("timur", "ADMIN");

    final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    ChildId child() {
        return office.recorded(
                        Office.CLINIC,
                        "visit",
                        new ChildRef.ByLocalId(new LocalId("clinic", "A-17")),
                        new RecordContact(Service.HEALTH, Strength.SEEN, "visit"))
                .childId();
    }

    static Fact order(Officer officer, AgencyId agency, String ref, ChildId child, Order order) {
        Fact said = Facts.fact(agency, ref, new ChildRef.ById(child.value()), order);
        return new Fact(
                said.kind(),
                ref,
                agency,
                null,
                said.child(),
                said.occurredOn(),
                null,
                null,
                order,
                said.fingerprint(),
                said.newEventId(),
                said.newChildId(),
                said.receivedAt(),
                "request-1",
                officer);
    }

    Answer decide(Officer officer, String ref, ChildId child, Order order) {
        return office.say(List.of(order(officer, AgencyId.BESIK, ref, child, order)))
                .getFirst();
    }

    @Test
    void the_event_says_who_decided_it() {
        decide(SAULE, "r", child(), new OpenCase(null));

        RecordedEvent opened = office.events().getLast();
        assertThat(opened.event()).isInstanceOf(CaseOpened.class);
        assertThat(opened.provenance().officer()).isEqualTo(SAULE);
        assertThat(opened.provenance().agency()).isEqualTo(AgencyId.BESIK);
        assertThat(opened.provenance().region()).isEqualTo(Place.UNKNOWN);
        assertThat(opened.provenance().correlationId()).isEqualTo("request-1");
    }

    @Test
    void no_agency_opens_itself_by_what_an_officer_decides() {
        var desk = new AgencyId("district-desk");
        office.say(List.of(order(SAULE, desk, "r", child(), new OpenCase(null))));

        assertThat(office.events(CaseOpened.class)).hasSize(1);
        assertThat(office.agencies.find(desk)).isEmpty();
    }

    @Test
    void sent_again_it_is_answered_as_before() {
        ChildId child = child();
        var first = (Answer.Recorded) decide(SAULE, "r", child, new OpenCase(null));

        assertThat(decide(SAULE, "r", child, new OpenCase(null)))
                .isEqualTo(new Answer.Duplicate(child, first.eventId(), first.position(), null));
        assertThat(office.events(CaseOpened.class)).hasSize(1);
    }

    @Test
    void a_reference_is_the_accounts_own() {
        ChildId child = child();
        decide(SAULE, "visit", child, new OpenCase(null));

        assertThat(((Answer.RefusedFact) decide(SAULE, "visit", child, new OpenCase("other")))
                        .reason()
                        .rule())
                .isEqualTo(Rule.REFERENCE_REUSED);
        assertThat(((Answer.RefusedFact) decide(TIMUR, "visit", child, new OpenCase("other")))
                        .reason()
                        .rule())
                .isEqualTo(Rule.CASE_OPEN);
    }

    @Test
    void two_orders_of_one_group_see_each_other() {
        ChildId child = child();
        List<Answer> answers = office.say(List.of(
                order(SAULE, AgencyId.BESIK, "r-1", child, new OpenCase(null)),
                order(TIMUR, AgencyId.BESIK, "r-1", child, new OpenCase(null))));

        assertThat(answers.getFirst()).isInstanceOf(Answer.Recorded.class);
        assertThat(((Answer.RefusedFact) answers.getLast()).reason().rule()).isEqualTo(Rule.CASE_OPEN);
    }

    @Test
    void no_record_is_opened_by_an_order() {
        Answer answer = decide(SAULE, "r", new ChildId(UUID.randomUUID().toString()), new OpenCase(null));

        assertThat(((Answer.RefusedFact) answer).reason().rule()).isEqualTo(Rule.UNKNOWN_VALUE);
        assertThat(office.events()).isEmpty();
    }

    @Test
    void facts_and_orders_are_counted_apart() {
        decide(SAULE, "r", child(), new OpenCase(null));

        assertThat(office.meters
                        .get("besik.orders")
                        .tag("outcome", "recorded")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(office.meters.get("besik.facts").counters()).hasSize(1);
    }
}
