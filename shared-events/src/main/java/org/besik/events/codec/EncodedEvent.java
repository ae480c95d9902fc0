package org.besik.events.codec;

/** An event's words ready to be stored: type, revision and payload as in {@link StoredEvent}. */
public record EncodedEvent(String type, String revision, byte[] payload) {}
