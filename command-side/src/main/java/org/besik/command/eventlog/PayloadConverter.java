package org.besik.command.eventlog;

import org.axonframework.messaging.core.MessageType;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.StoredEvent;

/** How the payload of an Axon event becomes the words that are stored, and back. */
public interface PayloadConverter {

    /** What is stored for a payload that goes by this type. */
    EncodedEvent encode(Object payload, MessageType type);

    /** What a stored event says today, and in which revision that is: old ones are upcast. */
    Decoded decode(StoredEvent stored);

    /** Returns when what the payloads encoded so far rest on (their keys) is durable; called before they are appended. */
    default void flush() {}

    /** A payload as the handlers know it. */
    record Decoded(Object payload, String revision) {}
}
