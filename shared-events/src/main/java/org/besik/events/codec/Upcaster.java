package org.besik.events.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads an old revision of an event as the next one. Stored bytes never change; this runs each time they are read.
 *
 * @param type as in {@link StoredEvent#type()}
 * @param from the revision it understands
 * @param to the revision it makes
 * @param step changes the payload in place
 */
public record Upcaster(String type, String from, String to, Step step) {

    /** What changed between two revisions. */
    @FunctionalInterface
    public interface Step {
        void upcast(ObjectNode payload);
    }
}
