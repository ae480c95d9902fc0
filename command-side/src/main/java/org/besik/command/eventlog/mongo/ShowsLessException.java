package org.besik.command.eventlog.mongo;

/**
 * A majority was seen to hold more before. A new primary may not know yet what is durable: for a moment, an answer from
 * there could leave something out.
 */
final class ShowsLessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShowsLessException() {
        super("less is durable than was before");
    }
}
