package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.InMemoryEventLog;
import org.besik.command.identity.mergerecords.MergeRecords;
import org.besik.command.identity.mergerecords.RejectDuplicate;
import org.besik.command.identity.mergerecords.UnmergeRecords;
import org.besik.command.refusal.Rule;
import org.besik.command.registration.assignnationalid.AssignNationalId;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.tracing.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An officer says that two records are one child, takes it back, or says that they are two. */
class MergeRecordsTest {

    static final RecordContact SEEN = new RecordContact(Service.HEALTH, Strength.SEEN, "visit");
    static final Person AISHA = new Person("Серік", "Айша", null, Sex.F, LocalDate.of(2024, 1, 15), null);
    static final Iin IIN = new Iin("240115600013");

    Office office;
    int refs;

    /** An empty log. */
    EventLog log() {
        return new InMemoryEventLog();
    }

    @BeforeEach
    void open() {
        office = new Office(log());
    }

    @AfterEach
    void close() {
        office.close();
    }

    static ChildRef number(String value) {
        return new ChildRef.ByLocalId(new LocalId("clinic", value));
    }

    ChildId unregistered(String number) {
        return office.recorded(Office.CLINIC, "r-" + refs++, number(number), SEEN)
                .childId();
    }

    /** By its person alone. */
    ChildId visited(Person person) {
        return office.recorded(Office.CLINIC, "r-" + refs++, new ChildRef.ByPerson(person), SEEN)
                .childId();
    }

    ChildId registered(String number) {
        return office.recorded(Office.REGISTRY, "r-" + refs++, number(number), birth())
                .childId();
    }

    static RegisterBirth birth() {
        return new RegisterBirth(AISHA, null, null, new Place("KZ-71", null, null), null, null);
    }

    Answer say(ChildId child, Order order) {
        return office.say(List.of(OfficersOrdersTest.order(
                        OfficersOrdersTest.SAULE, AgencyId.BESIK, "o-" + refs++, child, order)))
                .getFirst();
    }

    ChildId merged(ChildId child, ChildId other) {
        return ((Answer.Recorded) say(child, new MergeRecords(other, "one child"))).childId();
    }

    ChildId unmerged(ChildId child, ChildId other) {
        return ((Answer.Recorded) say(child, new UnmergeRecords(other, "two children"))).childId();
    }

    Rule refused(ChildId child, Order order) {
        return ((Answer.RefusedFact) say(child, order)).reason().rule();
    }

    @Test
    void the_registered_record_survives() {
        ChildId unregistered = unregistered("A-1");
        ChildId registered = registered("A-2");

        assertThat(merged(unregistered, registered)).isEqualTo(registered);
        RecordedEvent event = office.events().getLast();
        assertThat(event.event()).isEqualTo(new RecordsMerged(registered, unregistered, new Note("one child")));
        assertThat(event.provenance().officer()).isEqualTo(OfficersOrdersTest.SAULE);
    }

    @Test
    void between_two_of_a_kind_the_one_that_was_opened_first_survives() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        assertThat(merged(second, first)).isEqualTo(first);

        ChildId born = registered("B-1");
        ChildId bornAgain = registered("B-2");
        assertThat(merged(bornAgain, born)).isEqualTo(born);
    }

    @Test
    void facts_about_either_go_to_the_record_they_name_and_are_shown_as_one_child() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        merged(first, second);

        assertThat(office.recorded(Office.CLINIC, "later", number("A-2"), SEEN).childId())
                .isEqualTo(first);
        assertThat(office.recorded(Office.CLINIC, "by-id", new ChildRef.ById(second.value()), SEEN)
                        .childId())
                .isEqualTo(first);
        assertThat(office.events(ContactRecorded.class).stream().map(ContactRecorded::childId))
                .containsExactly(first, second, second, second);
    }

    @Test
    void an_unmerge_gives_each_record_its_own_facts_again_with_what_came_since() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        merged(first, second);
        office.recorded(Office.CLINIC, "since", number("A-2"), SEEN);

        assertThat(unmerged(second, first)).isEqualTo(second);
        assertThat(office.events().getLast().event())
                .isEqualTo(new MergeReverted(first, second, new Note("two children")));
        assertThat(office.children()).containsExactly("[r-0] unregistered", "[r-1, since] unregistered");
        assertThat(office.recorded(Office.CLINIC, "then", number("A-2"), SEEN).childId())
                .isEqualTo(second);
    }

    @Test
    void what_was_unmerged_can_be_merged_again() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        merged(first, second);
        unmerged(first, second);

        assertThat(merged(second, first)).isEqualTo(first);
        assertThat(office.survivor(second)).isEqualTo(first);
    }

    @Test
    void a_birth_that_registers_the_merged_record_makes_it_the_one_that_is_shown() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        merged(first, second);

        assertThat(registered("A-2")).isEqualTo(second);
        assertThat(office.survivor(first)).isEqualTo(second);
        assertThat(unmerged(first, second)).isEqualTo(first);
        assertThat(office.survivor(first)).isEqualTo(first);
    }

    @Test
    void three_records_are_one_child_and_one_of_them_can_leave() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        ChildId third = unregistered("A-3");
        merged(second, third);
        merged(third, first);
        assertThat(office.survivor(third)).isEqualTo(first);

        // First and second are linked through third only: what leaves is the one that is named as the other
        assertThat(unmerged(second, first)).isEqualTo(second);
        assertThat(office.survivor(first)).isEqualTo(first);
        assertThat(office.survivor(third)).isEqualTo(second);
    }

    @Test
    void the_one_in_the_middle_leaves_two_behind() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        ChildId third = unregistered("A-3");
        ChildId fourth = unregistered("A-4");
        merged(fourth, first);
        merged(first, second);
        merged(second, third);

        assertThat(unmerged(fourth, second)).isEqualTo(first);
        assertThat(office.children())
                .containsExactly("[r-0, r-3] unregistered", "[r-1] unregistered", "[r-2] unregistered");
    }

    @Test
    void an_identifier_that_makes_them_one_outlives_the_officers_word() {
        ChildId first = registered("A-1");
        ChildId second = unregistered("A-2");
        merged(first, second);
        office.recorded(Office.CLINIC, "iin-1", number("A-1"), new AssignNationalId(IIN));
        office.recorded(Office.CLINIC, "iin-2", number("A-2"), new AssignNationalId(IIN));

        assertThat(office.survivor(second)).isEqualTo(first);
        assertThat(refused(first, new UnmergeRecords(second, "no"))).isEqualTo(Rule.JOINED_BY_IDENTITY);
    }

    @Test
    void a_merged_child_may_have_the_iin_of_either_record() {
        ChildId first = registered("A-1");
        ChildId second = registered("A-2");
        office.recorded(Office.CLINIC, "iin-2", number("A-2"), new AssignNationalId(IIN));
        assertThat(office.refused(Office.CLINIC, "taken", number("A-1"), new AssignNationalId(IIN)))
                .isEqualTo(Rule.IIN_TAKEN);
        merged(first, second);

        assertThat(office.recorded(Office.CLINIC, "iin-1", number("A-1"), new AssignNationalId(IIN))
                        .childId())
                .isEqualTo(first);
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        var nobody = new ChildId(UUID.randomUUID().toString());

        assertThat(refused(first, new MergeRecords(first, "x"))).isEqualTo(Rule.SAME_RECORD);
        assertThat(refused(first, new UnmergeRecords(first, "x"))).isEqualTo(Rule.SAME_RECORD);
        assertThat(refused(first, new RejectDuplicate(first, "x"))).isEqualTo(Rule.SAME_RECORD);
        assertThat(refused(first, new MergeRecords(nobody, "x"))).isEqualTo(Rule.UNKNOWN_VALUE);
        assertThat(refused(first, new UnmergeRecords(second, "x"))).isEqualTo(Rule.NOT_MERGED);
        merged(first, second);
        assertThat(refused(second, new MergeRecords(first, "x"))).isEqualTo(Rule.ALREADY_MERGED);
        assertThat(refused(first, new RejectDuplicate(second, "x"))).isEqualTo(Rule.ALREADY_MERGED);
        unmerged(first, second);
        assertThat(refused(first, new UnmergeRecords(second, "x"))).isEqualTo(Rule.NOT_MERGED);
    }

    @Test
    void a_rejected_pair_is_on_record_and_can_still_be_merged() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        say(second, new RejectDuplicate(first, "cousins"));

        assertThat(office.events().getLast().event())
                .isEqualTo(new DuplicateRejected(second, first, new Note("cousins")));
        assertThat(merged(first, second)).isEqualTo(first);
    }

    @Test
    void whom_an_officer_rejected_the_person_does_not_join_whatever_comes_first() {
        ChildId visited = visited(AISHA);
        ChildId unregistered = unregistered("A-1");
        say(visited, new RejectDuplicate(unregistered, "cousins"));
        registered("A-1");
        assertThat(visited(AISHA)).isEqualTo(visited);
        assertThat(office.survivor(visited)).isEqualTo(visited);
    }

    @Test
    void a_rejection_parts_whom_the_person_joined_and_for_good() {
        ChildId visited = visited(AISHA);
        ChildId born = registered("A-1");
        assertThat(office.survivor(visited)).isEqualTo(born);

        assertThat(((Answer.Recorded) say(born, new RejectDuplicate(visited, "cousins"))).childId())
                .isEqualTo(born);
        assertThat(office.survivor(visited)).isEqualTo(visited);
        registered("A-1");
        try (Office after = office.restarted()) {
            assertThat(after.recorded(Office.CLINIC, "again", new ChildRef.ByPerson(AISHA), SEEN)
                            .childId())
                    .isEqualTo(visited);
        }
    }

    @Test
    void whoever_is_not_the_one_namesake_may_be_the_other() {
        ChildId visited = visited(AISHA);
        ChildId born = registered("A-1");
        ChildId namesake = registered("A-2");
        assertThat(office.survivor(visited)).isEqualTo(visited);

        say(visited, new RejectDuplicate(born, "cousins"));
        assertThat(office.survivor(visited)).isEqualTo(namesake);
    }

    @Test
    void of_two_rejected_records_that_mean_one_child_neither_is_joined_to_it() {
        ChildId visited = visited(AISHA);
        ChildId known =
                office.recorded(Office.CLINIC, "ward", number("W-1"), SEEN).childId();
        say(visited, new RejectDuplicate(known, "twins"));
        office.recorded(Office.CLINIC, "notice", number("W-1"), birth());
        ChildId born = registered("A-1");

        assertThat(office.survivor(visited)).isEqualTo(visited);
        assertThat(office.survivor(known)).isEqualTo(known);
        assertThat(merged(born, known)).isEqualTo(born);
        assertThat(office.survivor(visited)).isEqualTo(visited);
    }

    @Test
    void a_merge_takes_a_rejection_back_until_it_is_undone_itself() {
        ChildId visited = visited(AISHA);
        ChildId born = registered("A-1");
        say(born, new RejectDuplicate(visited, "cousins"));

        assertThat(merged(visited, born)).isEqualTo(born);
        assertThat(office.survivor(visited)).isEqualTo(born);
        assertThat(unmerged(born, visited)).isEqualTo(born);
        assertThat(office.survivor(visited)).isEqualTo(visited);
    }

    @Test
    void a_number_joins_whom_an_officer_rejected_and_says_so() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        say(first, new RejectDuplicate(second, "cousins"));
        office.recorded(Office.CLINIC, "iin-1", number("A-1"), new AssignNationalId(IIN));
        office.recorded(Office.CLINIC, "iin-2", number("A-2"), new AssignNationalId(IIN));

        assertThat(office.events().getLast().event())
                .isEqualTo(new RecordsMerged(first, second, RecordsMerged.DESPITE_REJECTION));
        assertThat(refused(first, new RejectDuplicate(second, "cousins"))).isEqualTo(Rule.ALREADY_MERGED);
    }

    @Test
    void a_merge_of_what_the_person_joined_is_kept_when_the_person_turns_out_to_be_another() {
        ChildId visited = visited(AISHA);
        ChildId born = registered("A-1");
        assertThat(merged(born, visited)).isEqualTo(born);
        assertThat(refused(visited, new MergeRecords(born, "x"))).isEqualTo(Rule.ALREADY_MERGED);

        registered("A-2");
        assertThat(office.survivor(visited)).isEqualTo(born);
        assertThat(unmerged(born, visited)).isEqualTo(born);
        assertThat(office.survivor(visited)).isEqualTo(visited);
    }

    @Test
    void an_unmerge_takes_back_the_word_and_not_what_the_person_says() {
        ChildId visited = visited(AISHA);
        ChildId born = registered("A-1");
        merged(born, visited);

        assertThat(unmerged(visited, born)).isEqualTo(born);
        assertThat(office.survivor(visited)).isEqualTo(born);
        assertThat(refused(visited, new UnmergeRecords(born, "x"))).isEqualTo(Rule.JOINED_BY_IDENTITY);
        registered("A-2");
        assertThat(office.survivor(visited)).isEqualTo(visited);
    }

    @Test
    void a_word_is_taken_back_by_any_id_that_the_child_has_but_not_a_number() {
        ChildId visited = visited(AISHA);
        ChildId born = registered("A-1");
        ChildId ward = unregistered("W-1");
        office.recorded(Office.CLINIC, "notice", number("W-1"), birth());
        assertThat(office.survivor(ward)).isEqualTo(born);
        merged(visited, ward);
        assertThat(unmerged(born, ward)).isEqualTo(born);
        assertThat(refused(born, new UnmergeRecords(ward, "x"))).isEqualTo(Rule.JOINED_BY_IDENTITY);

        merged(born, visited);
        ChildId numbered = unregistered("A-2");
        office.recorded(Office.CLINIC, "iin-1", number("A-1"), new AssignNationalId(IIN));
        office.recorded(Office.CLINIC, "iin-2", number("A-2"), new AssignNationalId(IIN));
        assertThat(refused(born, new UnmergeRecords(numbered, "x"))).isEqualTo(Rule.JOINED_BY_IDENTITY);
    }

    @Test
    void another_decider_knows_what_officers_said() {
        ChildId first = unregistered("A-1");
        ChildId second = unregistered("A-2");
        ChildId third = unregistered("A-3");
        merged(first, second);
        merged(second, third);
        unmerged(first, third);
        try (Office after = office.restarted()) {
            assertThat(after.recorded(Office.CLINIC, "n-2", number("A-2"), SEEN).childId())
                    .isEqualTo(first);
            assertThat(after.recorded(Office.CLINIC, "n-3", number("A-3"), SEEN).childId())
                    .isEqualTo(third);
        }
    }
}
