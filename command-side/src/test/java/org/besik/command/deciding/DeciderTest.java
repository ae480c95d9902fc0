package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.besik.command.deciding.Facts.fact;
import static org.besik.command.deciding.Office.CLINIC;
import static org.besik.command.deciding.Office.REGISTRY;
import static org.besik.command.deciding.Office.SCHOOL;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.contact.recordcontact.RetractContact;
import org.besik.command.ending.recorddeath.RecordDeath;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.InMemoryEventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.handoff.answerhandoff.AcceptHandoff;
import org.besik.command.handoff.initiatehandoff.InitiateHandoff;
import org.besik.command.refusal.Rule;
import org.besik.command.registration.assignnationalid.AssignNationalId;
import org.besik.command.registration.correctidentity.CorrectIdentity;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.command.residence.move.ConfirmArrival;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.codec.StoredEvent;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.events.identity.IdentifierContested;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.RecordOpened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeciderTest {

    static final LocalId ADA = new LocalId("registry", "B-1");
    static final LocalId BEK = new LocalId("registry", "B-2");
    static final Iin ADAS_IIN = new Iin("240115600013");
    static final Iin BEKS_IIN = new Iin("240115500027");
    static final ChildRef TO_ADA = new ChildRef.ByLocalId(ADA);
    static final ChildRef TO_BEK = new ChildRef.ByLocalId(BEK);
    static final Place ASTANA = new Place("KZ-71", null, null);
    static final RecordContact SEEN = new RecordContact(Service.HEALTH, Strength.SEEN, "visit");

    Office office = new Office();

    @AfterEach
    void stop() {
        office.close();
    }

    static Person person(String given) {
        return new Person("Серікова", given, null, Sex.F, LocalDate.of(2024, 1, 15), null);
    }

    static RegisterBirth birth(String given, @Nullable Iin iin, @Nullable LocalId local) {
        return new RegisterBirth(person(given), iin, null, ASTANA, null, local);
    }

    // ---- Once

    @Test
    void a_fact_is_recorded_once_and_acknowledged_again() {
        var fact = fact(CLINIC, "1", TO_ADA, SEEN);
        var first = (Answer.Recorded) office.say(List.of(fact)).getFirst();
        long head = office.log.head();

        assertThat(office.say(CLINIC, "1", TO_ADA, SEEN))
                .isEqualTo(new Answer.Duplicate(first.childId(), first.eventId(), first.position(), null));
        assertThat(office.log.head()).isEqualTo(head);
    }

    @Test
    void a_reference_stands_for_one_fact() {
        office.recorded(CLINIC, "1", TO_ADA, SEEN);

        assertThat(office.refused(CLINIC, "1", TO_BEK, SEEN)).isEqualTo(Rule.REFERENCE_REUSED);
        assertThat(office.say(SCHOOL, "1", TO_BEK, SEEN)).isInstanceOf(Answer.Recorded.class);
    }

    @Test
    void within_a_group_too() {
        var answers = office.say(List.of(
                fact(CLINIC, "1", TO_ADA, SEEN),
                fact(CLINIC, "1", TO_ADA, SEEN),
                fact(CLINIC, "1", TO_BEK, SEEN),
                fact(CLINIC, "2", TO_ADA, SEEN)));

        var first = (Answer.Recorded) answers.getFirst();
        assertThat(answers.get(1))
                .isEqualTo(new Answer.Duplicate(first.childId(), first.eventId(), first.position(), null));
        assertThat(((Answer.RefusedFact) answers.get(2)).reason().rule()).isEqualTo(Rule.REFERENCE_REUSED);
        assertThat(((Answer.Recorded) answers.get(3)).childId()).isEqualTo(first.childId());
        assertThat(office.events(ContactRecorded.class)).hasSize(2);
    }

    @Test
    void a_duplicate_is_acknowledged_even_if_the_fact_would_be_refused_by_now() {
        var accepted = office.recorded(SCHOOL, "yes", TO_ADA, new AcceptHandoff("h", null));
        office.recorded(CLINIC, "h", TO_ADA, new InitiateHandoff(CLINIC, Service.HEALTH, null, null));
        office.recorded(SCHOOL, "h", TO_ADA, new InitiateHandoff(CLINIC, Service.HEALTH, null, null));

        assertThat(office.refused(SCHOOL, "again", TO_ADA, new AcceptHandoff("h", null)))
                .isEqualTo(Rule.HANDOFF_NOT_YOURS);
        assertThat(office.say(SCHOOL, "yes", TO_ADA, new AcceptHandoff("h", null)))
                .isEqualTo(new Answer.Duplicate(accepted.childId(), accepted.eventId(), accepted.position(), null));
    }

    @Test
    void a_refused_fact_leaves_no_trace() {
        office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", ADAS_IIN, null));
        office.recorded(REGISTRY, "2", TO_BEK, birth("Бек", BEKS_IIN, null));
        long head = office.log.head();

        var refused = (Answer.RefusedFact) office.say(CLINIC, "3", TO_BEK, new AssignNationalId(ADAS_IIN));

        assertThat(refused.reason().rule()).isEqualTo(Rule.IIN_TAKEN);
        assertThat(refused.other())
                .isEqualTo(office.recorded(SCHOOL, "x", TO_ADA, SEEN).childId());
        assertThat(office.log.head()).isEqualTo(head + 2);
        assertThat(office.agencies.find(CLINIC)).isEmpty();
        assertThat(office.say(CLINIC, "3", TO_BEK, SEEN)).isInstanceOf(Answer.Recorded.class);
    }

    @Test
    void the_answer_names_the_position_of_the_facts_own_event() {
        var answers = office.say(List.of(fact(CLINIC, "1", TO_ADA, SEEN), fact(CLINIC, "2", TO_ADA, SEEN)));

        assertThat(office.events())
                .extracting(e -> e.event().getClass().getSimpleName())
                .containsExactly("AgencyDescribed", "RecordOpened", "ContactRecorded", "ContactRecorded");
        assertThat(answers).extracting(a -> ((Answer.Recorded) a).position()).containsExactly(3L, 4L);
        for (Answer answer : answers) {
            var recorded = (Answer.Recorded) answer;
            RecordedEvent event = office.events().get((int) recorded.position() - 1);
            assertThat(event.provenance().eventId()).isEqualTo(recorded.eventId());
        }
        assertThat(office.say(CLINIC, "1", TO_ADA, SEEN))
                .extracting(a -> ((Answer.Duplicate) a).position())
                .isEqualTo(3L);
    }

    @Test
    void a_handoff_is_answered_with_its_id() {
        var offered = office.recorded(CLINIC, "h", TO_ADA, new InitiateHandoff(SCHOOL, Service.SOCIAL, null, null));

        assertThat(offered.handoffId()).isNotNull();
        var again = (Answer.Duplicate)
                office.say(CLINIC, "h", TO_ADA, new InitiateHandoff(SCHOOL, Service.SOCIAL, null, null));
        assertThat(again.handoffId()).isEqualTo(offered.handoffId());
    }

    // ---- What a decision rests on

    @Test
    void a_decision_sees_what_was_decided_in_the_same_group() {
        var answers = office.say(List.of(
                fact(CLINIC, "h", TO_ADA, new InitiateHandoff(CLINIC, Service.SOCIAL, null, null)),
                fact(SCHOOL, "h", TO_ADA, new InitiateHandoff(CLINIC, Service.SOCIAL, null, null)),
                fact(CLINIC, "yes", TO_ADA, new AcceptHandoff("h", null))));

        assertThat(((Answer.RefusedFact) answers.getLast()).reason().rule()).isEqualTo(Rule.HANDOFF_AMBIGUOUS);
    }

    @Test
    void a_decision_sees_the_facts_of_every_record_of_the_child() {
        var contact = office.recorded(CLINIC, "1", new ChildRef.ByIin(ADAS_IIN), SEEN);
        office.recorded(REGISTRY, "2", TO_ADA, birth("Айша", ADAS_IIN, null));

        assertThat(office.refused(
                        SCHOOL,
                        "3",
                        TO_ADA,
                        new RetractContact(contact.eventId().value(), null)))
                .isEqualTo(Rule.CONTACT_NOT_YOURS);
    }

    // ---- Who the child is

    @Test
    void an_unknown_id_is_refused() {
        assertThat(office.refused(CLINIC, "1", new ChildRef.ById("nobody"), SEEN))
                .isEqualTo(Rule.UNKNOWN_VALUE);
        assertThat(office.refused(CLINIC, "2", new ChildRef.ById("00000000-0000-4000-8000-000000000000"), SEEN))
                .isEqualTo(Rule.UNKNOWN_VALUE);
    }

    @Test
    void the_registered_record_survives() {
        var opened =
                office.recorded(CLINIC, "1", new ChildRef.ByIin(ADAS_IIN), SEEN).childId();
        var registered = office.recorded(REGISTRY, "2", TO_ADA, birth("Айша", null, null))
                .childId();

        var joined = office.recorded(CLINIC, "3", TO_ADA, new AssignNationalId(ADAS_IIN));

        assertThat(joined.childId()).isEqualTo(registered).isNotEqualTo(opened);
        assertThat(office.events(RecordsMerged.class))
                .extracting(RecordsMerged::childId, RecordsMerged::merged)
                .containsExactly(tuple(registered, opened));
        assertThat(office.recorded(CLINIC, "4", new ChildRef.ById(opened.value()), SEEN)
                        .childId())
                .isEqualTo(registered);
    }

    @Test
    void between_unregistered_records_the_first_survives() {
        var first = office.recorded(CLINIC, "1", TO_ADA, SEEN).childId();
        office.recorded(CLINIC, "2", new ChildRef.ByIin(ADAS_IIN), SEEN);

        assertThat(office.recorded(CLINIC, "3", TO_ADA, new AssignNationalId(ADAS_IIN))
                        .childId())
                .isEqualTo(first);
    }

    @Test
    void a_birth_carries_its_identifiers_itself() {
        office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", ADAS_IIN, new LocalId("ward", "W")));

        assertThat(office.events(RecordOpened.class)).isEmpty();
        var birth = office.events(BirthRegistered.class).getFirst();
        assertThat(birth.localIds()).containsExactly(ADA, new LocalId("ward", "W"));
        assertThat(birth.iin()).isEqualTo(ADAS_IIN);
        assertThat(office.recorded(CLINIC, "2", new ChildRef.ByLocalId(new LocalId("ward", "W")), SEEN)
                        .childId())
                .isEqualTo(birth.childId());
    }

    @Test
    void a_local_id_is_never_bound_again() {
        var ada = office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", null, null))
                .childId();
        var bek =
                office.recorded(REGISTRY, "2", TO_BEK, birth("Бек", null, null)).childId();

        assertThat(office.recorded(REGISTRY, "3", TO_BEK, birth("Бек", null, ADA))
                        .childId())
                .isEqualTo(bek);

        assertThat(office.events(IdentifierContested.class))
                .containsExactly(new IdentifierContested(bek, ada, "local"));
        assertThat(office.recorded(CLINIC, "4", TO_ADA, SEEN).childId()).isEqualTo(ada);
    }

    @Test
    void an_iin_of_a_registered_child_is_not_given_to_another() {
        var ada = office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", ADAS_IIN, null))
                .childId();
        office.recorded(REGISTRY, "2", TO_BEK, birth("Бек", null, null));

        var refused = (Answer.RefusedFact) office.say(REGISTRY, "3", TO_BEK, birth("Бек", ADAS_IIN, null));

        assertThat(refused.reason().rule()).isEqualTo(Rule.IIN_TAKEN);
        assertThat(refused.other()).isEqualTo(ada);
    }

    @Test
    void a_further_birth_with_the_same_iin_joins() {
        var ada = office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", ADAS_IIN, null))
                .childId();

        assertThat(office.recorded(REGISTRY, "2", TO_BEK, birth("Айшагуль", ADAS_IIN, null))
                        .childId())
                .isEqualTo(ada);
    }

    @Test
    void a_person_leads_to_the_one_registered_child_of_that_identity() {
        var named = new ChildRef.ByPerson(person("айша"));
        var before = office.recorded(CLINIC, "1", named, SEEN).childId();
        var ada = office.recorded(REGISTRY, "2", TO_ADA, birth("Айша", ADAS_IIN, null))
                .childId();

        assertThat(office.recorded(CLINIC, "3", named, SEEN).childId()).isEqualTo(ada);
        assertThat(office.survivor(before)).isEqualTo(ada);
    }

    @Test
    void a_person_leads_to_no_registered_child_where_two_share_the_identity() {
        var named = new ChildRef.ByPerson(person("Айша"));
        office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", null, null));
        office.recorded(CLINIC, "2", named, SEEN);
        office.recorded(REGISTRY, "3", TO_BEK, birth("Айша", null, null));
        office.recorded(CLINIC, "4", named, SEEN);

        assertThat(office.children()).containsExactly("[1] registered", "[2, 4] unregistered", "[3] registered");
    }

    static final Person FULL = new Person("Серікова", "Айша", "Нұрланқызы", Sex.F, LocalDate.of(2024, 1, 15), null);
    static final ChildRef BY_FULL = new ChildRef.ByPerson(FULL);
    static final ChildRef BY_NAME = new ChildRef.ByPerson(person("Айша"));
    static final AgencyId FAR_AWAY = new AgencyId("clinic-KZ-75-0");

    static RegisterBirth born(Person person) {
        return new RegisterBirth(person, null, null, ASTANA, null, null);
    }

    static Person born(LocalDate day) {
        return new Person("Серікова", "Айша", null, Sex.F, day, null);
    }

    @Test
    void a_person_is_the_registered_child_only_where_that_was_born() {
        for (Person person : List.of(FULL, person("Айша"))) {
            try (var fresh = new Office()) {
                fresh.recorded(FAR_AWAY, "1", new ChildRef.ByPerson(person), SEEN);
                fresh.recorded(CLINIC, "2", new ChildRef.ByPerson(person), SEEN);
                assertThat(fresh.children()).containsExactly("[1] unregistered", "[2] unregistered");
                fresh.recorded(REGISTRY, "3", TO_ADA, born(person));
                assertThat(fresh.children()).containsExactly("[1] unregistered", "[2, 3] registered");
            }
        }
    }

    @Test
    void or_where_it_has_arrived_whatever_was_heard_first() {
        var arrived = new ConfirmArrival(new Place("KZ-75", null, null), null);
        office.recorded(FAR_AWAY, "1", BY_FULL, SEEN);
        office.recorded(FAR_AWAY, "2", TO_ADA, arrived);
        office.recorded(REGISTRY, "3", TO_ADA, born(FULL));
        assertThat(office.children()).containsExactly("[1, 2, 3] registered");

        try (var other = new Office()) {
            other.recorded(REGISTRY, "1", TO_ADA, born(FULL));
            other.recorded(FAR_AWAY, "2", BY_FULL, SEEN);
            assertThat(other.children()).containsExactly("[1] registered", "[2] unregistered");
            other.recorded(FAR_AWAY, "3", TO_ADA, arrived);
            assertThat(other.children()).containsExactly("[1, 2, 3] registered");
            // Somebody called and born like it is registered there: it may be either
            other.recorded(REGISTRY, "4", TO_BEK, birth("Айша", null, null));
            assertThat(other.children()).containsExactly("[1, 3] registered", "[2] unregistered", "[4] registered");
        }
    }

    @Test
    void a_cousin_of_one_name_born_that_day_there_is_not_the_registered_child_while_nobody_says_its_father() {
        office.recorded(REGISTRY, "1", TO_ADA, born(FULL));
        office.recorded(CLINIC, "2", BY_NAME, SEEN);

        assertThat(office.children()).containsExactly("[1] registered", "[2] unregistered");
    }

    @Test
    void a_notice_is_who_was_seen_only_if_both_say_the_father_and_the_place() {
        var ward = new ChildRef.ByLocalId(new LocalId("ward", "W-1"));
        office.recorded(CLINIC, "1", BY_NAME, SEEN);
        office.recorded(CLINIC, "2", ward, birth("Айша", null, null));
        assertThat(office.children()).containsExactly("[1] unregistered", "[2] unregistered");

        for (boolean isNoticeFirst : List.of(true, false)) {
            try (var fresh = new Office()) {
                fresh.recorded(FAR_AWAY, "0", BY_FULL, SEEN);
                if (isNoticeFirst) {
                    fresh.recorded(CLINIC, "1", ward, born(FULL));
                }
                fresh.recorded(CLINIC, "2", BY_FULL, SEEN);
                if (!isNoticeFirst) {
                    fresh.recorded(CLINIC, "1", ward, born(FULL));
                }
                assertThat(fresh.children()).containsExactly("[0] unregistered", "[1, 2] unregistered");
            }
        }
    }

    @Test
    void a_child_registered_anew_by_its_person_is_a_registered_one_only_if_both_say_the_father_and_the_place() {
        var registered = new RegisterBirth(person("Айша"), null, null, new Place("unknown", null, null), null, null);
        office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", null, null));
        office.recorded(REGISTRY, "2", BY_NAME, registered);
        assertThat(office.children()).containsExactly("[1] registered", "[2] registered");

        try (var other = new Office()) {
            other.recorded(REGISTRY, "1", TO_ADA, born(FULL));
            other.recorded(REGISTRY, "2", BY_FULL, born(FULL));
            assertThat(other.children()).containsExactly("[1, 2] registered");
        }
    }

    @Test
    void a_twin_of_nearly_the_same_name_is_the_twin_and_one_of_the_same_name_in_another_spelling_is_neither() {
        office.recorded(REGISTRY, "1", TO_ADA, birth("Алия", null, null));
        office.recorded(REGISTRY, "2", TO_BEK, birth("Алима", null, null));
        office.recorded(CLINIC, "3", new ChildRef.ByPerson(person("Әлия")), SEEN);
        office.recorded(CLINIC, "4", new ChildRef.ByPerson(person("Alima")), SEEN);
        assertThat(office.children()).containsExactly("[1, 3] registered", "[2, 4] registered");

        try (var other = new Office()) {
            other.recorded(REGISTRY, "1", TO_ADA, birth("Алия", null, null));
            other.recorded(REGISTRY, "2", TO_BEK, birth("Әлия", null, null));
            other.recorded(CLINIC, "3", new ChildRef.ByPerson(person("Әлия")), SEEN);
            assertThat(other.children()).containsExactly("[1] registered", "[2] registered", "[3] unregistered");
        }
    }

    @Test
    void a_renamed_child_shares_its_new_name_with_whoever_had_it() {
        var ada = office.recorded(REGISTRY, "1", TO_ADA, birth("Сезім", null, null));
        office.recorded(REGISTRY, "2", TO_BEK, birth("Айша", null, null));
        office.recorded(CLINIC, "3", BY_NAME, SEEN);
        assertThat(office.children()).containsExactly("[1] registered", "[2, 3] registered");

        office.recorded(REGISTRY, "4", TO_ADA, new CorrectIdentity(person("Айша"), Set.of(), ada.eventId()));
        assertThat(office.children()).containsExactly("[1, 4] registered", "[2] registered", "[3] unregistered");
    }

    @Test
    void who_goes_by_another_surname_by_none_by_no_sex_or_by_the_first_of_january_is_nobody_for_certain() {
        LocalDate born = FULL.birthDate();
        office.recorded(REGISTRY, "1", TO_ADA, born(FULL));
        int n = 2;
        for (Person other : List.of(
                new Person("Омарова", "Айша", "Нұрланқызы", Sex.F, born, null),
                new Person("Нұрланқызы", "Айша", null, Sex.F, born, null),
                new Person(null, "Айша", "Нұрланқызы", Sex.F, born, null),
                new Person("Серікова", "Айша", "Нұрланқызы", null, born, null),
                new Person("Серікова", "Айша", "Нұрланқызы", Sex.F, LocalDate.of(2024, 1, 1), null))) {
            office.recorded(CLINIC, String.valueOf(n++), new ChildRef.ByPerson(other), SEEN);
        }

        assertThat(office.children())
                .containsExactly(
                        "[1] registered",
                        "[2] unregistered",
                        "[3] unregistered",
                        "[4] unregistered",
                        "[5] unregistered",
                        "[6] unregistered");
    }

    @Test
    void who_reports_from_no_known_region_contradicts_none() {
        office.recorded(new AgencyId("clinic"), "1", BY_NAME, SEEN);
        office.recorded(REGISTRY, "2", TO_ADA, birth("Айша", null, null));

        assertThat(office.children()).containsExactly("[1, 2] registered");
    }

    @Test
    void who_was_born_in_no_known_region_and_arrived_in_one_is_nobody_who_is_seen_in_another() {
        office.recorded(
                REGISTRY,
                "1",
                TO_ADA,
                new RegisterBirth(person("Айша"), null, null, new Place("unknown", null, null), null, null));
        office.recorded(FAR_AWAY, "2", BY_NAME, SEEN);
        assertThat(office.children()).containsExactly("[1, 2] registered");

        office.recorded(CLINIC, "3", TO_ADA, new ConfirmArrival(ASTANA, null));
        assertThat(office.children()).containsExactly("[1, 3] registered", "[2] unregistered");
    }

    @Test
    void another_patronymic_is_another_child_and_one_that_the_registry_does_not_know_is_nobody_for_certain() {
        var other = new Person("Серікова", "Айша", "Болатқызы", Sex.F, LocalDate.of(2024, 1, 15), null);
        office.recorded(REGISTRY, "1", TO_ADA, born(FULL));
        office.recorded(CLINIC, "2", new ChildRef.ByPerson(other), SEEN);
        assertThat(office.children()).containsExactly("[1] registered", "[2] unregistered");

        office.recorded(REGISTRY, "3", TO_BEK, born(other));
        assertThat(office.children()).containsExactly("[1] registered", "[2, 3] registered");

        office.recorded(
                REGISTRY, "4", new ChildRef.ByLocalId(new LocalId("registry", "B-9")), birth("Айша", null, null));
        assertThat(office.children())
                .containsExactly("[1] registered", "[2] unregistered", "[3] registered", "[4] registered");
    }

    @Test
    void a_person_is_nobody_for_certain_while_a_slip_of_the_birth_date_would_make_it_another_child() {
        LocalDate born = LocalDate.of(2024, 2, 1);
        var named = new ChildRef.ByPerson(born(born));
        for (LocalDate slip : List.of(
                born.minusDays(1), born.plusDays(1), born.minusYears(1), born.plusYears(1), LocalDate.of(2024, 1, 2))) {
            try (var fresh = new Office()) {
                fresh.recorded(REGISTRY, "1", TO_ADA, born(born(born)));
                fresh.recorded(CLINIC, "2", named, SEEN);
                assertThat(fresh.children()).containsExactly("[1, 2] registered");

                fresh.recorded(REGISTRY, "3", TO_BEK, born(born(slip)));
                assertThat(fresh.children())
                        .as("%s", slip)
                        .containsExactly("[1] registered", "[2] unregistered", "[3] registered");
            }
        }
    }

    @Test
    void a_birth_that_only_names_the_person_is_who_was_described_so_from_no_known_region() {
        office.recorded(new AgencyId("clinic"), "1", BY_FULL, SEEN);
        office.recorded(REGISTRY, "2", BY_FULL, born(FULL));

        assertThat(office.children()).containsExactly("[1, 2] registered");
    }

    @Test
    void a_number_joins_for_good_what_a_person_joined() {
        var named = new ChildRef.ByPerson(person("Айша"));
        office.recorded(CLINIC, "1", named, SEEN);
        office.recorded(CLINIC, "2", TO_ADA, birth("Айша", ADAS_IIN, null));
        office.recorded(CLINIC, "3", named, new AssignNationalId(ADAS_IIN));
        office.recorded(CLINIC, "4", TO_BEK, birth("Айша", null, null));

        assertThat(office.children()).containsExactly("[1, 2, 3] unregistered", "[4] unregistered");
    }

    @Test
    void a_corrected_identity_is_the_childs_too() {
        var ada = office.recorded(REGISTRY, "1", TO_ADA, birth("Аша", null, null));
        office.recorded(REGISTRY, "2", TO_ADA, new CorrectIdentity(person("Айша"), Set.of(), ada.eventId()));

        assertThat(office.recorded(CLINIC, "3", new ChildRef.ByPerson(person("Айша")), SEEN)
                        .childId())
                .isEqualTo(ada.childId());
    }

    @Test
    void an_incomplete_person_is_nobody_for_certain() {
        var named = new ChildRef.ByPerson(new Person("Серікова", "Айша", null, Sex.F, null, null));
        office.recorded(REGISTRY, "1", TO_ADA, birth("Айша", null, null));
        office.recorded(CLINIC, "2", named, SEEN);
        office.recorded(SCHOOL, "3", named, SEEN);

        assertThat(office.children()).containsExactly("[1] registered", "[2, 3] unregistered");
    }

    @Test
    void a_notice_leaves_the_child_unregistered() {
        office.recorded(CLINIC, "1", TO_ADA, birth("Айша", null, null));
        assertThat(office.children()).containsExactly("[1] unregistered");

        office.recorded(REGISTRY, "2", TO_ADA, birth("Айша", null, null));
        assertThat(office.children()).containsExactly("[1, 2] registered");
    }

    @Test
    void a_notice_under_a_number_of_its_own_is_the_registered_child_that_it_describes() {
        var ward = new ChildRef.ByLocalId(new LocalId("ward", "W-1"));
        office.recorded(CLINIC, "1", ward, birth("Айша", null, null));
        office.recorded(REGISTRY, "2", TO_ADA, birth("Айша", null, null));
        office.recorded(CLINIC, "3", ward, SEEN);
        assertThat(office.children()).containsExactly("[1, 2, 3] registered");
        // The registry knows the ward's child as another one
        office.recorded(REGISTRY, "4", ward, birth("Айша", null, null));
        assertThat(office.children()).containsExactly("[1, 3, 4] registered", "[2] registered");

        try (var other = new Office()) {
            other.recorded(REGISTRY, "1", TO_ADA, birth("Айша", null, null));
            other.recorded(CLINIC, "2", ward, birth("Айша", null, null));
            assertThat(other.children()).containsExactly("[1, 2] registered");
            // It may be either of two
            other.recorded(REGISTRY, "3", TO_BEK, birth("Айша", null, null));
            assertThat(other.children()).containsExactly("[1] registered", "[2] unregistered", "[3] registered");
        }
    }

    @Test
    void nor_is_it_certain_while_a_slip_of_the_birth_date_would_make_it_another_child() {
        var ward = new ChildRef.ByLocalId(new LocalId("ward", "W-1"));
        LocalDate born = LocalDate.of(2024, 2, 1);
        for (boolean isFirst : List.of(true, false)) {
            try (var fresh = new Office()) {
                if (isFirst) {
                    fresh.recorded(CLINIC, "1", ward, born(born(born)));
                }
                fresh.recorded(REGISTRY, "2", TO_ADA, born(born(born)));
                fresh.recorded(REGISTRY, "3", TO_BEK, born(born(born.plusDays(1))));
                if (!isFirst) {
                    fresh.recorded(CLINIC, "1", ward, born(born(born)));
                }
                assertThat(fresh.children()).hasSize(3);
            }
        }
    }

    // ---- Agencies

    @Test
    void an_agency_opens_itself() {
        office.recorded(SCHOOL, "1", TO_ADA, new RecordDeath());
        office.recorded(SCHOOL, "2", TO_ADA, new RecordContact(Service.EDUCATION, Strength.SEEN, "visit"));
        office.recorded(SCHOOL, "3", TO_ADA, SEEN);
        office.recorded(REGISTRY, "4", TO_ADA, new RecordDeath());

        assertThat(office.events(AgencyDescribed.class))
                .containsExactly(
                        new AgencyDescribed(SCHOOL, null, null, "KZ-71", null),
                        new AgencyDescribed(SCHOOL, null, Service.EDUCATION, "KZ-71", null),
                        new AgencyDescribed(REGISTRY, null, Service.REGISTRY, "unknown", null));
        assertThat(office.events())
                .filteredOn(e -> e.event() instanceof ContactRecorded)
                .extracting(e -> e.provenance().agencyService())
                .containsOnly(Service.EDUCATION);
        try (var restarted = office.restarted()) {
            assertThat(restarted.agencies.all()).isEqualTo(office.agencies.all());
        }
    }

    // ---- Trouble

    @Test
    void nothing_is_acknowledged_while_the_log_is_unavailable_and_all_is_well_after() {
        office.close();
        var log = new Troubled(new InMemoryEventLog());
        office = new Office(log);
        log.unavailable = true;

        assertThatThrownBy(() -> office.say(CLINIC, "1", TO_ADA, SEEN))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LogUnavailableException.class);
        log.unavailable = false;

        assertThat(office.say(CLINIC, "1", TO_ADA, SEEN)).isInstanceOf(Answer.Recorded.class);
        assertThat(office.events(RecordOpened.class)).hasSize(1);
    }

    @Test
    void what_another_node_takes_first_is_decided_again() {
        office.close();
        var log = new Troubled(new InMemoryEventLog());
        office = new Office(log);
        office.recorded(CLINIC, "0", TO_BEK, SEEN);
        ChildId[] others = new ChildId[1];
        log.before = () -> {
            try (var otherNode = office.onSameKeys(log.real)) {
                others[0] = otherNode.recorded(SCHOOL, "s", TO_ADA, SEEN).childId();
                otherNode.recorded(CLINIC, "2", TO_BEK, SEEN);
            }
        };

        var answers = office.say(List.of(
                fact(CLINIC, "1", TO_ADA, SEEN), fact(CLINIC, "2", TO_BEK, SEEN), fact(CLINIC, "3", TO_BEK, SEEN)));

        assertThat(answers.get(0))
                .extracting(a -> ((Answer.Recorded) a).childId())
                .isEqualTo(others[0]);
        assertThat(answers.get(1)).isInstanceOf(Answer.Duplicate.class);
        assertThat(answers.get(2)).isInstanceOf(Answer.Recorded.class);
        assertThat(office.children()).containsExactly("[0, 2, 3] unregistered", "[1, s] unregistered");
    }

    @Test
    void a_fact_that_cannot_be_decided_takes_no_other_with_it() {
        Order nobodys = new Order() {};
        var bad = office.decider.record(List.of(fact(CLINIC, "1", TO_ADA, nobodys)));
        var good = office.decider.record(List.of(fact(CLINIC, "2", TO_ADA, SEEN)));

        assertThat(good.join().getFirst()).isInstanceOf(Answer.Recorded.class);
        assertThat(bad)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void many_senders_are_served_and_no_fact_is_lost() {
        var waiting = new ArrayList<CompletableFuture<List<Answer>>>();
        IntStream.range(0, 3_000)
                .forEach(n -> waiting.add(office.decider.record(
                        List.of(fact(CLINIC, "c" + n, TO_ADA, SEEN), fact(SCHOOL, "s" + n, TO_BEK, SEEN)))));

        var positions = waiting.stream()
                .flatMap(answers -> answers.join().stream())
                .map(answer -> ((Answer.Recorded) answer).position())
                .toList();
        assertThat(positions).hasSize(6_000).doesNotHaveDuplicates();
        assertThat(office.meters.get("besik.append.group").summary().totalAmount())
                .isEqualTo(6_000);
        assertThat(office.log.head()).isEqualTo(6_000 + 4);
    }

    @Test
    void facts_are_counted_by_what_became_of_them() {
        office.recorded(CLINIC, "1", TO_ADA, SEEN);
        office.say(CLINIC, "1", TO_ADA, SEEN);
        office.refused(CLINIC, "1", TO_BEK, SEEN);

        for (String outcome : List.of("recorded", "duplicate", "reference-reused")) {
            assertThat(office.meters
                            .get("besik.facts")
                            .tags("fact", "RecordContact", "outcome", outcome)
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_closed_decider_takes_no_more() {
        var last = office.decider.record(List.of(fact(CLINIC, "1", TO_ADA, SEEN)));
        office.close();

        assertThat(last.join().getFirst()).isInstanceOf(Answer.Recorded.class);
        assertThat(office.decider.record(List.of(fact(CLINIC, "2", TO_ADA, SEEN))))
                .isCompletedExceptionally();
    }

    /** A log that fails, or in which another node is faster, when told to. */
    static final class Troubled implements EventLog {

        final EventLog real;
        volatile boolean unavailable;
        volatile @Nullable Runnable before;

        Troubled(EventLog real) {
            this.real = real;
        }

        @Override
        public List<AppendResult> append(List<LogTransaction> group) {
            Runnable faster = before;
            if (faster != null) {
                before = null;
                faster.run();
            }
            if (unavailable) {
                throw new LogUnavailableException("out of order", new IllegalStateException());
            }
            return real.append(group);
        }

        @Override
        public List<StoredEvent> readMatching(LogQuery query, long after, int limit) {
            return real.readMatching(query, after, limit);
        }

        @Override
        public Optional<TakenKey> find(UniqueKey key) {
            return real.find(key);
        }

        @Override
        public long head() {
            return real.head();
        }

        @Override
        public List<StoredEvent> read(long after, int limit) {
            return real.read(after, limit);
        }

        @Override
        public boolean await(long after, Duration timeout) throws InterruptedException {
            return real.await(after, timeout);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
