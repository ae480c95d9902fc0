package org.besik.command.contact.recordcontact;

import org.besik.command.deciding.Order;
import org.jspecify.annotations.Nullable;

/** Take a contact back, named by its event id or by the same agency's reference. */
public record RetractContact(String retracts, @Nullable String reason) implements Order {}
