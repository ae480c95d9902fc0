package org.besik.events;

import static java.util.Objects.requireNonNull;

/** Names an agency: a clinic, a school, a registry office. */
public record AgencyId(String value) implements Comparable<AgencyId> {

    public AgencyId {
        requireNonNull(value);
    }

    @Override
    public int compareTo(AgencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
