package org.besik.events;

/** As the registry writes it. */
public enum Sex {
    F,
    M
}
