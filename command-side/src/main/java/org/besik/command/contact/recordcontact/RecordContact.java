package org.besik.command.contact.recordcontact;

import org.besik.command.deciding.Order;
import org.besik.events.Service;
import org.besik.events.contact.Strength;

/** Record a contact. */
public record RecordContact(Service service, Strength strength, String kind) implements Order {}
