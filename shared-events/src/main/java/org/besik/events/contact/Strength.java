package org.besik.events.contact;

/** How well a contact proves that somebody knows how the child is; strongest first. */
public enum Strength {
    /** In person, by a professional. */
    SEEN,
    /** A call or a message. */
    REMOTE,
    /** A paper, a roll, a payment. */
    ADMINISTRATIVE
}
