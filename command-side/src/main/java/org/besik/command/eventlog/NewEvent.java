package org.besik.command.eventlog;

import java.util.List;

/** An event to be appended; the members as in {@link org.besik.events.codec.StoredEvent}. */
public record NewEvent(String type, String revision, byte[] metadata, List<String> tags, byte[] payload) {}
