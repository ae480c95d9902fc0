package org.besik.events;

/**
 * An event as the log gives it back.
 *
 * @param position its place in the log: 1, 2, 3 … without a gap
 * @param provenance who said it and when
 * @param event what happened
 */
public record RecordedEvent(long position, Provenance provenance, BesikEvent event) {}
