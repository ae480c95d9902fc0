package org.besik.command.facts;

import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;

/** Whether a caller may read a child's record; a conflict names the other record only then. */
@FunctionalInterface
public interface MayRead {

    boolean mayRead(Caller caller, ChildId child);

    /** The part of the answer that needs to know nothing about the child: auditors and administrators read all. */
    static boolean readsAll(Caller caller) {
        return caller.is(Role.AUDITOR) || caller.is(Role.ADMIN);
    }
}
