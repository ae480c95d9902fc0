package org.besik.command.facts.reading;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.besik.command.registration.assignnationalid.AssignNationalId;
import org.besik.command.registration.correctidentity.CorrectIdentity;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.command.registration.registerchild.RegisterChild;
import org.besik.events.EventId;
import org.besik.events.registration.RegistrationReason;

/** The data of births, registrations, national ids and corrections. */
final class RegistrationForms {

    static final Map<String, FactForm> ALL = Map.of(
            "birth", RegistrationForms::birth,
            "registration", RegistrationForms::registration,
            "national-id", data -> new AssignNationalId(data.only("iin").iin("iin")),
            "identity-correction", RegistrationForms::correction);

    private RegistrationForms() {}

    private static RegisterBirth birth(Members data) {
        data.only("person", "iin", "mother", "region", "district", "rural", "facility", "local");
        return new RegisterBirth(
                People.registered(data.object("person")),
                data.optionalIin("iin"),
                People.relative(data, "mother"),
                data.place(),
                data.optionalText("facility"),
                data.has("local") ? People.local(data.object("local")) : null);
    }

    private static RegisterChild registration(Members data) {
        data.only("person", "iin", "mother", "region", "district", "rural", "facility", "local", "reason");
        return new RegisterChild(
                People.registered(data.object("person")),
                data.optionalIin("iin"),
                People.relative(data, "mother"),
                data.place(),
                data.optionalText("facility"),
                data.has("local") ? People.local(data.object("local")) : null,
                data.oneOf("reason", RegistrationReason.class));
    }

    private static CorrectIdentity correction(Members data) {
        Members person = data.only("person", "corrects").object("person");
        return new CorrectIdentity(
                People.corrected(person),
                Arrays.stream(People.PERSON).filter(person::isNull).collect(Collectors.toUnmodifiableSet()),
                new EventId(data.text("corrects")));
    }
}
