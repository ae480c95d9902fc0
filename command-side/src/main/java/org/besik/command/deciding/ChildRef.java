package org.besik.command.deciding;

import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;

/** How a fact names its child. */
public sealed interface ChildRef {

    /** By the id of its record, or of one that was joined to it. The id may be unknown. */
    record ById(String id) implements ChildRef {}

    record ByIin(Iin iin) implements ChildRef {}

    record ByLocalId(LocalId local) implements ChildRef {}

    /** By who it is: matched by identity. */
    record ByPerson(Person person) implements ChildRef {}
}
