package org.besik.command.facts.reading;

import java.util.Map;
import org.besik.command.residence.leavecountry.LeaveCountry;
import org.besik.command.residence.leavecountry.ReturnToCountry;
import org.besik.command.residence.move.CancelRelocation;
import org.besik.command.residence.move.ConfirmArrival;
import org.besik.command.residence.move.DeclareRelocation;
import org.besik.command.residence.stay.RecordTemporaryStay;
import org.besik.events.Place;

/** The data of moves within the country, out of it and back. */
final class ResidenceForms {

    static final Map<String, FactForm> ALL = Map.of(
            "relocation",
            ResidenceForms::relocation,
            "arrival",
            ResidenceForms::arrival,
            "relocation-cancellation",
            data -> new CancelRelocation(data.only("relocation").optionalText("relocation")),
            "temporary-stay",
            ResidenceForms::stay,
            "departure-abroad",
            data -> new LeaveCountry(data.only("country").text("country")),
            "return",
            data -> new ReturnToCountry(data.only("country").text("country")));

    private ResidenceForms() {}

    private static DeclareRelocation relocation(Members data) {
        data.only("from", "to", "expectedBy");
        return new DeclareRelocation(place(data, "from"), place(data, "to"), data.optionalDate("expectedBy"));
    }

    private static ConfirmArrival arrival(Members data) {
        data.only("to", "from");
        return new ConfirmArrival(place(data, "to"), data.has("from") ? place(data, "from") : null);
    }

    private static RecordTemporaryStay stay(Members data) {
        data.only("region", "until");
        return new RecordTemporaryStay(data.region("region"), data.date("until"));
    }

    private static Place place(Members data, String name) {
        return data.object(name).only("region", "district", "rural").place();
    }
}
