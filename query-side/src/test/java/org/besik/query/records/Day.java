package org.besik.query.records;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.ChildId;
import org.besik.events.HandoffId;
import org.besik.events.Place;
import org.besik.events.Service;
import org.besik.events.circumstances.PlacementEnded;
import org.besik.events.circumstances.PlacementKind;
import org.besik.events.circumstances.PlacementStarted;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.events.ending.DeathRecorded;
import org.besik.events.handoff.HandoffAccepted;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.residence.ArrivalConfirmed;
import org.besik.events.residence.LeftCountry;
import org.besik.events.residence.RelocationDeclared;
import org.besik.events.residence.ReturnedToCountry;
import org.besik.events.schooling.AttendanceReported;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.EnrolmentEnded;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;

/** Everything that can happen to a child on one day, in the order of the domain. */
final class Day {

    private static final ChildId ADA = new ChildId("ada");
    private static final Place NORTH = new Place("KZ-59", null, null);
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    private Day() {}

    static List<BesikEvent> inOrder() {
        return List.of(
                new BirthRegistered(ADA, null, null, List.of(), null, NORTH, null),
                new NationalIdAssigned(ADA, null),
                new ReturnedToCountry(ADA, "DE"),
                new EnrolmentEnded(ADA, "school", EndReason.MOVED, null),
                new PlacementEnded(ADA, PlacementKind.FOSTER, null),
                new RelocationDeclared(ADA, NORTH, NORTH, null),
                new ArrivalConfirmed(ADA, NORTH, null),
                new ChildEnrolled(ADA, "school", Level.PRIMARY, Form.DAY, MAY_1),
                new PlacementStarted(ADA, PlacementKind.FOSTER, null),
                new HandoffInitiated(ADA, new HandoffId("h"), new AgencyId("b"), Service.HEALTH, null, null),
                new HandoffAccepted(ADA, "h", null),
                new ContactRecorded(ADA, Service.HEALTH, Strength.SEEN, "visit"),
                new LeftCountry(ADA, "DE"),
                new DeathRecorded(ADA));
    }

    static BesikEvent attendance() {
        return new AttendanceReported(ADA, "school", YearMonth.of(2026, 5), 1, 0);
    }
}
