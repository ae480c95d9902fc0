package org.besik.command.officers;

import java.util.Optional;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;

/** Whose contradiction it is; the views know. */
@FunctionalInterface
public interface Contradicted {

    /** The child, if there is such a contradiction, settled or not, and the caller may read the child. */
    Optional<ChildId> child(Caller caller, String contradiction);
}
