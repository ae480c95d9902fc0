package org.besik.command.facts.reading;

import static org.besik.command.refusal.Refused.unless;
import static org.besik.command.refusal.Rule.DUPLICATE_KEY;

import java.time.LocalDate;
import org.besik.command.facts.Agencies.Agency;
import org.besik.command.refusal.Refused;
import org.besik.events.AgencyId;
import org.besik.events.Service;

/** Reads the description of an agency as strictly as a fact. */
public final class AgencyReader {

    private AgencyReader() {}

    /** @throws Refused if it is none */
    public static Agency read(AgencyId id, byte[] body) {
        Json.Value json = Json.one(body, 0, body.length);
        var setting = new Setting(LocalDate.MAX);
        Members members = Members.of(json.value(), setting);
        unless(json.duplicate() == null, DUPLICATE_KEY, json.duplicate(), "The member stands twice.");
        members.only("name", "service", "region", "district");
        var agency = new Agency(
                id,
                members.text("name"),
                members.oneOf("service", Service.class),
                members.region("region"),
                members.optionalText("district"));
        setting.settle();
        return agency;
    }
}
