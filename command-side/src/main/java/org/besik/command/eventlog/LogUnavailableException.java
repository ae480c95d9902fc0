package org.besik.command.eventlog;

/** The log cannot say that something is durable: a failed sync, a full disk, a lost server. Nothing may be acknowledged. */
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
