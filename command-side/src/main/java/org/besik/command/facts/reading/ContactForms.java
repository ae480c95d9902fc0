package org.besik.command.facts.reading;

import java.util.Map;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.contact.recordcontact.RetractContact;
import org.besik.events.Service;
import org.besik.events.contact.Strength;

/** The data of contacts and of their retraction. */
final class ContactForms {

    static final Map<String, FactForm> ALL =
            Map.of("contact", ContactForms::contact, "contact-retraction", ContactForms::retraction);

    private ContactForms() {}

    private static RecordContact contact(Members data) {
        data.only("service", "strength", "kind");
        return new RecordContact(
                data.oneOf("service", Service.class), data.oneOf("strength", Strength.class), data.text("kind"));
    }

    private static RetractContact retraction(Members data) {
        data.only("retracts", "reason");
        return new RetractContact(data.text("retracts"), data.optionalSentence("reason"));
    }
}
