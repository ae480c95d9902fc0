package org.besik.query.intake;

/** The log holds an event of a type or revision that this version of Besik does not know. */
final class UnknownEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEventException(long position, Throwable cause) {
        super("position " + position + " holds an event this version does not know", cause);
    }
}
