package org.besik.query.notifications;

/** A way to tell. */
interface Way {

    /**
     * Tells, and returns when it was taken.
     *
     * @throws NotTaken if it was not, or nobody knows
     */
    void tell(Subscription subscription, Message message) throws NotTaken, InterruptedException;

    /** The receiver did not take a message; says why in words that repeat nothing of it. */
    final class NotTaken extends Exception {

        private static final long serialVersionUID = 1L;

        NotTaken(String why) {
            super(why, null, false, false);
        }

        String why() {
            String why = getMessage();
            return why == null ? "" : why;
        }
    }
}
