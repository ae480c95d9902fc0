package org.besik.command.deciding;

import org.besik.command.refusal.Refused;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;

/** What becomes of one kind of order. Pure: it neither reads nor changes anything but its arguments. */
@FunctionalInterface
public interface Decision<O extends Order> {

    /**
     * Decides one fact.
     *
     * @param child the record that its event is written to
     * @param known what the slice said it rests on, of the whole child; else {@link ChildFacts#NONE}
     * @return the fact's own event
     * @throws Refused if the fact does not stand
     */
    ChildEvent decide(O order, Fact fact, ChildId child, ChildFacts known);
}
