package org.besik.events.registration;

/** Why a child is registered otherwise than by its birth. */
public enum RegistrationReason {
    LATE,
    FOUNDLING,
    IMMIGRANT,
    UNKNOWN_BIRTH
}
