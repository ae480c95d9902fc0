package org.besik.command.eventlog;

/**
 * A unique key that is taken.
 *
 * @param position of the first event of the transaction that took it
 * @param value what it leads to
 */
public record TakenKey(long position, byte[] value) {}
