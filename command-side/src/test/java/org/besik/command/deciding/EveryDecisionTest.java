package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.command.deciding.DecisionFixture.ADA;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.besik.command.CommandSide;
import org.besik.command.circumstances.guardian.AssignGuardian;
import org.besik.command.circumstances.placement.EndPlacement;
import org.besik.command.circumstances.placement.StartPlacement;
import org.besik.command.circumstances.support.AssignSupportCategory;
import org.besik.command.circumstances.support.EndSupportCategory;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.contact.recordcontact.RetractContact;
import org.besik.command.ending.recorddeath.RecordDeath;
import org.besik.command.handoff.answerhandoff.AcceptHandoff;
import org.besik.command.handoff.answerhandoff.CancelHandoff;
import org.besik.command.handoff.answerhandoff.CompleteHandoff;
import org.besik.command.handoff.answerhandoff.DeclineHandoff;
import org.besik.command.handoff.initiatehandoff.InitiateHandoff;
import org.besik.command.identity.mergerecords.MergeRecords;
import org.besik.command.identity.mergerecords.RejectDuplicate;
import org.besik.command.identity.mergerecords.UnmergeRecords;
import org.besik.command.registration.assignnationalid.AssignNationalId;
import org.besik.command.registration.correctidentity.CorrectIdentity;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.command.registration.registerchild.RegisterChild;
import org.besik.command.residence.leavecountry.LeaveCountry;
import org.besik.command.residence.leavecountry.ReturnToCountry;
import org.besik.command.residence.move.CancelRelocation;
import org.besik.command.residence.move.ConfirmArrival;
import org.besik.command.residence.move.DeclareRelocation;
import org.besik.command.residence.stay.RecordTemporaryStay;
import org.besik.command.schooling.enrolchild.EndEnrolment;
import org.besik.command.schooling.enrolchild.EnrolChild;
import org.besik.command.schooling.queue.JoinWaitlist;
import org.besik.command.schooling.queue.LeaveWaitlist;
import org.besik.command.schooling.reportattendance.ReportAttendance;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.circumstances.GuardianAssigned;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementKind;
import org.besik.events.circumstances.PlacementStarted;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.circumstances.SupportCategoryAssigned;
import org.besik.events.circumstances.SupportCategoryEnded;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.contact.Strength;
import org.besik.events.ending.DeathRecorded;
import org.besik.events.handoff.HandoffAccepted;
import org.besik.events.handoff.HandoffCancelled;
import org.besik.events.handoff.HandoffCompleted;
import org.besik.events.handoff.HandoffDeclined;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.registration.RegistrationReason;
import org.besik.events.residence.ArrivalConfirmed;
import org.besik.events.residence.LeftCountry;
import org.besik.events.residence.RelocationCancelled;
import org.besik.events.residence.RelocationDeclared;
import org.besik.events.residence.ReturnedToCountry;
import org.besik.events.residence.TemporaryStayRecorded;
import org.besik.events.schooling.AttendanceReported;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.EnrolmentEnded;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.besik.events.schooling.WaitlistJoined;
import org.besik.events.schooling.WaitlistLeft;
import org.besik.events.tracing.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every order records of a child about whom nothing was said that refuses it. */
class EveryDecisionTest {

    static final AgencyId CLINIC = new AgencyId("clinic");
    static final AgencyId SCHOOL = new AgencyId("school");
    static final Place ASTANA = new Place("KZ-71", "Esil", false);
    static final Place ALMATY = new Place("KZ-75", null, null);
    static final LocalDate JUNE_1 = LocalDate.of(2026, 6, 1);
    static final LocalDate BORN = LocalDate.of(2024, 1, 15);
    static final Iin IIN = new Iin("240115600013");
    static final LocalId NUMBER = new LocalId("registry", "B-1");
    static final LocalId WARD = new LocalId("ward", "W-1");
    static final ChildId TWIN = new ChildId("22222222-0000-4000-8000-000000000000");
    static final EventId EARLIER = new EventId("11111111-0000-4000-8000-000000000000");
    static final Person AISHA = new Person("Серікова", "Айша", null, Sex.F, BORN, null);
    static final Relative MOTHER = new Relative("Серікова Гүлнұр", null, null, null, null, null);

    final DecisionFixture fixture = new DecisionFixture();

    @AfterEach
    void stop() {
        fixture.stop();
    }

    record Case(Order order, Function<EventId, ChildEvent> records) {

        @Override
        public String toString() {
            return order.getClass().getSimpleName();
        }
    }

    static Case of(Order order, ChildEvent event) {
        return new Case(order, id -> event);
    }

    static List<Case> cases() {
        return List.of(
                of(
                        new RegisterBirth(AISHA, IIN, MOTHER, ASTANA, "ward 1", WARD),
                        new BirthRegistered(ADA, AISHA, IIN, List.of(WARD), MOTHER, ASTANA, "ward 1")),
                of(
                        new RegisterChild(AISHA, IIN, MOTHER, ASTANA, null, WARD, RegistrationReason.LATE),
                        new ChildRegistered(
                                ADA, AISHA, IIN, List.of(WARD), MOTHER, ASTANA, null, RegistrationReason.LATE)),
                of(new AssignNationalId(IIN), new NationalIdAssigned(ADA, IIN)),
                of(new MergeRecords(TWIN, "one child"), new RecordsMerged(ADA, TWIN, new Note("one child"))),
                of(new UnmergeRecords(TWIN, "two children"), new MergeReverted(ADA, TWIN, new Note("two children"))),
                of(new RejectDuplicate(TWIN, "twins"), new DuplicateRejected(ADA, TWIN, new Note("twins"))),
                of(
                        new CorrectIdentity(AISHA, Set.of("patronymic"), EARLIER),
                        new IdentityCorrected(ADA, AISHA, Set.of("patronymic"), EARLIER)),
                of(
                        new RecordContact(Service.HEALTH, Strength.REMOTE, "call"),
                        new ContactRecorded(ADA, Service.HEALTH, Strength.REMOTE, "call")),
                of(new RetractContact("v-1", "typo"), new ContactRetracted(ADA, "v-1", new Note("typo"))),
                of(new DeclareRelocation(ASTANA, ALMATY, JUNE_1), new RelocationDeclared(ADA, ASTANA, ALMATY, JUNE_1)),
                of(new ConfirmArrival(ALMATY, ASTANA), new ArrivalConfirmed(ADA, ALMATY, ASTANA)),
                of(new CancelRelocation("move-1"), new RelocationCancelled(ADA, "move-1")),
                of(new LeaveCountry("DE"), new LeftCountry(ADA, "DE")),
                of(new ReturnToCountry("DE"), new ReturnedToCountry(ADA, "DE")),
                of(new RecordTemporaryStay("KZ-75", JUNE_1), new TemporaryStayRecorded(ADA, "KZ-75", JUNE_1)),
                of(new JoinWaitlist("k-1", "PRESCHOOL", null), new WaitlistJoined(ADA, "k-1", "PRESCHOOL", null)),
                of(
                        new LeaveWaitlist(null, "SCHOOL", "place given"),
                        new WaitlistLeft(ADA, null, "SCHOOL", "place given")),
                of(
                        new EnrolChild("k-1", Level.PRESCHOOL, Form.DAY, JUNE_1),
                        new ChildEnrolled(ADA, "k-1", Level.PRESCHOOL, Form.DAY, JUNE_1)),
                of(
                        new EndEnrolment("k-1", EndReason.MOVED, "k-2"),
                        new EnrolmentEnded(ADA, "k-1", EndReason.MOVED, "k-2")),
                of(
                        new ReportAttendance("k-1", YearMonth.of(2026, 4), 17, 3),
                        new AttendanceReported(ADA, "k-1", YearMonth.of(2026, 4), 17, 3)),
                new Case(
                        new InitiateHandoff(SCHOOL, Service.EDUCATION, JUNE_1, "speech"),
                        id -> new HandoffInitiated(
                                ADA, new HandoffId(id.value()), SCHOOL, Service.EDUCATION, JUNE_1, new Note("speech"))),
                of(new AcceptHandoff("h", "yes"), new HandoffAccepted(ADA, "h", new Note("yes"))),
                of(new DeclineHandoff("h", "full"), new HandoffDeclined(ADA, "h", new Note("full"))),
                of(new CompleteHandoff("h", "done"), new HandoffCompleted(ADA, "h", new Note("done"))),
                of(new CancelHandoff("h", "moved"), new HandoffCancelled(ADA, "h", new Note("moved"))),
                of(new AssignGuardian(MOTHER, "aunt", JUNE_1), new GuardianAssigned(ADA, MOTHER, "aunt", JUNE_1)),
                of(
                        new AssignSupportCategory(SupportCategory.ORPHAN),
                        new SupportCategoryAssigned(ADA, SupportCategory.ORPHAN)),
                of(
                        new EndSupportCategory(SupportCategory.ORPHAN),
                        new SupportCategoryEnded(ADA, SupportCategory.ORPHAN)),
                of(
                        new StartPlacement(PlacementKind.SHELTER, "s-1"),
                        new PlacementStarted(ADA, PlacementKind.SHELTER, "s-1")),
                of(
                        new EndPlacement(PlacementKind.SHELTER, "s-1"),
                        new PlacementEnded(ADA, PlacementKind.SHELTER, "s-1")),
                of(new RecordDeath(), new DeathRecorded(ADA)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_is_recorded(Case one) {
        fixture.when(CLINIC, one.order()).records(one.records());
    }

    /** A fact is recorded; a contradiction is flagged; neither is dropped. */
    @ParameterizedTest
    @MethodSource("cases")
    void also_after_the_child_died_left_and_was_told_of_twice(Case one) {
        fixture.given(CLINIC, "1", id(1), new DeathRecorded(ADA))
                .given(CLINIC, "2", id(2), new LeftCountry(ADA, "DE"))
                .given(CLINIC, "3", id(3), one.records().apply(id(3)))
                .given(SCHOOL, "4", id(4), one.records().apply(id(4)))
                .when(CLINIC, one.order())
                .records(one.records());
    }

    static EventId id(int n) {
        return new EventId("00000000-0000-4000-8000-00000000000" + n);
    }

    @Test
    void every_order_has_its_case() {
        Map<Class<?>, Long> cases = cases().stream()
                .collect(Collectors.groupingBy(one -> one.order().getClass(), Collectors.counting()));

        assertThat(cases.keySet())
                .containsExactlyInAnyOrderElementsOf(CommandSide.slices().stream()
                        .<Class<?>>map(Slice::order)
                        // What officers decide rests on what they decided before, and is refused where it does not fit
                        .filter(order -> !order.getPackageName().startsWith("org.besik.command.tracing"))
                        .toList());
    }

    @Test
    void what_names_the_child_becomes_its_number() {
        fixture.when(CLINIC, new ChildRef.ByLocalId(NUMBER), new RegisterBirth(AISHA, null, null, ASTANA, null, WARD))
                .records(new BirthRegistered(ADA, AISHA, null, List.of(NUMBER, WARD), null, ASTANA, null));
    }

    @Test
    void once_if_it_is_said_twice() {
        fixture.when(CLINIC, new ChildRef.ByLocalId(NUMBER), new RegisterBirth(AISHA, null, null, ASTANA, null, NUMBER))
                .records(new BirthRegistered(ADA, AISHA, null, List.of(NUMBER), null, ASTANA, null));
    }

    @Test
    void an_iin_too() {
        fixture.when(
                        CLINIC,
                        new ChildRef.ByIin(IIN),
                        new RegisterChild(AISHA, null, null, ASTANA, null, null, RegistrationReason.IMMIGRANT))
                .records(new ChildRegistered(
                        ADA, AISHA, IIN, List.of(), null, ASTANA, null, RegistrationReason.IMMIGRANT));
    }
}
