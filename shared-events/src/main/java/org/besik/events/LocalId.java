package org.besik.events;

import static java.util.Objects.requireNonNull;

/**
 * A child's number in some register.
 *
 * @param system the global name of the register that issued the number
 * @param value the number; {system, value} is one child in the nation, whoever sends it
 */
@Personal
public record LocalId(String system, String value) {

    public LocalId {
        requireNonNull(system);
        requireNonNull(value);
    }

    @Override
    public String toString() {
        return "LocalId[sealed]";
    }
}
