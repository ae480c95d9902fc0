package org.besik.events.registration;

import org.besik.events.ChildEvent;

/** How a record begins and who the child is said to be. */
public sealed interface RegistrationEvent extends ChildEvent
        permits RecordOpened, BirthRegistered, ChildRegistered, NationalIdAssigned, IdentityCorrected {}
