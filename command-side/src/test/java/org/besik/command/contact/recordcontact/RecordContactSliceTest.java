package org.besik.command.contact.recordcontact;

import static org.besik.command.deciding.DecisionFixture.ADA;

import org.besik.command.deciding.DecisionFixture;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Service;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.contact.Strength;
import org.besik.events.tracing.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordContactSliceTest {

    static final AgencyId CLINIC = new AgencyId("clinic");
    static final AgencyId SCHOOL = new AgencyId("school");
    static final EventId VISIT = new EventId("11111111-0000-4000-8000-000000000000");
    static final ContactRecorded SEEN = new ContactRecorded(ADA, Service.HEALTH, Strength.SEEN, "visit");

    final DecisionFixture fixture = new DecisionFixture();

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void a_contact_is_recorded() {
        fixture.when(CLINIC, new RecordContact(Service.HEALTH, Strength.SEEN, "visit"))
                .records(SEEN);
    }

    @Test
    void who_reported_a_contact_retracts_it() {
        fixture.given(CLINIC, "v-1", VISIT, SEEN)
                .when(CLINIC, new RetractContact(VISIT.value(), "wrong child"))
                .records(new ContactRetracted(ADA, VISIT.value(), new Note("wrong child")));
    }

    @Test
    void nobody_else_does() {
        fixture.given(CLINIC, "v-1", VISIT, SEEN)
                .when(SCHOOL, new RetractContact(VISIT.value(), null))
                .refuses(Rule.CONTACT_NOT_YOURS);
    }

    @Test
    void a_reference_is_always_the_agencys_own() {
        fixture.given(CLINIC, "v-1", VISIT, SEEN)
                .when(SCHOOL, new RetractContact("v-1", null))
                .records(new ContactRetracted(ADA, "v-1", null));
    }

    @Test
    void a_retraction_before_its_contact_waits() {
        fixture.when(SCHOOL, new RetractContact(VISIT.value(), null))
                .records(new ContactRetracted(ADA, VISIT.value(), null));
    }
}
