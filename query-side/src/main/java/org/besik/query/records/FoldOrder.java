package org.besik.query.records;

import java.util.Comparator;
import org.besik.events.BesikEvent;
import org.besik.events.RecordedEvent;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.circumstances.CircumstanceEvent;
import org.besik.events.circumstances.GuardianAssigned;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementStarted;
import org.besik.events.circumstances.SupportCategoryAssigned;
import org.besik.events.circumstances.SupportCategoryEnded;
import org.besik.events.contact.ContactEvent;
import org.besik.events.custody.CustodyEvent;
import org.besik.events.ending.DeathRecorded;
import org.besik.events.ending.EndingEvent;
import org.besik.events.ending.MajorityReached;
import org.besik.events.handoff.HandoffEvent;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.identity.IdentityEvent;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.registration.RecordOpened;
import org.besik.events.registration.RegistrationEvent;
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
import org.besik.events.tracing.TracingEvent;
import org.besik.query.viewstore.CodePoints;

/**
 * The order in which a record's facts are folded: the day on which they happened; on one day births first and deaths last
 * (a child must be there before anything happens to it, and nothing happens to it after); then agency, reference and, for
 * the events of one fact, their own order in it. Arrival never decides, so any order of arrival gives the same record.
 */
public final class FoldOrder {

    /** Agencies and references compare by their UTF-8 bytes. */
    public static final Comparator<RecordedEvent> COMPARATOR = Comparator.comparing(
                    (RecordedEvent e) -> e.provenance().occurredOn())
            .thenComparingInt(e -> rank(e.event()))
            .thenComparing(e -> e.provenance().agency().value(), CodePoints::compare)
            .thenComparing(e -> e.provenance().ref(), CodePoints::compare)
            .thenComparing(e -> e.provenance().eventId().value());

    private FoldOrder() {}

    static int rank(BesikEvent event) {
        return switch (event) {
            case RegistrationEvent e ->
                switch (e) {
                    case RecordOpened opened -> 0;
                    case BirthRegistered birth -> 1;
                    case ChildRegistered registered -> 1;
                    case IdentityCorrected corrected -> 2;
                    case NationalIdAssigned assigned -> 3;
                };
            case ResidenceEvent e ->
                switch (e) {
                    case ReturnedToCountry returned -> 4;
                    case RelocationDeclared declared -> 7;
                    case RelocationCancelled cancelled -> 8;
                    case ArrivalConfirmed arrived -> 9;
                    case TemporaryStayRecorded stay -> 9;
                    case LeftCountry left -> 17;
                };
            case SchoolingEvent e ->
                switch (e) {
                    case EnrolmentEnded ended -> 5;
                    case ChildEnrolled enrolled -> 10;
                    case WaitlistJoined joined -> 10;
                    case WaitlistLeft left -> 10;
                    case AttendanceReported attendance -> 15;
                };
            case CircumstanceEvent e ->
                switch (e) {
                    case PlacementEnded ended -> 6;
                    case SupportCategoryEnded ended -> 6;
                    case GuardianAssigned assigned -> 11;
                    case SupportCategoryAssigned assigned -> 11;
                    case PlacementStarted started -> 11;
                };
            case HandoffEvent e -> e instanceof HandoffInitiated ? 12 : 13;
            case ContactEvent e -> 15;
            case TracingEvent e -> 16;
            case IdentityEvent e -> 16;
            case EndingEvent e ->
                switch (e) {
                    case DeathRecorded death -> 18;
                    case MajorityReached majority -> 19;
                };
            case CustodyEvent e -> 20;
            case AgencyDescribed e -> 21;
            default -> throw new IllegalArgumentException("an event of no family: " + event.getClass());
        };
    }
}
