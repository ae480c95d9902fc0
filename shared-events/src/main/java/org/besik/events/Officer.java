package org.besik.events;

/**
 * Who decided about a child inside Besik, where no agency reports: an account and the role it acted in. What it decides is
 * no contact, no report of an agency, and moves no child.
 *
 * @param account the account's id, not a name
 * @param role the name of a {@link org.besik.events.caller.Role}, or {@link #SWEEP}'s
 */
public record Officer(String account, String role) {

    /** Besik itself, when a due date comes. */
    public static final Officer SWEEP = new Officer("sweep", "BESIK");
}
