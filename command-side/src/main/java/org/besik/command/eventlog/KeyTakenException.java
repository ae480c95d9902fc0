package org.besik.command.eventlog;

/** A unique key that a command's events claim was taken by somebody else; nothing was recorded. */
public final class KeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient UniqueKey key;

    public KeyTakenException(UniqueKey key) {
        super("a unique key is taken in space " + key.space());
        this.key = key;
    }

    public UniqueKey key() {
        return key;
    }
}
