package org.besik.events;

import static java.util.Objects.requireNonNull;

/** Names an agency: a clinic, a school, a registry office. */
public record AgencyId(String value) implements Comparable<AgencyId> {

    /** Answers for what officers decide whose account speaks for no agency. */
    public static final AgencyId BESIK = new AgencyId("besik");

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
