package org.besik.command.deciding;

import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Service;
import org.jspecify.annotations.Nullable;

/** An order that says who the child is, so that records may turn out to be one. Null: not said. */
public interface Identifying extends Order {

    /** The number that it gives the child. */
    default @Nullable Iin iin() {
        return null;
    }

    /** The child's number in a register. */
    default @Nullable LocalId local() {
        return null;
    }

    /** What it says of the person. */
    default @Nullable Person person() {
        return null;
    }

    /** Where the child was born or registered. */
    default @Nullable Place place() {
        return null;
    }

    /** Whether the event carries every identifier of the fact itself, also the one by which it names the child. */
    default boolean beginsRecord() {
        return false;
    }

    /**
     * Whether it registers the child.
     *
     * @param reporter the service of the reporting agency; null: not known
     */
    default boolean registers(@Nullable Service reporter) {
        return false;
    }
}
