package org.besik.query.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Iin;
import org.besik.events.Officer;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementKind;
import org.besik.events.circumstances.PlacementStarted;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.circumstances.SupportCategoryAssigned;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.contact.Strength;
import org.besik.events.ending.DeathRecorded;
import org.besik.events.handoff.HandoffAccepted;
import org.besik.events.handoff.HandoffCancelled;
import org.besik.events.handoff.HandoffDeclined;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.registration.RecordOpened;
import org.besik.events.registration.RegistrationReason;
import org.besik.events.residence.ArrivalConfirmed;
import org.besik.events.residence.LeftCountry;
import org.besik.events.residence.RelocationCancelled;
import org.besik.events.residence.RelocationDeclared;
import org.besik.events.residence.ReturnedToCountry;
import org.besik.events.schooling.AttendanceReported;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.EnrolmentEnded;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;

/** Builds a child's record for tests, fact by fact; days are ISO dates. Ada's facts get the ids {@code e1}, {@code e2} … */
public final class Facts {

    public static final ChildId ADA = new ChildId("ada");
    public static final String ASTANA = "KZ-71";
    public static final String ALMATY = "KZ-75";

    private final ChildId child;
    private final List<RecordedEvent> events = new ArrayList<>();
    private String region = ASTANA;
    private @Nullable String district;
    private String agency = "clinic";
    private @Nullable Service agencyService;
    private @Nullable Officer officer;

    private Facts(ChildId child) {
        this.child = child;
    }

    public static Facts of(ChildId child) {
        return new Facts(child);
    }

    public static Facts ada() {
        return of(ADA);
    }

    /** The next facts come from this agency in this region. */
    public Facts from(String nextAgency, String nextRegion) {
        agency = nextAgency;
        region = nextRegion;
        district = null;
        agencyService = nextAgency.equals("registry") ? Service.REGISTRY : null;
        officer = null;
        return this;
    }

    /** What comes next is decided inside Besik. */
    public Facts by(Officer nextOfficer) {
        officer = nextOfficer;
        return this;
    }

    /** The next facts come from an agency in a district. */
    public Facts from(String nextAgency, String nextRegion, String nextDistrict) {
        from(nextAgency, nextRegion);
        district = nextDistrict;
        return this;
    }

    /** A girl's birth, registered on the day by the registry. */
    public Facts born(String day) {
        return born(day, day);
    }

    public Facts born(String birthDate, String occurredOn) {
        String before = agency;
        String beforeRegion = region;
        from("registry", region).notice(birthDate, occurredOn);
        return from(before, beforeRegion);
    }

    /** A birth by whoever reports at present: a notice unless that is the registry. */
    public Facts notice(String birthDate, String occurredOn) {
        return add(
                occurredOn,
                new BirthRegistered(
                        child, girl(birthDate), null, List.of(), null, new Place(region, null, null), null));
    }

    public Facts registered(String birthDate, String occurredOn, RegistrationReason reason) {
        return add(
                occurredOn,
                new ChildRegistered(
                        child, girl(birthDate), null, List.of(), null, new Place(region, null, null), null, reason));
    }

    private static Person girl(String birthDate) {
        return new Person("Ospanova", "Ada", null, Sex.F, LocalDate.parse(birthDate), null);
    }

    public Facts opened(String day, @Nullable String iin) {
        return add(day, new RecordOpened(child, iin == null ? null : new Iin(iin), List.of(), null));
    }

    public Facts iin(String day, String iin) {
        return add(day, new NationalIdAssigned(child, new Iin(iin)));
    }

    public Facts corrected(String day, String birthDate, String corrects) {
        return add(
                day,
                new IdentityCorrected(
                        child,
                        new Person(null, null, null, null, LocalDate.parse(birthDate), null),
                        Set.of(),
                        new EventId(corrects)));
    }

    public Facts seen(String day) {
        return contact(day, Service.HEALTH, Strength.SEEN);
    }

    public Facts contact(String day, Service service, Strength strength) {
        return add(day, new ContactRecorded(child, service, strength, "visit"));
    }

    public Facts retracted(String day, String target) {
        return add(day, new ContactRetracted(child, target, null));
    }

    public Facts relocates(String day, String from, String to) {
        return relocates(day, from, to, null);
    }

    public Facts relocates(String day, String from, String to, @Nullable String expectedBy) {
        return add(
                day,
                new RelocationDeclared(
                        child,
                        new Place(from, null, null),
                        new Place(to, null, null),
                        expectedBy == null ? null : LocalDate.parse(expectedBy)));
    }

    public Facts relocatesTo(String day, String to, String toDistrict) {
        return add(
                day,
                new RelocationDeclared(
                        child, new Place(region, district, null), new Place(to, toDistrict, null), null));
    }

    public Facts arrives(String day, String to) {
        return add(day, new ArrivalConfirmed(child, new Place(to, null, null), null));
    }

    public Facts cancelsMove(String day, @Nullable String relocation) {
        return add(day, new RelocationCancelled(child, relocation));
    }

    public Facts leaves(String day) {
        return add(day, new LeftCountry(child, "DE"));
    }

    public Facts returns(String day) {
        return add(day, new ReturnedToCountry(child, "DE"));
    }

    public Facts enrolled(String day, Level level, String from) {
        return enrolled(day, level, Form.DAY, from);
    }

    /** At an institution of the reporting agency's name. */
    public Facts enrolled(String day, Level level, Form form, String from) {
        return add(day, new ChildEnrolled(child, agency, level, form, LocalDate.parse(from)));
    }

    /** At an institution for which the agency reports. */
    public Facts enrolledAt(String institution, String day, Level level, String from) {
        return add(day, new ChildEnrolled(child, institution, level, Form.DAY, LocalDate.parse(from)));
    }

    /** Likewise. */
    public Facts attendsAt(String institution, String day, String month, int daysPresent) {
        return add(day, new AttendanceReported(child, institution, YearMonth.parse(month), daysPresent, 0));
    }

    public Facts endsEnrolment(String day, EndReason reason) {
        return add(day, new EnrolmentEnded(child, agency, reason, null));
    }

    public Facts attends(String day, String month, int daysPresent) {
        return attends(day, month, daysPresent, 0);
    }

    public Facts attends(String day, String month, int daysPresent, int daysAbsent) {
        return add(day, new AttendanceReported(child, agency, YearMonth.parse(month), daysPresent, daysAbsent));
    }

    public Facts handsOff(String day, String to, @Nullable String dueBy) {
        return add(
                day,
                new HandoffInitiated(
                        child,
                        new HandoffId(id(events.size() + 1)),
                        new AgencyId(to),
                        Service.SOCIAL,
                        dueBy == null ? null : LocalDate.parse(dueBy),
                        null));
    }

    public Facts accepts(String day, String handoff) {
        return add(day, new HandoffAccepted(child, handoff, null));
    }

    public Facts declines(String day, String handoff) {
        return add(day, new HandoffDeclined(child, handoff, null));
    }

    public Facts cancels(String day, String handoff) {
        return add(day, new HandoffCancelled(child, handoff, null));
    }

    /** In an institution of the reporting agency's name. */
    public Facts placed(String day) {
        return add(day, new PlacementStarted(child, PlacementKind.INSTITUTION, agency));
    }

    public Facts endsPlacement(String day) {
        return add(day, new PlacementEnded(child, PlacementKind.INSTITUTION, agency));
    }

    public Facts supported(String day, SupportCategory category) {
        return add(day, new SupportCategoryAssigned(child, category));
    }

    public Facts dies(String day) {
        return add(day, new DeathRecorded(child));
    }

    private String id(int number) {
        return child.equals(ADA) ? "e" + number : child + "-e" + number;
    }

    public Facts add(String day, ChildEvent event) {
        int number = events.size() + 1;
        LocalDate occurredOn = LocalDate.parse(day);
        Instant recordedAt = occurredOn.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(number);
        events.add(new RecordedEvent(
                number,
                new Provenance(
                        new EventId(id(number)),
                        occurredOn,
                        recordedAt,
                        new AgencyId(agency),
                        agencyService,
                        "r" + number,
                        null,
                        region,
                        district,
                        null,
                        null,
                        officer),
                event));
        return this;
    }

    /** The same event under another id, learnt at another instant. */
    public static RecordedEvent learnt(RecordedEvent event, String id, Instant at) {
        Provenance from = event.provenance();
        return new RecordedEvent(
                event.position(),
                new Provenance(
                        new EventId(id),
                        from.occurredOn(),
                        at,
                        from.agency(),
                        from.agencyService(),
                        from.ref(),
                        from.reporter(),
                        from.region(),
                        from.district(),
                        from.correlationId(),
                        from.causationId(),
                        from.officer()),
                event.event());
    }

    /** What was said last was only learnt at an instant. */
    public Facts learntAt(Instant at) {
        RecordedEvent last = events.removeLast();
        events.add(learnt(last, last.provenance().eventId().value(), at));
        return this;
    }

    /** The facts in the order in which they were told. */
    public List<RecordedEvent> told() {
        return List.copyOf(events);
    }

    public RecordFacts record() {
        return new RecordFacts(
                child, List.of(), events.stream().sorted(FoldOrder.COMPARATOR).toList());
    }
}
