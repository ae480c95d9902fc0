package org.besik.events;

import static java.util.Objects.requireNonNull;

/**
 * Names one child's record for ever, also after the record was joined to another.
 *
 * @param value a UUID in its usual spelling; says nothing about the child
 */
public record ChildId(String value) implements Comparable<ChildId> {

    public ChildId {
        requireNonNull(value);
    }

    @Override
    public int compareTo(ChildId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
