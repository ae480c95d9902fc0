package org.besik.command.deciding;

import org.besik.events.ChildId;

/** An officer's word about two records: whether they are one child. */
public interface Pairing extends Order {

    /** Any id that ever led to the other record. */
    ChildId other();

    /** What is said of the two. */
    Word word();

    /** The same of another record: the one that the event names, whichever of the two it is. */
    Pairing with(ChildId other);

    /** What can be said of two records. */
    enum Word {
        /** They are one child. */
        ONE,
        /** They are not after all. */
        NOT_ONE,
        /** However alike they look, they are two children. */
        TWO
    }
}
