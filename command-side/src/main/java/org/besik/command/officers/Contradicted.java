package org.besik.command.officers;

import java.util.Optional;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;

/** Whose contradiction it is; the views know. */
@FunctionalInterface
public interface Contradicted {

    /**
     * The record to which the fact was written that a contradiction is named after, if there is such a one, settled or not,
     * and the caller may read the child. Settled there, it stays so when records are taken apart.
     */
    Optional<ChildId> record(Caller caller, String contradiction);
}
