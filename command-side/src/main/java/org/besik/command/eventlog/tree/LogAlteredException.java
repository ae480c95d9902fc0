package org.besik.command.eventlog.tree;

/** The log no longer has the events that the tree was built of. */
public final class LogAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogAlteredException(String message) {
        super(message);
    }
}
