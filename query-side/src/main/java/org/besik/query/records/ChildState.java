package org.besik.query.records;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.besik.events.Ages;
import org.besik.events.BesikEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Relative;
import org.besik.events.Service;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.circumstances.CircumstanceEvent;
import org.besik.events.circumstances.GuardianAssigned;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementStarted;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.circumstances.SupportCategoryAssigned;
import org.besik.events.circumstances.SupportCategoryEnded;
import org.besik.events.contact.ContactEvent;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.contact.Strength;
import org.besik.events.custody.CustodyEvent;
import org.besik.events.custody.PersonalDataErased;
import org.besik.events.custody.RecordSealed;
import org.besik.events.custody.RecordUnsealed;
import org.besik.events.ending.DeathRecorded;
import org.besik.events.ending.EndingEvent;
import org.besik.events.ending.MajorityReached;
import org.besik.events.handoff.HandoffEvent;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.DuplicateSuspected;
import org.besik.events.identity.IdentifierContested;
import org.besik.events.identity.IdentityEvent;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.registration.RecordOpened;
import org.besik.events.registration.RegistrationEvent;
import org.besik.events.registration.RegistrationReason;
import org.besik.events.residence.ArrivalConfirmed;
import org.besik.events.residence.LeftCountry;
import org.besik.events.residence.RelocationCancelled;
import org.besik.events.residence.RelocationDeclared;
import org.besik.events.residence.ResidenceEvent;
import org.besik.events.residence.ReturnedToCountry;
import org.besik.events.residence.TemporaryStayRecorded;
import org.besik.events.schooling.AttendanceReported;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.schooling.EnrolmentEnded;
import org.besik.events.schooling.SchoolingEvent;
import org.besik.events.schooling.WaitlistJoined;
import org.besik.events.schooling.WaitlistLeft;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.TracingEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a record's facts say, folded in {@link FoldOrder} up to some day. Folding further days onto the same state gives
 * what folding everything at once would give, so a whole life is walked through in one pass.
 *
 * <p>Answers rest on the facts folded so far and on nothing else; where an answer depends on a day (is an enrolment
 * active?) the day is asked for.
 */
public final class ChildState {

    /** In years: who graduates at this age or later need not learn any more. */
    private static final int OLD_ENOUGH = 15;

    /** So many visits of a school show that it teaches the child: one to look after it, one to come back, and another. */
    private static final int OFTEN = 3;

    /** So many of one that let the child go: more than a month's of a school that sees its pupils once a week. */
    private static final int OFTEN_AGAIN = 6;

    private final ChildId id;
    private final List<ChildId> formerIds;
    private final List<Suspicion> suspected;
    private final Identity identity = new Identity();
    private final Contacts contacts = new Contacts();
    private final Schooling schooling = new Schooling();
    private final Moves moves = new Moves();
    private final Handoffs handoffs = new Handoffs();
    private final Cases cases = new Cases();

    private final Set<SupportCategory> categories = EnumSet.noneOf(SupportCategory.class);
    private final List<Placed> placements = new ArrayList<>();
    private final List<GuardianAssigned> guardians = new ArrayList<>();
    private final List<Schooling.Arrival> arrivals = new ArrayList<>();
    /** Those, and enrolments where a declared move led. */
    private final List<Schooling.Arrival> arrivedOrImplied = new ArrayList<>();

    private final List<LocalDate> departures = new ArrayList<>();
    private final List<LocalDate> returns = new ArrayList<>();
    private final List<Contradiction> stated = new ArrayList<>();
    private final Set<String> resolved = new HashSet<>();
    private @Nullable LocalDate firstFactOn;
    private @Nullable LocalDate registeredOn;
    private @Nullable LocalDate immigrantOn;
    private @Nullable LocalDate diedOn;
    private @Nullable EventId deathEvent;
    private boolean empty = true;
    private boolean abroad;
    private boolean sealed;
    private boolean erased;
    private boolean birthReported;
    private @Nullable Place registeredPlace;
    private String lastReporterRegion = Place.UNKNOWN;
    private @Nullable String lastReporterDistrict;
    private @Nullable List<Contradiction> contradictions;
    private @Nullable List<Move> movesNow;
    private @Nullable LocalDate majorityOf;
    private @Nullable LocalDate majority;
    private @Nullable LocalDate oldEnough;

    private record Placed(PlacementStarted as, LocalDate since) {}

    /** A record of which nothing is known yet. */
    public ChildState(ChildId id, List<ChildId> formerIds) {
        this(new RecordFacts(id, formerIds, List.of()));
    }

    /** Of the record that these are the facts of; they are still to be added. */
    public ChildState(RecordFacts facts) {
        this.id = facts.id();
        this.formerIds = facts.formerIds();
        this.suspected = facts.suspected();
    }

    /** What was known from facts that had happened by a day. */
    public static ChildState asOf(RecordFacts facts, LocalDate day) {
        var state = new ChildState(facts);
        for (RecordedEvent event : facts.events()) {
            if (event.provenance().occurredOn().isAfter(day)) {
                break;
            }
            state.add(event);
        }
        return state;
    }

    /** Whether no fact was folded yet. */
    public boolean isEmpty() {
        return empty;
    }

    /** Folds the next fact; facts must come in {@link FoldOrder}. */
    public void add(RecordedEvent recorded) {
        Provenance from = recorded.provenance();
        BesikEvent event = recorded.event();
        empty = false;
        contradictions = null;
        movesNow = null;
        switch (event) {
            case RegistrationEvent e -> registration(e, from);
            case ContactEvent e -> contact(e, from);
            case ResidenceEvent e -> residence(e, from);
            case SchoolingEvent e -> schooling(e, from);
            case HandoffEvent e -> handoffs.add(e, from);
            case CircumstanceEvent e -> circumstance(e, from);
            case TracingEvent e -> tracing(e, recorded);
            case IdentityEvent e -> identity(e, from);
            case EndingEvent e -> ending(e, from);
            case CustodyEvent e -> custody(e);
            case AgencyDescribed e -> throw new IllegalArgumentException("an agency is no part of a child's record");
            default -> throw new IllegalArgumentException("an event of no family: " + event.getClass());
        }
        if (!(event instanceof IdentityEvent) && !(event instanceof TracingEvent)) {
            if (firstFactOn == null || from.occurredOn().isBefore(firstFactOn)) {
                firstFactOn = from.occurredOn();
            }
            lastReporterRegion = from.region();
            lastReporterDistrict = from.district();
        }
    }

    private void registration(RegistrationEvent event, Provenance from) {
        switch (event) {
            case RecordOpened e -> identity.opened(e, from);
            case BirthRegistered e -> {
                birthReported = true;
                identity.stated(from, e.person(), e.iin(), e.localIds(), e.mother());
                registered(from.agencyService() == Service.REGISTRY, e.place(), from);
            }
            case ChildRegistered e -> {
                identity.stated(from, e.person(), e.iin(), e.localIds(), e.mother());
                registered(true, e.place(), from);
                if (e.reason() == RegistrationReason.IMMIGRANT) {
                    immigrantOn = from.occurredOn();
                }
            }
            case NationalIdAssigned e -> identity.numbered(from, e.iin());
            case IdentityCorrected e -> identity.corrected(from, e);
        }
    }

    private void registered(boolean byRegistry, Place place, Provenance from) {
        if (byRegistry && registeredOn == null) {
            registeredOn = from.occurredOn();
        }
        registeredPlace = place;
    }

    private void contact(ContactEvent event, Provenance from) {
        switch (event) {
            case ContactRecorded e ->
                contacts.add(new Contact(
                        from.eventId(),
                        from.occurredOn(),
                        from.occurredOn(),
                        e.strength(),
                        e.service(),
                        from.agency(),
                        from.ref(),
                        from.region(),
                        from.district(),
                        Contact.Source.CONTACT,
                        null));
            case ContactRetracted e -> contacts.retract(e, from);
        }
    }

    private void paper(Provenance from, @Nullable Service service, @Nullable String institution) {
        contacts.add(new Contact(
                from.eventId(),
                from.occurredOn(),
                from.occurredOn(),
                Strength.ADMINISTRATIVE,
                service,
                from.agency(),
                from.ref(),
                from.region(),
                from.district(),
                Contact.Source.PAPER,
                institution));
    }

    private void residence(ResidenceEvent event, Provenance from) {
        switch (event) {
            case RelocationDeclared e -> moves.declared(e, from, contacts.size());
            case ArrivalConfirmed e -> {
                paper(from, from.agencyService(), null);
                var arrival = new Schooling.Arrival(from.occurredOn(), e.to().region());
                arrivals.add(arrival);
                arrivedOrImplied.add(arrival);
                moves.endAll(from.occurredOn(), Move.MoveEnd.ARRIVED);
                schooling.changed();
                registeredPlace = e.to();
            }
            case RelocationCancelled e -> moves.cancelled(e, from);
            case LeftCountry e -> {
                abroad = true;
                departures.add(from.occurredOn());
                moves.endAll(from.occurredOn(), Move.MoveEnd.LEFT_COUNTRY);
                schooling.changed();
            }
            case ReturnedToCountry e -> {
                abroad = false;
                returns.add(from.occurredOn());
                registeredPlace = new Place(from.region(), from.district(), null);
            }
            case TemporaryStayRecorded e -> {
                // Shown in the history; a stay moves neither the region nor a clock.
            }
        }
    }

    private void schooling(SchoolingEvent event, Provenance from) {
        switch (event) {
            case ChildEnrolled e -> {
                paper(from, Service.EDUCATION, e.institution());
                schooling.enrolled(e, from);
                if (moves.enrolled(e, from)) {
                    arrivedOrImplied.add(new Schooling.Arrival(from.occurredOn(), from.region()));
                }
            }
            case EnrolmentEnded e -> schooling.ended(e, from);
            case AttendanceReported e -> {
                contacts.attendance(e, from);
                schooling.told(e.institution(), from.agency());
            }
            case WaitlistJoined e -> {
                // Queues are figures, not clocks.
            }
            case WaitlistLeft e -> {
                // As above.
            }
        }
    }

    private void circumstance(CircumstanceEvent event, Provenance from) {
        switch (event) {
            case GuardianAssigned e -> guardians.add(e);
            case SupportCategoryAssigned e -> categories.add(e.category());
            case SupportCategoryEnded e -> categories.remove(e.category());
            case PlacementStarted e -> {
                paper(from, Service.SOCIAL, e.institution());
                placements.add(new Placed(e, from.occurredOn()));
            }
            case PlacementEnded e ->
                placements.removeIf(placed -> placed.as().kind() == e.kind()
                        && (e.institution() == null
                                || Objects.equals(placed.as().institution(), e.institution())));
        }
    }

    private void tracing(TracingEvent event, RecordedEvent recorded) {
        cases.add(recorded);
        if (event instanceof ContradictionResolved e) {
            resolved.add(e.contradiction());
        }
    }

    private void identity(IdentityEvent event, Provenance from) {
        switch (event) {
            case IdentifierContested e -> {
                // Between records that are one child by now nothing is contested
                if (!e.other().equals(id) && !formerIds.contains(e.other())) {
                    stated.add(Contradiction.of(
                            Contradiction.Kind.IDENTIFIER_CONTESTED, from.occurredOn(), from.eventId()));
                }
            }
            case RecordsMerged e -> {
                // The union of the two sets of facts is what it means
                if (from.causationId() != null && RecordsMerged.DESPITE_REJECTION.equals(e.cause())) {
                    stated.add(Contradiction.of(
                            Contradiction.Kind.JOINED_DESPITE_REJECTION, from.occurredOn(), from.eventId()));
                }
            }
            case MergeReverted e -> {
                // As above, undone.
            }
            case DuplicateSuspected e -> {
                // A suggestion, shown where duplicates are.
            }
            case DuplicateRejected e -> {
                // As above.
            }
        }
    }

    private void ending(EndingEvent event, Provenance from) {
        switch (event) {
            case DeathRecorded e -> {
                if (diedOn == null) {
                    diedOn = from.occurredOn();
                    deathEvent = from.eventId();
                    moves.endAll(from.occurredOn(), Move.MoveEnd.DIED);
                    schooling.changed();
                } else if (!diedOn.equals(from.occurredOn())) {
                    stated.add(Contradiction.of(
                            Contradiction.Kind.TWO_DEATHS,
                            from.occurredOn(),
                            Objects.requireNonNull(deathEvent),
                            from.eventId()));
                }
            }
            case MajorityReached e -> {
                // Follows from the birth date on any day asked for.
            }
        }
    }

    private void custody(CustodyEvent event) {
        switch (event) {
            case RecordSealed e -> sealed = true;
            case RecordUnsealed e -> sealed = false;
            case PersonalDataErased e -> erased = true;
        }
    }

    public ChildId id() {
        return id;
    }

    /** Ids that led to records joined to this one. */
    public List<ChildId> formerIds() {
        return formerIds;
    }

    /** What the child was ever flagged for, as it was raised. */
    public List<TraceCase.FlagRaised> flagsRaised() {
        return cases.flagsRaised();
    }

    /** The searches for the child, in the order in which they were opened. */
    public List<TraceCase> cases() {
        return cases.now();
    }

    /** When other records looked like the same child; ascending, without overlaps. */
    public List<Suspicion> suspected() {
        return suspected;
    }

    /** Whether a registry's birth or a registration is among the facts. */
    public boolean isRegistered() {
        return registeredOn != null;
    }

    /** Whether the record is closed to all but auditors and administrators. */
    public boolean isSealed() {
        return sealed;
    }

    /** Whether the child's personal data was erased. */
    public boolean isErased() {
        return erased;
    }

    /** The day of death as first stated; null: none. */
    public @Nullable LocalDate diedOn() {
        return diedOn;
    }

    public boolean isAbroad() {
        return abroad;
    }

    /** When the child was dead or abroad, by departure; who leaves again without a word of a return begins anew. */
    public List<Suspicion.Absence> absences() {
        var absences = new ArrayList<Suspicion.Absence>();
        for (LocalDate left : departures) {
            LocalDate until = Stream.concat(departures.stream(), returns.stream())
                    .filter(day -> day.isAfter(left))
                    .min(LocalDate::compareTo)
                    .orElse(null);
            absences.add(new Suspicion.Absence(left, until));
        }
        if (diedOn != null) {
            absences.add(new Suspicion.Absence(diedOn, null));
        }
        return absences;
    }

    /** Whether the child is looked after by the record on a day: alive, in the country, under 18. */
    public boolean isOpenOn(LocalDate day) {
        LocalDate majority = majorityOn();
        return (diedOn == null || day.isBefore(diedOn)) && !abroad && (majority == null || day.isBefore(majority));
    }

    /** The 18th birthday; null while no birth date is known. */
    public @Nullable LocalDate majorityOn() {
        LocalDate birthDate = birthDate();
        if (!Objects.equals(birthDate, majorityOf)) {
            majorityOf = birthDate;
            majority = birthDate == null ? null : Ages.birthday(birthDate, Ages.MAJORITY);
            oldEnough = birthDate == null ? null : Ages.birthday(birthDate, OLD_ENOUGH);
        }
        return majority;
    }

    /** Who the child is by the latest facts; null members: nobody said. */
    public Person person() {
        return identity.person();
    }

    /** The mother as last stated; null: not said. */
    public @Nullable Relative mother() {
        return identity.mother();
    }

    /** The birth date as stated, else the one in the IIN; null: neither is known. */
    public @Nullable LocalDate birthDate() {
        LocalDate stated = identity.person().birthDate();
        if (stated != null) {
            return stated;
        }
        Iin iin = identity.iin();
        return iin == null ? null : iin.birthDate().orElse(null);
    }

    /** The birth date from which the silence of a never contacted child counts; null: no birth or registration states one. */
    public @Nullable LocalDate statedBirthDate() {
        return identity.statedBirthDate();
    }

    /** Whether a birth (not only a registration) was reported. */
    public boolean isBirthReported() {
        return birthReported;
    }

    /** The IIN by the latest fact; null: none. */
    public @Nullable Iin iin() {
        return identity.iin();
    }

    /** All numbers in registers. */
    public Set<LocalId> localIds() {
        return Collections.unmodifiableSet(identity.localIds());
    }

    /** All IINs ever stated for the child. */
    public Set<Iin> iins() {
        return identity.iins();
    }

    /** Where the child belongs: the last birth, arrival or return; unregistered: the last reporter's region; else unknown. */
    public String region() {
        if (!isRegistered()) {
            return lastReporterRegion;
        }
        return registeredPlace == null ? Place.UNKNOWN : registeredPlace.region();
    }

    /** The district that goes with {@link #region()}; null: not said. */
    public @Nullable String district() {
        if (!isRegistered()) {
            return lastReporterDistrict;
        }
        return registeredPlace == null ? null : registeredPlace.district();
    }

    /** Every contact that was not taken back, in fold order. */
    public List<Contact> contacts() {
        var all = new ArrayList<>(contacts.counted());
        all.addAll(handoffs.contacts());
        return all;
    }

    /** The latest day of a contact of a strength; null: none. */
    public @Nullable LocalDate lastContactOn(Strength strength) {
        LocalDate last = contacts.last(strength);
        if (strength == Strength.ADMINISTRATIVE) {
            for (Contact contact : handoffs.contacts()) {
                if (last == null || contact.day().isAfter(last)) {
                    last = contact.day();
                }
            }
        }
        return last;
    }

    /** The latest contact, on one day the strongest; null: none. */
    public @Nullable Contact lastContact() {
        Contact last = contacts.latest();
        for (Contact contact : handoffs.contacts()) {
            last = Contacts.later(last, contact);
        }
        return last;
    }

    /** The latest SEEN contact; null: none. */
    public @Nullable Contact lastSeen() {
        return contacts.latestSeen();
    }

    /** Whether a health professional has seen the child. */
    public boolean isSeenByHealth() {
        return contacts.lastExam() != null;
    }

    /** The last day on which a health professional saw the child; null: none did. */
    public @Nullable LocalDate lastExamOn() {
        return contacts.lastExam();
    }

    /** The latest contact with anybody but one agency or institution; null: none. */
    public @Nullable Contact lastContactBeside(String origin) {
        Contact last = null;
        for (Contact contact : contacts.lastOfEach()) {
            if (!contact.origin().equals(origin)) {
                last = Contacts.later(last, contact);
            }
        }
        for (Contact contact : handoffs.contacts()) {
            if (!contact.origin().equals(origin)) {
                last = Contacts.later(last, contact);
            }
        }
        return last;
    }

    /** The latest month with at least a day of presence; null: none. */
    public @Nullable PresentMonth lastPresentMonth() {
        return contacts.lastPresentMonth();
    }

    /** The latest month of presence at a school, after a day on which the child was at none; null: there is none. */
    public @Nullable PresentMonth lastUnenteredMonth(LocalDate day) {
        return contacts.lastPresentMonth(month -> schooling.isLearningAfter(day, month));
    }

    /**
     * The last day, after one on which the child was at no school, on which a school saw it; null: none saw it often enough
     * since. One that had it and let it go has to see it oftener, for it may be looking for it.
     */
    public @Nullable LocalDate lastUnenteredVisit(LocalDate day) {
        var visits = new HashMap<String, TreeSet<LocalDate>>();
        for (Contact contact : contacts.counted()) {
            if (contact.source() == Contact.Source.CONTACT
                    && contact.strength() == Strength.SEEN
                    && contact.service() == Service.EDUCATION
                    && contact.day().isAfter(day)
                    && schooling.mayTeach(contact.origin(), contact.day())) {
                visits.computeIfAbsent(contact.origin(), origin -> new TreeSet<>())
                        .add(contact.day());
            }
        }
        return visits.entrySet().stream()
                .filter(seen -> seen.getValue().size() >= (schooling.neverHad(seen.getKey()) ? OFTEN : OFTEN_AGAIN))
                .map(seen -> seen.getValue().last())
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    /** The last day on which a school that never entered the child let it go; null: none did. */
    public @Nullable LocalDate lastUnenteredEnd() {
        return schooling.lastUnenteredEnd();
    }

    /** The latest month that was reported without a day of presence; null: none was. */
    public @Nullable YearMonth lastAbsentMonth() {
        return contacts.lastAbsentMonth();
    }

    /** All places, ended ones too, by first day. */
    public List<Enrolment> enrolments() {
        return schooling.enrolments(arrivedOrImplied, departures, diedOn, oldEnoughOn(), majorityOn());
    }

    /** Since when the duty to learn is fulfilled (graduated at 15 or older); null: it is not. */
    public @Nullable LocalDate graduatedOn() {
        return schooling.graduatedAfter(LocalDate.MIN, oldEnoughOn());
    }

    /** The birthday from which on who graduates need not learn any more; null while no birth date is known. */
    private @Nullable LocalDate oldEnoughOn() {
        return majorityOn() == null ? null : oldEnough;
    }

    /** All declared moves, in fold order. */
    public List<Move> moves() {
        if (movesNow == null) {
            movesNow = moves.all(contacts);
        }
        return movesNow;
    }

    /** All handoffs, in fold order. */
    public List<Handoff> handoffs() {
        return handoffs.all();
    }

    public Set<SupportCategory> categories() {
        return Collections.unmodifiableSet(categories);
    }

    /** Placements that have not ended. */
    public List<PlacementStarted> placements() {
        return placements.stream().map(Placed::as).toList();
    }

    /** Since when the child has lived at an institution; null: it does not. */
    public @Nullable LocalDate placedSince(String institution) {
        for (Placed placed : placements) {
            if (institution.equals(placed.as().institution())) {
                return placed.since();
            }
        }
        return null;
    }

    public List<GuardianAssigned> guardians() {
        return Collections.unmodifiableList(guardians);
    }

    /** The first day on which anything is said to have happened; null: nothing. */
    public @Nullable LocalDate firstFactOn() {
        return firstFactOn;
    }

    /** The latest of arrival, return and registration as immigrant; null: none of them. */
    public @Nullable LocalDate lastSettledOn() {
        LocalDate latest = immigrantOn;
        if (!arrivals.isEmpty()) {
            latest = later(latest, arrivals.getLast().day());
        }
        return returns.isEmpty() ? latest : later(latest, returns.getLast());
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** What cannot all be true, in order of the day from which it holds; without what an officer has settled. */
    public List<Contradiction> contradictions() {
        if (contradictions == null) {
            if (isPlain()) {
                contradictions = List.of();
                return contradictions;
            }
            var found = new ArrayList<>(stated);
            found.addAll(contacts.contradictions());
            found.addAll(identity.contradictions());
            found.addAll(handoffs.contradictions());
            found.addAll(afterDeath());
            LocalDate born = identity.statedBirthDate();
            Contact first = contacts.earliest();
            if (born != null && first != null && first.day().isBefore(born)) {
                found.add(Contradiction.of(Contradiction.Kind.CONTACT_BEFORE_BIRTH, first.knownOn(), first.event()));
            }
            found.addAll(schooling.contradictions(enrolments()));
            var unique = new LinkedHashSet<String>();
            found.removeIf(contradiction -> resolved.contains(contradiction.id()) || !unique.add(contradiction.id()));
            found.sort(Comparator.comparing(Contradiction::since).thenComparing(Contradiction::id));
            contradictions = List.copyOf(found);
        }
        return contradictions;
    }

    /** Contradictions that officers settled; whether there was such a one follows from no order of arrival. */
    public Set<String> resolvedContradictions() {
        return Collections.unmodifiableSet(resolved);
    }

    /** Whether nothing contradicts: so it is for nearly every child, and is asked after every fact. */
    private boolean isPlain() {
        LocalDate born = identity.statedBirthDate();
        Contact first = contacts.earliest();
        return stated.isEmpty()
                && diedOn == null
                && contacts.contradictions().isEmpty()
                && identity.contradictions().isEmpty()
                && handoffs.contradictions().isEmpty()
                && schooling.contradictions(enrolments()).isEmpty()
                && (born == null || first == null || !first.day().isBefore(born));
    }

    private List<Contradiction> afterDeath() {
        LocalDate died = diedOn;
        EventId death = deathEvent;
        if (died == null || death == null) {
            return List.of();
        }
        return contacts().stream()
                .filter(contact -> contact.day().isAfter(died))
                .map(contact -> Contradiction.of(
                        Contradiction.Kind.CONTACT_AFTER_DEATH, contact.knownOn(), death, contact.event()))
                .toList();
    }
}
