package org.besik.events;

import static java.util.Objects.requireNonNull;

/** Names one recorded event; a correction or a retraction points at it. A UUID in its usual spelling. */
public record EventId(String value) {

    public EventId {
        requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
