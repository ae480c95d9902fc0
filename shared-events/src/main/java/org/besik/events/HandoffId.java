package org.besik.events;

import static java.util.Objects.requireNonNull;

/** Names one handoff. It is the id of the event that initiated it, so one id serves both. */
public record HandoffId(String value) {

    public HandoffId {
        requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
