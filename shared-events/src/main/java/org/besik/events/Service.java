package org.besik.events;

/** The service that a contact, a handoff or an agency belongs to. */
public enum Service {
    HEALTH,
    EDUCATION,
    SOCIAL,
    CULTURE,
    POLICE,
    REGISTRY
}
