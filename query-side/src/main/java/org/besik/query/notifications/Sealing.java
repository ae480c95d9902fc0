package org.besik.query.notifications;

/** Closes secrets so that whoever has only the store cannot use them. */
public interface Sealing {

    /** @param name what the secret is for; it opens under no other */
    byte[] seal(String name, byte[] secret);

    /** @throws IllegalStateException if it was sealed otherwise */
    byte[] open(String name, byte[] sealed);
}
