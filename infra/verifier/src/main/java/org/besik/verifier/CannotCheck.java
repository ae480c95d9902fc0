package org.besik.verifier;

/** There is nothing that could be checked; the message says why, to a person. */
final class CannotCheck extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotCheck(String message) {
        super(message);
    }
}
