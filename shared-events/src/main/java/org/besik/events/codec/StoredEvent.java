package org.besik.events.codec;

import java.util.List;

/**
 * An event as the log stores it; the bytes are exactly what is hashed.
 *
 * @param position its place in the log
 * @param type namespace and name, {@code contact.ContactRecorded}; never a class name
 * @param revision of the payload's shape
 * @param metadata a flat JSON object of strings (see {@link Metadata})
 * @param tags {@code key:value}, in the order in which they were given
 * @param payload the event's own words, JSON
 */
public record StoredEvent(
        long position, String type, String revision, byte[] metadata, List<String> tags, byte[] payload) {}
